"""A scenario's changes as one reader may see them, and as `kyndig.analysis.whatif` is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch

from kyndig.accounts.models import User
from kyndig.gaps.models import ChangeKind, Scenario, ScenarioChange, ScenarioPerson
from kyndig.organisation.models import Person

ABOUT_PEOPLE: Final = (ChangeKind.LEAVE, ChangeKind.MOVE, ChangeKind.TRAIN)


@dataclass(frozen=True)
class Stated:
    """A change and whom it is about; `seen`: the reader may see all of them by name."""

    change: ScenarioChange
    people: tuple[Person, ...] = ()
    seen: bool = True

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(person.employee_number for person in self.people)

    @property
    def is_about_nobody(self) -> bool:
        """Those whom it was about have been deleted."""
        return self.change.kind in ABOUT_PEOPLE and not self.people

    @property
    def is_asked(self) -> bool:
        """Whether it takes part in the reader's answer."""
        return self.seen and not self.is_about_nobody

    @property
    def text(self) -> str:
        """As `kyndig whatif` is told."""
        return ":".join([str(self.change.kind), *text_parts(self.change, self.numbers)])


def text_parts(change: ScenarioChange, numbers: Sequence[str]) -> list[str]:
    """What stands after the name of the change, part by part."""
    people = ",".join(numbers)
    competence = change.competence.code if change.competence else ""
    role = change.role.code if change.role else ""
    unit = change.unit.code if change.unit else ""
    level = str(change.level)
    parts = {
        ChangeKind.LEAVE: [people],
        ChangeKind.RETIRE: [str(change.age)],
        ChangeKind.MOVE: [people, unit],
        ChangeKind.TRAIN: [competence, level, people],
        ChangeKind.REQUIRE: [role, competence, level, *([unit] if unit else [])],
        ChangeKind.DROP: [role, competence],
        ChangeKind.CLOSE: [unit],
    }
    return parts[ChangeKind(change.kind)]


def stated(scenario: Scenario, user: User) -> list[Stated]:
    """The changes of a scenario in order, for a reader; three statements at most."""
    people = Prefetch("people", ScenarioPerson.objects.select_related("person"))
    changes = list(scenario.changes.select_related("competence", "role", "unit").prefetch_related(people))
    about = {change.pk: tuple(row.person for row in change.people.all()) for change in changes}
    ids = {person.pk for those in about.values() for person in those}
    seen = _seen(user, ids)
    return [
        Stated(change, about[change.pk], all(person.pk in seen for person in about[change.pk]))
        for change in changes
    ]


def _seen(user: User, ids: set[int]) -> set[int]:
    if not ids:
        return set()
    return set(Person.objects.all().visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
