"""A person's page: what each position requires, the level there is, and the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.analysis import gaps
from kyndig.analysis.frames import collected
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import within
from kyndig.gaps.grid import Square, Waiver
from kyndig.gaps.loading import load_snapshot
from kyndig.gaps.people import waivers
from kyndig.gaps.places import Place, Position, Words
from kyndig.gaps.sheets import Sheet, in_words
from kyndig.holdings.models import Source
from kyndig.holdings.queries import Held, held_by
from kyndig.organisation.models import Employment, Person, Unit
from kyndig.requirements.models import Requirement
from kyndig.web.downloads import Column

_ORDER = (gaps.EXPIRED, gaps.BELOW, gaps.NOT_ASSESSED, gaps.MET, gaps.EXEMPT)


@dataclass(frozen=True)
class Demand:
    """What a position asks for, and what there is. `source` and `assessed_on` are those of the level."""

    square: Square
    position: Position
    criticality: str
    source: str
    assessed_on: date | None

    @property
    def criticality_word(self) -> str | Promise:
        return Requirement.Criticality(self.criticality).label

    @property
    def source_word(self) -> str | Promise:
        return Source(self.source).label if self.source else ""


@dataclass(frozen=True)
class Work:
    """A position that counts on the day."""

    position: Position
    place: Place | None
    fte_percent: float


@dataclass(frozen=True)
class About:
    """Everything on a person's page."""

    person: Person
    unit: Unit
    as_of: date
    work: list[Work]
    demands: list[Demand]
    held: list[Held]

    @property
    def has_several(self) -> bool:
        """True when the positions must be told apart."""
        return len({demand.position.role_id for demand in self.demands}) > 1

    @property
    def finding(self) -> str:
        """How many of what is required are not met; said of the tasks, not of the person."""
        concerned = [each for each in self.demands if each.square.state != gaps.EXEMPT]
        open_ones = [each for each in concerned if each.square.state != gaps.MET]
        if not concerned:
            return _("Ingen krav gjelder denne dagen.")
        return ngettext(
            "%(count)s av %(of)s krav er ikke oppfylt eller ikke vurdert.",
            "%(count)s av %(of)s krav er ikke oppfylt eller ikke vurdert.",
            len(open_ones),
        ) % {"count": len(open_ones), "of": len(concerned)}


def about(person: Person, code: str, as_of: date) -> About:
    """The person on the day. Raises Http404 when the person never worked in the unit or below it."""
    snapshot = load_snapshot(as_of, people=[person.pk])
    words = Words(snapshot)
    unit = Unit(pk=_unit_id(code, snapshot), code=code)
    if not _has_worked_in(person, unit, snapshot):
        raise Http404
    demands = _demands(person, snapshot, words)
    return About(person, unit, as_of, _work(snapshot, words), demands, held_by(person, as_of))


def demands_of(person: Person, as_of: date) -> list[Demand]:
    """What the person's positions ask for on the day, and what there is; most to do first. One statement."""
    snapshot = load_snapshot(as_of, people=[person.pk])
    return _demands(person, snapshot, Words(snapshot))


def _demands(person: Person, snapshot: Snapshot, words: Words) -> list[Demand]:
    exempt = waivers(snapshot)
    pairs = collected(gaps.pairs(snapshot).unique(["role_id", "competence_id", "required_level"]))
    demands = [
        _demand(row, words, exempt.get((person.pk, row["competence_id"])), snapshot.as_of)
        for row in pairs.rows(named=True)
    ]
    return sorted(demands, key=_most_to_do_first)


def levels_required(person: Person, on: date) -> dict[int, int]:
    """{competence id: the highest level that the person's positions ask for and no exemption lifts}."""
    pairs = gaps.pairs(load_snapshot(on, people=[person.pk])).filter(nw.col("state") != gaps.EXEMPT)
    rows = collected(pairs.select("competence_id", "required_level")).rows()
    return dict(sorted(rows, key=lambda row: row[1]))


def _unit_id(code: str, snapshot: Snapshot) -> int:
    """Also of a unit that is not in the tree of the day."""
    rows = collected(snapshot.units.filter(nw.col("unit_code") == code)).rows(named=True)
    if not rows:
        raise Http404
    return int(rows[0]["unit_id"])


def _has_worked_in(person: Person, unit: Unit, snapshot: Snapshot) -> bool:
    """Now, without a statement; else before."""
    below = set(collected(within(snapshot, unit.pk))["unit_id"].to_list())
    now = set(collected(snapshot.employments)["unit_id"].to_list())
    if below & now:
        return True
    return Employment.objects.filter(person=person, unit_id__in=below, cancelled_at=None).exists()


def _work(snapshot: Snapshot, words: Words) -> list[Work]:
    rows = collected(snapshot.profiles.employments).rows(named=True)
    return [
        Work(words.positions[row["role_id"]], words.places.get(row["unit_id"]), row["fte_percent"])
        for row in sorted(rows, key=lambda row: -row["fte_percent"])
    ]


def _demand(row: dict[str, Any], words: Words, waiver: Waiver | None, as_of: date) -> Demand:
    square = Square(
        competence=words.competences[row["competence_id"]],
        state=row["state"],
        level=row["current_level"],
        required_level=row["required_level"],
        confirmed=bool(row["confirmed"]),
        expires_on=row["expires_on"],
        as_of=as_of,
        reason=waiver.reason if waiver else "",
        exempt_to=waiver.valid_to if waiver else None,
    )
    position = words.positions[row["role_id"]]
    return Demand(square, position, row["criticality"], row["source"] or "", row["assessed_on"])


def _most_to_do_first(demand: Demand) -> tuple[int, int, str, str]:
    weight = list(Requirement.Criticality.values).index(demand.criticality)
    return _ORDER.index(demand.square.state), weight, demand.square.competence.name, demand.position.code


def sheet(about: About) -> Sheet:
    """The demands as rows."""
    columns = [
        Column(_("Kode"), code=True),
        Column(_("Kompetanse")),
        Column(_("Stilling")),
        Column(_("Hvor viktig")),
        Column(_("Krav")),
        Column(_("Nivå")),
        Column(_("Tilstand")),
        Column(_("Kilde")),
        Column(_("Vurdert")),
        Column(_("Utløper")),
    ]
    return columns, [_cells(demand) for demand in about.demands]


def _cells(demand: Demand) -> tuple[Any, ...]:
    square = demand.square
    return (
        square.competence.code,
        square.competence.name,
        demand.position.title,
        str(demand.criticality_word),
        square.required_word,
        square.level_word,
        in_words(square),
        str(demand.source_word),
        demand.assessed_on,
        square.expires_on,
    )
