"""What an employee is shown of a round: what is known, what is asked, and the page that comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from kyndig.catalogue.models import Competence
from kyndig.holdings.models import Assessment
from kyndig.mapping.asking_oneself import Part, part_of, standing
from kyndig.mapping.cells import Asking
from kyndig.mapping.facts import NOTHING_KNOWN, CellFacts, facts_of
from kyndig.mapping.models import Entry, Participation, Round
from kyndig.mapping.prefill import Fact
from kyndig.mapping.proposing import employee_minutes
from kyndig.mapping.saying import sentence, source_of
from kyndig.organisation.models import Person
from kyndig.organisation.reach import today

Act = Entry.Act
# The list of what is used in the job is short, and nobody is asked again within a year.
MOST_ABOUT_USE = 4
ASKED_AGAIN = timedelta(days=365)


@dataclass(frozen=True)
class OwnCell:
    """A competence that the round asks the employee about."""

    competence: Competence
    facts: CellFacts
    part: Part

    @property
    def stands(self) -> Fact | None:
        """What is known, by others or by the employee."""
        return standing(self.facts.confirmed, self.facts.own)

    @property
    def act(self) -> str | None:
        """How the employee has answered in the round."""
        return self.facts.answer.act if self.facts.answer else None

    @property
    def open(self) -> bool:
        return self.act is None

    @property
    def listed(self) -> bool:
        """In the list of what is known, which may be gone through again."""
        known = self.stands is not None and self.part != Part.EXPIRED
        return known and self.act in {None, Act.CONFIRMED}

    @property
    def sentence(self) -> str:
        """What is known, as a sentence to the employee."""
        return sentence(self.competence.scale, self.stands.level) if self.stands else ""

    @property
    def source(self) -> str:
        """Who says so, and since when."""
        return source_of(self.stands) if self.stands else ""

    @property
    def said(self) -> str:
        """What the employee has answered, as a sentence; empty for no answer."""
        if self.act == Act.UNKNOWN:
            return _("Du vet ikke.")
        if self.act == Act.COURSE:
            return _("Du trenger kurs.")
        return "" if self.act is None else self.sentence


@dataclass(frozen=True)
class Place:
    """A question's number, of how many, and the address of the page before it."""

    number: int
    of: int
    back: str


class OwnRound:
    """An employee's round as it is now. `cells`: in the order they are asked, without those exempt."""

    def __init__(self, round_: Round, person: Person) -> None:
        self.round = round_
        self.person = person
        self.day = today()

    @cached_property
    def participation(self) -> Participation | None:
        return Participation.objects.filter(round=self.round, person=self.person).first()

    @property
    def is_open(self) -> bool:
        """Whether answers are taken today."""
        return self.round.takes_answers(self.day)

    @property
    def sent(self) -> bool:
        return self.participation is not None and self.participation.sent_at is not None

    @cached_property
    def asked(self) -> list[Competence]:
        """What the employee's roles are asked about, each once, in the round's order."""
        ids = [
            competence for _person, competence in Asking(self.round, self.day).roles(person_id=self.person.pk)
        ]
        rows = self.round.competences.filter(competence_id__in=ids).select_related("competence")
        return list({row.competence_id: row.competence for row in rows.order_by("order", "role_id")}.values())

    @cached_property
    def cells(self) -> list[OwnCell]:
        facts = facts_of(self.round, [self.person.pk], [each.pk for each in self.asked], self.day)
        found = [(each, facts.get((self.person.pk, each.pk), NOTHING_KNOWN)) for each in self.asked]
        return [self._cell(*each) for each in found if each[1].exemption is None]

    def _cell(self, competence: Competence, facts: CellFacts) -> OwnCell:
        checked = self.participation is not None and self.participation.checked_at is not None
        act = facts.answer.act if facts.answer else None
        part = part_of(facts.confirmed, facts.own, act, checked=checked, as_of=self.day)
        return OwnCell(competence, facts, part)

    @cached_property
    def known(self) -> list[OwnCell]:
        """What is known, to be confirmed or not."""
        return [cell for cell in self.cells if cell.listed]

    @cached_property
    def questions(self) -> list[OwnCell]:
        """What is asked one by one: first levels, then what has run out."""
        levels = [cell for cell in self.cells if cell.part == Part.QUESTION]
        return levels + [cell for cell in self.cells if cell.part == Part.EXPIRED]

    @cached_property
    def places(self) -> dict[int, Place]:
        """Where each question stands among them, by competence id."""
        ids = [cell.competence.pk for cell in self.questions]
        before = [self.known_address, *(self._question_address(at) for at in range(len(ids) - 1))]
        return {
            each: Place(number, len(ids), back)
            for number, (each, back) in enumerate(zip(ids, before, strict=False), 1)
        }

    @property
    def minutes(self) -> int:
        return employee_minutes(len(self.questions))

    @cached_property
    def about_use(self) -> list[OwnCell]:
        """What the employee can and has not lately said whether they use, at most a few."""
        able = [cell for cell in self.cells if cell.act in {Act.LEVEL, Act.CONFIRMED}]
        able = [cell for cell in able if cell.stands and cell.stands.level > 0]
        told = self._told([cell.facts.own.number for cell in able if cell.facts.own])
        left = [cell for cell in able if cell.facts.own is None or cell.facts.own.number not in told]
        return left[:MOST_ABOUT_USE]

    def _told(self, numbers: list[int]) -> set[int]:
        """Which of these own assessments say how far the competence is used, and are of the last year."""
        lately = Assessment.objects.filter(pk__in=numbers, assessed_on__gt=self.day - ASKED_AGAIN)
        return set(lately.exclude(in_use="").values_list("pk", flat=True))

    @property
    def next_address(self) -> str:
        """Where the employee goes on: the first page that waits for them."""
        name, *arguments = self._next()
        return reverse(name, args=[self.round.pk, *arguments])

    def _next(self) -> tuple[str, *tuple[int, ...]]:
        passed = self.participation
        if passed is None:
            return ("own_round",)
        if self.sent:
            return ("own_receipt",)
        if passed.checked_at is None and any(cell.part == Part.KNOWN and cell.open for cell in self.cells):
            return ("own_known",)
        for cell in self.questions:
            if cell.open:
                return "own_question", cell.competence.pk
        if passed.used_at is None and self.about_use:
            return ("own_use",)
        return ("own_more",) if passed.offered_at is None else ("own_review",)

    @property
    def known_address(self) -> str:
        """The list of what is known; the home page where nothing is."""
        return reverse("own_known", args=[self.round.pk]) if self.known else reverse("home")

    def _question_address(self, at: int) -> str:
        return reverse("own_question", args=[self.round.pk, self.questions[at].competence.pk])

    @property
    def last_question_address(self) -> str:
        """The last question's page, or what comes before the questions."""
        return self._question_address(-1) if self.questions else self.known_address

    @property
    def ends_next(self) -> OwnCell | None:
        """Of what others have confirmed, what runs out first from now on."""
        lasting = [cell for cell in self.cells if cell.facts.confirmed and self._ends(cell)]
        return min(lasting, key=self._ends_on, default=None)

    def _ends(self, cell: OwnCell) -> bool:
        return self.day <= self._ends_on(cell) < date.max

    @staticmethod
    def _ends_on(cell: OwnCell) -> date:
        confirmed = cell.facts.confirmed
        return (confirmed.expires_on if confirmed else None) or date.max
