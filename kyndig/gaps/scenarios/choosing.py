"""What a change can be about: people, units and roles of the page, as choices of a form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from kyndig.analysis.frames import collected
from kyndig.analysis.profiles import counting
from kyndig.analysis.tree import only_within, within
from kyndig.gaps.opening import Opened
from kyndig.gaps.places import Place
from kyndig.gaps.reach import units_with_every_figure
from kyndig.organisation.models import Employment, Person, PersonQuerySet, Role, Unit, UnitClosure
from kyndig.organisation.reach import reach_of

Choices: TypeAlias = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Chooser:
    """What the reader of a unit's page may choose among."""

    opened: Opened

    @property
    def lists_people(self) -> bool:
        """A unit's people are listed by name; those of a sector or the municipality are written by number."""
        return not self.opened.place.is_whole

    @property
    def place_name(self) -> str:
        return self.opened.place.name

    def people(self) -> PersonQuerySet:
        """Those employed in the unit or below it today whom the reader may see by name."""
        reach = reach_of(self.opened.user)
        below = UnitClosure.objects.filter(tree_id=reach.tree_id, ancestor_id=self.opened.unit.pk)
        here = Employment.objects.active(reach.on).filter(unit_id__in=below.values("descendant_id"))
        people = Person.objects.all().visible_to(self.opened.user)
        return people.filter(pk__in=here.values("person_id"))

    def people_by_name(self) -> Choices:
        """Each by employee number."""
        named = self.people().order_by("first_name", "last_name", "employee_number")
        return [(each.employee_number, each.name) for each in named]

    def people_of(self, numbers: Collection[str]) -> list[Person]:
        """Those of the numbers who can be chosen, in the order given."""
        found = {each.employee_number: each for each in self.people().filter(employee_number__in=numbers)}
        return [found[number] for number in numbers if number in found]

    def units_below(self) -> Choices:
        """The unit and those below it, by code."""
        rows = collected(within(self.opened.picture.snapshot, self.opened.unit.pk))["unit_id"].to_list()
        return _by_name([self.opened.words.places[each] for each in rows])

    def units_reached(self) -> Choices:
        """Every unit of the day whose figures the reader sees."""
        reached = set(units_with_every_figure(self.opened.user).values_list("code", flat=True))
        return _by_name([each for each in self.opened.words.places.values() if each.code in reached])

    @cached_property
    def roles(self) -> Choices:
        """The roles of those employed in the unit or below it, by code."""
        snapshot = self.opened.picture.snapshot
        here = only_within(counting(snapshot), snapshot, self.opened.unit.pk)
        ids = collected(here.select("role_id").unique())["role_id"].to_list()
        found = [self.opened.words.positions[each] for each in ids]
        return sorted(((each.code, each.title) for each in found), key=lambda pair: (pair[1], pair[0]))

    def unit(self, code: str) -> Unit | None:
        return Unit.objects.filter(code=code).first()

    def role(self, code: str) -> Role | None:
        return Role.objects.filter(code=code).first()


def _by_name(places: list[Place]) -> Choices:
    return [(each.code, each.name) for each in sorted(places, key=lambda each: (each.name, each.code))]
