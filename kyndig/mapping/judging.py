"""A leader's acts on cells. Each is one transaction, written once however often it arrives, and says which
version of the cell it was made on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.holdings import actions as holdings
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.models import Exemption, Source
from kyndig.mapping.acts import RefusedError, check_asked, check_open, oneself, take_turn
from kyndig.mapping.cells import Cell
from kyndig.mapping.facts import NOTHING_KNOWN, CellFacts, facts_of
from kyndig.mapping.models import Entry, Round
from kyndig.mapping.prefill import Need, Origin
from kyndig.mapping.usual import usual_level
from kyndig.organisation.models import Person
from kyndig.organisation.reach import today

Act, Method = Entry.Act, Entry.Method


class Move(StrEnum):
    """What a leader does to a cell."""

    LEVEL = "level"  # gives a level
    ACCEPT = "accept"  # accepts the one offered
    EXEMPT = "exempt"  # the competence is not asked of the person for a while
    BACK = "back"  # takes back the last act of this round


@dataclass(frozen=True)
class Write:
    """One act on one cell, as it arrives. `version`: of the cell as seen then; see `CellFacts`."""

    key: UUID
    person: Person
    competence: Competence
    version: int
    move: Move
    level: int | None = None
    # For a competence that lasts for a time: since when it is held, and what shows it (document or course).
    held_on: date | None = None
    shown_by: str = Source.COURSE
    exemption_kind: str = ""
    exempt_to: date | None = None

    @property
    def cell(self) -> Cell:
        return self.person.pk, self.competence.pk


class NeedsDateError(RefusedError):
    """A level alone is not enough: the competence lasts for a time, and the day it was gained is missing."""


class ConflictError(Exception):
    """Somebody else has changed the cell since the leader saw it. Nothing is written."""


def judge(round_: Round, write: Write, *, by: User, method: str = Method.SINGLY) -> Entry:
    """Do the act and return its entry; the one written before when the key has arrived before.

    The caller has asked who may (`writing.py`). Raises RefusedError or ConflictError: nothing is written.
    """
    with transaction.atomic():
        take_turn(write.person)
        written = Entry.objects.filter(Q(key=write.key) | Q(taken_back_key=write.key)).first()
        if written is not None:
            return _same(written, round_, write)
        check_open(round_)
        check_asked(round_, write.cell)
        facts = facts_of(round_, [write.person.pk], [write.competence.pk], today())
        known = facts.get(write.cell, NOTHING_KNOWN)
        if known.version != write.version:
            raise ConflictError
        return _MOVES[write.move](round_, write, known, by, method)


@dataclass(frozen=True)
class Outcome:
    """What became of an act: its entry, or the error that says why there is none."""

    write: Write
    entry: Entry | None = None
    error: Exception | None = None


def judge_all(round_: Round, writes: Iterable[Write], *, by: User, method: str) -> list[Outcome]:
    """Each act for itself: what one is refused stops none of the others."""
    outcomes = []
    for write in writes:
        try:
            outcomes.append(Outcome(write, judge(round_, write, by=by, method=method)))
        except (RefusedError, ConflictError) as error:
            outcomes.append(Outcome(write, error=error))
    return outcomes


def _same(written: Entry, round_: Round, write: Write) -> Entry:
    if (written.round_id, written.person_id, written.competence_id) != (round_.pk, *write.cell):
        raise RefusedError(_("Denne endringen er brukt på en annen rute. Last siden på nytt."))
    return written


def _level(round_: Round, write: Write, known: CellFacts, by: User, method: str) -> Entry:
    if write.level is None or not 0 <= write.level <= write.competence.max_level:
        raise RefusedError(_("Velg et nivå fra 0 til %(highest)s.") % {"highest": write.competence.max_level})
    _end_own_exemption(known, by)
    return _assess(round_, write, write.level, by, method)


def _accept(round_: Round, write: Write, known: CellFacts, by: User, method: str) -> Entry:
    lasts = write.competence.validity_months is not None
    offered = known.offer(usual_level(write.person, write.competence, today()), lasts=lasts, as_of=today())
    if offered.level is None:
        raise RefusedError(_("Det er ikke noe forslag i denne ruten. Velg et nivå."))
    if method == Method.TOGETHER and (offered.need or known.reopened):
        raise RefusedError(_("Denne ruten må vurderes for seg."))
    if offered.need == Need.EXPIRED and not (lasts and write.held_on):
        raise RefusedError(_("Beviset er utløpt. Velg et nivå."))
    if offered.origin == Origin.DOCUMENT and offered.need != Need.EXPIRED:
        return _entry(round_, write, Act.CONFIRMED, by, method)
    return _assess(round_, write, offered.level, by, method)


def _exempt(round_: Round, write: Write, known: CellFacts, by: User, method: str) -> Entry:
    if known.exemption is not None:
        raise RefusedError(_("Kravet gjelder ikke for denne personen nå."))
    if write.exemption_kind not in Exemption.Kind.values or write.exempt_to is None:
        raise RefusedError(_("Velg hvorfor kravet ikke gjelder, og til når."))
    if write.exempt_to < today():
        raise RefusedError(_("Sluttdatoen må være i dag eller senere."))
    exemption = holdings.grant_exemption(
        person=write.person,
        competence=write.competence,
        kind=write.exemption_kind,
        reason="",
        valid_from=today(),
        valid_to=write.exempt_to,
        by=by,
    )
    return _entry(round_, write, Act.EXEMPTED, by, method, exemption=exemption)


def _back(round_: Round, write: Write, known: CellFacts, by: User, method: str) -> Entry:
    """The act taken back, which keeps both keys."""
    entry = known.entry
    if entry is None:
        raise RefusedError(_("Det er ingenting å ta tilbake i denne ruten."))
    reason = _("Tatt tilbake i kartleggingen.")
    if entry.act == Act.LEVEL and entry.assessment is not None:
        holdings.annul_assessment(assessment=entry.assessment, by=by, reason=reason)
    if entry.act == Act.EXEMPTED and entry.exemption is not None:
        holdings.annul_exemption(exemption=entry.exemption, by=by, reason=reason)
    entry.taken_back_at, entry.taken_back_by, entry.taken_back_key = timezone.now(), by, write.key
    entry.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_key"])
    return entry


_MOVES = {Move.LEVEL: _level, Move.ACCEPT: _accept, Move.EXEMPT: _exempt, Move.BACK: _back}


def _assess(round_: Round, write: Write, level: int, by: User, method: str) -> Entry:
    months = write.competence.validity_months
    dated = months is not None and level > 0
    if dated and write.held_on is None:
        raise NeedsDateError(
            _("Dette må fornyes etter %(months)s måneder. Skriv når det sist ble tatt, og hva som viser det.")
            % {"months": months}
        )
    if write.held_on is not None and write.held_on > today():
        raise RefusedError(_("Datoen kan ikke være fram i tid."))
    if dated and write.shown_by not in {Source.COURSE, Source.DOCUMENT}:
        raise RefusedError(_("Velg om et kurs eller et dokument viser det."))
    assessment = holdings.assess(
        NewAssessment(
            person=write.person,
            competence=write.competence,
            level=level,
            source=write.shown_by if dated else Source.LEADER,
            assessed_on=write.held_on if dated and write.held_on else today(),
            assessed_by=oneself(by),
        ),
        by=by,
    )
    return _entry(round_, write, Act.LEVEL, by, method, assessment=assessment)


def _end_own_exemption(known: CellFacts, by: User) -> None:
    """A level after an exemption given in this round: that was a slip. Others are not ours to end."""
    if known.exemption is None:
        return
    if known.entry is None or known.entry.exemption_id != known.exemption.pk:
        raise RefusedError(_("Kravet gjelder ikke for denne personen nå. Avslutt unntaket først."))
    holdings.annul_exemption(
        exemption=known.exemption, by=by, reason=_("Vurdert i stedet, i samme kartlegging.")
    )


def _entry(round_: Round, write: Write, act: str, by: User, method: str, **given: object) -> Entry:
    return Entry.objects.create(
        round=round_,
        person=write.person,
        competence=write.competence,
        side=Entry.Side.LEADER,
        act=act,
        method=method,
        key=write.key,
        registered_by=by,
        **given,
    )
