"""Fills the units with people and positions: leaders first, then the roles of each unit's template."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from kyndig.demo.generator.dates import days_before
from kyndig.demo.generator.loading import roles
from kyndig.demo.generator.names import Namer
from kyndig.demo.generator.rows import Employment, Person, Unit
from kyndig.demo.generator.structure import Home, Place, Tree

CHIEF, DIRECTOR, DEPARTMENT_HEAD, LEAD = "EX101", "EX102", "EX111", "EX120"
LEADER_ROLES = frozenset({CHIEF, DIRECTOR, DEPARTMENT_HEAD, "EX110", "EX112", "EX113"})
# Youngest, oldest and most common age.
AGES = {"young": (18, 62, 26), "even": (22, 68, 42), "senior": (30, 69, 55), "apprentice": (17, 22, 18)}
NEAR_RETIREMENT = (56, 69, 63)
SMALL = (1500, 1775, 2000, 2250, 2500, 2817, 3000, 3333, 3550, 4000)
PART = (5000, 6000, 6525, 7500, 8000, 8875)
FULL_TIME_SHARE = {"H": 0.5, "O": 0.7}  # of positions that are not small; 0.88 in the other fields
UNIT_LIMIT = 88  # people in a unit, second positions counted; leaves room for the next delivery


@dataclass
class Staff:
    """Everybody employed, and who leads what."""

    employments: list[Employment] = field(default_factory=list)
    leader_of: dict[str, str] = field(default_factory=dict)  # unit code -> employee number
    people_in: dict[str, int] = field(default_factory=dict)  # home unit code -> people


class Hiring:
    """Makes people and positions, each with a number of its own. Deterministic for the generator given."""

    def __init__(self, tree: Tree, people: int, as_of: date, rng: random.Random, namer: Namer) -> None:
        self._tree, self._as_of, self._rng, self._namer = tree, as_of, rng, namer
        # Room for the newcomers of the next delivery too.
        wanted = people + people // 50 + 20
        self._numbers = iter(rng.sample(range(20_000, 20_000 + max(70_000, 4 * wanted)), wanted))
        self._position = 400_000
        self.staff = Staff()

    def fill(self) -> Staff:
        """Hires the chief executive, the directors and everybody in the units."""
        chief = self._hire(self._tree.root, CHIEF, "", leads=True)
        for sector, _ in self._tree.sectors:
            self._fill_sector(sector, chief)
        self._second_positions()
        return self.staff

    def _fill_sector(self, sector: Unit, chief: str) -> None:
        homes = [home for home in self._tree.homes if home.sector is sector]
        leader = chief
        if sum(home.size for home in homes) >= 25:
            _take_one(homes)
            leader = self._hire(sector, DIRECTOR, chief, leads=True)
        for home in homes:
            self._fill_home(home, leader)

    def _fill_home(self, home: Home, leader: str) -> None:
        self.staff.people_in[home.unit.code] = sum(place.size for place in home.places)
        for place in home.places:
            own_leader = self._fill_place(home, place, leader)
            if place.unit is home.unit:
                leader = own_leader

    def _fill_place(self, home: Home, place: Place, leader: str) -> str:
        """The employee number of who leads the place."""
        positions = place.size
        if place.has_leader and positions:
            role = home.template.leader if place.unit is home.unit else DEPARTMENT_HEAD
            leader = self._hire(place.unit, role, leader, leads=True)
            positions -= 1
        ageing = self._rng.random() < (0.5 if home.template.experts else 0.12)
        for role in self._roles(home, place, positions):
            fte = self._fte(home, role)
            self._hire(place.unit, role, leader, fte=fte, ageing=ageing)
        return leader

    def _roles(self, home: Home, place: Place, positions: int) -> Iterator[str]:
        mix = home.template.mix
        if place.unit.kind == "avdeling" and positions >= 14:
            yield LEAD
            positions -= 1
        yield from self._rng.choices(list(mix), list(mix.values()), k=positions)

    def _fte(self, home: Home, role: str) -> int:
        """In hundredths of a percent."""
        if role == LEAD or roles()[role].age_profile == "apprentice":
            return 10_000
        if self._rng.random() < home.template.small:
            return self._rng.choice(SMALL)
        full = self._rng.random() < FULL_TIME_SHARE.get(home.work.letter, 0.88)
        return 10_000 if full else self._rng.choice(PART)

    def _hire(
        self,
        unit: Unit,
        role: str,
        leader: str,
        *,
        leads: bool = False,
        fte: int = 10_000,
        ageing: bool = False,
    ) -> str:
        """One more person with one position. The employee number."""
        person = self.new_person(role, ageing=ageing)
        start = self._start(person)
        kind, end = ("Fast", None) if leads else self._terms(role, fte, start)
        if leads:
            self.staff.leader_of[unit.code] = person.employee_number
            start = min(start, days_before(self._as_of, 60))
        self.staff.employments.append(
            Employment(person, self.new_position(), role, unit.code, fte, kind, start, end, leader)
        )
        return person.employee_number

    def new_person(self, role: str, *, ageing: bool = False) -> Person:
        """Somebody of the age that the role has."""
        profile = NEAR_RETIREMENT if ageing and self._rng.random() < 0.6 else AGES[roles()[role].age_profile]
        low, high, common = profile
        days = round(self._rng.triangular(low * 365.25 + 30, (high + 1) * 365.25, common * 365.25))
        given, surname = self._namer.person()
        email = self._namer.email(given, surname)
        return Person(str(next(self._numbers)), given, surname, days_before(self._as_of, days), email)

    def new_position(self) -> str:
        """A position number that nobody has."""
        self._position += self._rng.randint(1, 3)
        return str(self._position)

    def _start(self, person: Person) -> date:
        """Most have been here a few years; a few begin within a month."""
        if self._rng.random() < 0.004:
            return self._as_of + timedelta(days=self._rng.randint(1, 28))
        age_in_days = (self._as_of - person.birth_date).days
        days = min(round(self._rng.expovariate(1 / 2600)), age_in_days - 17 * 365)
        return days_before(self._as_of, max(0, days))

    def _terms(self, role: str, fte: int, start: date) -> tuple[str, date | None]:
        """How the person is employed, and until when."""
        draw = self._rng.random()
        if roles()[role].age_profile == "apprentice":
            return "Lærling", self._later(start, 700)
        if draw < 0.05:
            return "Midlertidig", self._later(start, 300)
        if draw < 0.11:
            return "Vikar", self._later(start, 200)
        kind = "Timelønnet" if fte <= 2000 and draw > 0.8 else "Fast"
        return kind, self._notice(start)

    def _later(self, start: date, days: int) -> date:
        return max(start, self._as_of) + timedelta(days=self._rng.randint(10, days))

    def _notice(self, start: date) -> date | None:
        """Two in a hundred leave: just left, or have said that they will."""
        draw = self._rng.random()
        if draw < 0.008:
            return max(start, days_before(self._as_of, self._rng.randint(1, 50)))
        if draw < 0.02:
            return max(start, self._as_of) + timedelta(days=self._rng.randint(0, 80))
        return None

    def _second_positions(self) -> None:
        """One in eleven has two positions, a few three: mostly those with small ones."""
        homes = {letter: self._homes_of(letter) for letter in {home.work.letter for home in self._tree.homes}}
        for first in list(self.staff.employments):
            chance = 0.36 if first.fte <= 4000 else 0.13 if first.fte <= 8000 else 0.012
            fixed = first.role_code in LEADER_ROLES or first.end_date is not None
            if self._rng.random() >= chance or fixed:
                continue
            for _ in range(2 if self._rng.random() < 0.08 else 1):
                self._second_position(first, homes[first.unit_code[0]])

    def _homes_of(self, letter: str) -> list[Home]:
        return [home for home in self._tree.homes if home.work.letter == letter]

    def _second_position(self, first: Employment, homes: list[Home]) -> None:
        home = self._rng.choice(homes)
        place = self._rng.choice(home.places)
        leader = self.staff.leader_of.get(place.unit.code) or self.staff.leader_of.get(home.unit.code)
        if self.staff.people_in[home.unit.code] >= UNIT_LIMIT or leader is None:
            return
        self.staff.people_in[home.unit.code] += 1
        mix = home.template.mix
        role = first.role_code if first.role_code in mix else max(mix, key=lambda code: mix[code])
        start = first.start_date + (self._as_of - first.start_date) * self._rng.random()
        self.staff.employments.append(
            first._replace(
                position_number=self.new_position(),
                role_code=role,
                unit_code=place.unit.code,
                fte=self._rng.choice(SMALL),
                start_date=max(start, first.start_date),
                leader=leader,
            )
        )


def _take_one(homes: list[Home]) -> None:
    """Makes room for the director: the number of people stays what was asked for."""
    places = [place for home in homes for place in home.places]
    largest = max(places, key=lambda place: place.size)
    largest.size -= 1
