"""How an employee's acts are written: answers beside the assessments that they give."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID, uuid4, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.holdings import actions as holdings
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.models import Assessment, InUse, Source
from kyndig.mapping.acts import RefusedError, check_asked, check_open, take_turn
from kyndig.mapping.asking_oneself import standing
from kyndig.mapping.facts import NOTHING_KNOWN, CellFacts, facts_of
from kyndig.mapping.models import Entry, Participation, Round
from kyndig.organisation.models import Person
from kyndig.organisation.reach import today

Act, Method, Side = Entry.Act, Entry.Method, Entry.Side


@dataclass(frozen=True)
class Use:
    """How far the employee uses a competence in the job, and whether they would like to more."""

    in_use: str = ""
    wants_to_use: bool | None = None


NOT_SAID = Use()


def say(person: Person, competence: Competence, level: int, by: User, use: Use) -> Assessment:
    """The employee's own assessment, of today."""
    return holdings.assess(
        NewAssessment(
            person=person,
            competence=competence,
            level=level,
            source=Source.SELF,
            assessed_on=today(),
            assessed_by=person,
            in_use=use.in_use,
            wants_to_use=use.wants_to_use,
        ),
        by=by,
    )


@dataclass(frozen=True)
class Writer:
    """An employee writing in a round, whose turn it is."""

    round: Round
    person: Person
    by: User

    @classmethod
    def at(cls, round_: Round, person: Person, by: User) -> Self:
        """Raises RefusedError when the round takes no answers."""
        take_turn(person)
        check_open(round_)
        return cls(round_, person, by)

    def known(self, about: Sequence[Competence]) -> dict[int, CellFacts]:
        """What is known of each now, by competence id. Raises RefusedError for what is not asked."""
        check_asked(self.round, *[(self.person.pk, each.pk) for each in about])
        facts = facts_of(self.round, [self.person.pk], [each.pk for each in about], today())
        return {each.pk: facts.get((self.person.pk, each.pk), NOTHING_KNOWN) for each in about}

    def say(self, competence: Competence, level: int, use: Use = NOT_SAID) -> Assessment:
        return say(self.person, competence, level, self.by, use)

    def confirm(self, competence: Competence, known: CellFacts, key: UUID) -> None:
        stands = standing(known.confirmed, known.own)
        if stands is None:
            return
        again = None
        if stands.source == Source.SELF:
            before = Assessment.objects.get(pk=stands.number)
            again = self.say(competence, stands.level, Use(before.in_use, before.wants_to_use))
        key = uuid5(key, f"{competence.pk}")
        self.entry(competence, Act.CONFIRMED, key, assessment=again, method=Method.TOGETHER)

    def use(self, competence: Competence, use: Use, known: CellFacts, key: UUID) -> None:
        stands = standing(known.confirmed, known.own)
        if use.in_use not in {"", *InUse.values} or stands is None:
            raise RefusedError(_("Velg et av svarene."))
        if known.answer is not None and known.answer.key == key:
            return
        confirmed = known.answer is not None and known.answer.act == Act.CONFIRMED
        said = self.say(competence, stands.level, use)
        self.entry(competence, Act.CONFIRMED if confirmed else Act.LEVEL, key, assessment=said)

    def take_back(self, entry: Entry) -> None:
        """The answer no longer stands, nor what it gave."""
        if entry.assessment is not None:
            reason = _("Svarte noe annet i samme kartlegging.")
            holdings.annul_assessment(assessment=entry.assessment, by=self.by, reason=reason)
        entry.taken_back_at, entry.taken_back_by = timezone.now(), self.by
        entry.save(update_fields=["taken_back_at", "taken_back_by"])

    def participation(self) -> Participation:
        now = {"started_at": timezone.now()}
        return Participation.objects.get_or_create(round=self.round, person=self.person, defaults=now)[0]

    def passes(self, page: str) -> bool:
        """Note when a page was passed for the first time; whether this was it."""
        found = self.participation()
        if getattr(found, page) is not None:
            return False
        setattr(found, page, timezone.now())
        found.save(update_fields=[page])
        return True

    def entry(
        self,
        competence: Competence,
        act: str,
        key: UUID,
        *,
        assessment: Assessment | None,
        method: str = Method.SINGLY,
    ) -> Entry:
        """The act, under its key; under another when the same was done, undone and done again."""
        taken = Entry.objects.filter(key=key).exists()
        return Entry.objects.create(
            round=self.round,
            person=self.person,
            competence=competence,
            side=Side.EMPLOYEE,
            act=act,
            method=method,
            assessment=assessment,
            key=uuid4() if taken else key,
            registered_by=self.by,
        )
