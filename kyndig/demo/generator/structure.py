"""The unit tree: the municipality, its sectors, their units, and the departments and teams of each."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kyndig.demo.generator.loading import Field, Plan, Template, plan
from kyndig.demo.generator.names import Namer
from kyndig.demo.generator.rows import Unit

LARGEST = 82  # people a unit is made with; second positions and newcomers may take it to 90
STRETCH = 1.5  # how far over its span a unit may be made, for the sizes to add up
SECTOR_UNITS = 16  # more units than this and a field becomes several sectors, in a large municipality
DISTRICTS = ("Nord", "Sør", "Øst", "Vest", "Sentrum")


Sized = tuple[Template, int]


@dataclass
class Place:
    """A node below a home unit where people stand, and how many."""

    unit: Unit
    size: int
    has_leader: bool = False


@dataclass
class Home:
    """A home unit (kind *enhet*) with its template and the places in it; the first place is itself."""

    unit: Unit
    template: Template
    work: Field
    sector: Unit
    size: int
    places: list[Place] = field(default_factory=list)
    team: Unit | None = None

    @property
    def is_story(self) -> bool:
        """Whether it is the unit that the demo tells about: the first of a template that names one."""
        return self.unit.name == self.template.first


@dataclass
class Tree:
    """All units. `sectors` pairs each with its number of people."""

    root: Unit
    sectors: list[tuple[Unit, Field]] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)

    def units(self) -> list[Unit]:
        """Every unit, parents before children."""
        below = [place.unit for home in self.homes for place in home.places]
        return [self.root, *(unit for unit, _ in self.sectors), *below]

    def home_of(self) -> dict[str, Home]:
        """The home unit of each unit that stands in one, by the unit's code."""
        return {place.unit.code: home for home in self.homes for place in home.places}


def build(people: int, rng: random.Random, namer: Namer, founded: date) -> Tree:
    """The tree of a municipality with so many people (the chief executive and the directors aside)."""
    whole = plan()
    tree = Tree(Unit(whole.root_code, whole.municipality, "", "kommune", founded))
    for field_, headcount in _shares(whole, people):
        made = _unit_sizes(field_, headcount, rng)
        for sector, part in _sectors(tree.root, field_, made, founded):
            tree.sectors.append((sector, field_))
            tree.homes.extend(_homes(sector, field_, part, rng, namer))
    return tree


def _shares(whole: Plan, people: int) -> Iterator[tuple[Field, int]]:
    """Each field's number of people; they add up to `people`."""
    done, cumulated = 0, 0.0
    total = sum(field_.share for field_ in whole.fields)
    for field_ in whole.fields:
        cumulated += field_.share / total
        upto = round(people * cumulated)
        if upto > done:
            yield field_, upto - done
        done = upto


def _sectors(
    root: Unit, field_: Field, made: list[Sized], founded: date
) -> Iterator[tuple[Unit, list[Sized]]]:
    """The sectors of a field, each with its units to be."""
    count = math.ceil(len(made) / _units_per_sector(len(made)))
    for number in range(count):
        name = field_.name if count == 1 else f"{field_.name} {_district(number)}"
        sector = Unit(f"{field_.letter}{number + 1:02}", name, root.code, "sektor", founded)
        yield sector, made[number * len(made) // count : (number + 1) * len(made) // count]


def _units_per_sector(units: int) -> int:
    return max(SECTOR_UNITS, min(40, units // 6))


def _district(number: int) -> str:
    return DISTRICTS[number] if number < len(DISTRICTS) else f"distrikt {number + 1}"


def _unit_sizes(field_: Field, headcount: int, rng: random.Random) -> list[Sized]:
    """The field's templates in order, each with a size of 1-82 people; they add up to the field's."""
    few = min(len(field_.templates), max(1, headcount // 7))
    count = max(round(headcount / field_.mean_size), few, math.ceil(headcount / LARGEST))
    templates = [field_.templates[number % len(field_.templates)] for number in range(count)]
    drawn = [rng.triangular(*template.size) for template in templates]
    limits = [min(LARGEST, round(template.size[1] * STRETCH)) for template in templates]
    return list(zip(templates, _scaled(drawn, limits, headcount), strict=True))


def _scaled(drawn: list[float], limits: list[int], total: int) -> list[int]:
    factor = total / sum(drawn)
    sizes = [max(1, min(limit, round(size * factor))) for size, limit in zip(drawn, limits, strict=True)]
    order = sorted(range(len(sizes)), key=lambda index: -drawn[index])
    while (missing := total - sum(sizes)) != 0:
        step = 1 if missing > 0 else -1
        movable = [i for i in order if 1 <= sizes[i] + step <= limits[i]][: abs(missing)]
        if not movable:  # every unit is full: the limits give way
            movable, limits = order[:1], [LARGEST] * len(sizes)
        for index in movable:
            sizes[index] += step
    return sizes


def _homes(
    sector: Unit, field_: Field, made: list[Sized], rng: random.Random, namer: Namer
) -> Iterator[Home]:
    templates = [template for template, _ in made]
    for number, (template, size) in enumerate(made):
        first = template.first if sector.code.endswith("01") and number == 0 else ""
        name = first or namer.place(template.name)
        unit = Unit(f"{sector.code}-{number + 1:02}", name, sector.code, "enhet", sector.valid_from)
        home = Home(unit, template, field_, sector, size)
        if number == templates.index(template):  # the first of its sort in a sector has the team
            home.team = _team(home)
        home.places = list(_places(home, rng))
        yield home


def _places(home: Home, rng: random.Random) -> Iterator[Place]:
    """The unit itself and, where it is large enough, its departments and team."""
    team_size = min(4, home.size // 4) if home.team else 0
    departments = _department_count(home)
    rest = home.size - team_size
    own = max(1, min(4, rest // 12)) if departments else rest
    yield Place(home.unit, own, has_leader=home.size >= 4)
    rest -= own
    for number in range(departments):
        size = rest // (departments - number)
        if number < departments - 1 and size > 8:
            size += rng.randint(-2, 2)
        name = f"{home.unit.name} – {home.template.departments[number]}"
        unit = Unit(f"{home.unit.code}-{number + 1}", name, home.unit.code, "avdeling", home.unit.valid_from)
        yield Place(unit, size, has_leader=size >= 7)
        rest -= size
    if home.team:
        yield Place(home.team, team_size)


def _department_count(home: Home) -> int:
    return min(len(home.template.departments), home.size // 13) if home.size >= 20 else 0


def _team(home: Home) -> Unit | None:
    if not home.template.team or home.size < 8:
        return None
    code = f"{home.unit.code}-T"
    return Unit(code, home.template.team, home.unit.code, "team", home.unit.valid_from)
