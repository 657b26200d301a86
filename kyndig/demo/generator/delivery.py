"""The delivery a month later: leavers, newcomers, moves, percentages, a new leader, a reorganised team."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from kyndig.demo.generator.dates import add_months
from kyndig.demo.generator.names import Namer
from kyndig.demo.generator.rows import Delivery, Employment, Unit
from kyndig.demo.generator.staffing import LEADER_ROLES, PART, UNIT_LIMIT, Hiring
from kyndig.demo.generator.structure import Home, Tree

RENAMED_TEAM = "Innsatsteam hverdag"


class Month:
    """What happens between the two deliveries. Each person is touched once at most."""

    def __init__(self, tree: Tree, hiring: Hiring, as_of: date, rng: random.Random, namer: Namer) -> None:
        self._tree, self._hiring, self._rng, self._namer = tree, hiring, rng, namer
        self._before, self._as_of = as_of, add_months(as_of, 1)
        self._rows = list(hiring.staff.employments)
        self._home_of = tree.home_of()
        self._untouched = self._single_positions()
        self._people = len({row.person for row in self._rows})

    def later(self) -> Delivery:
        """The whole of the later delivery."""
        self._new_percentages()
        self._moves()
        self._new_surname()
        self._newcomers()
        self._new_leader()
        self._leavers()
        return Delivery(self._as_of, self._units(), tuple(self._rows))

    def _single_positions(self) -> list[int]:
        """Indexes of employments that may change: one position, no leader, neither leaving nor to come."""
        seen: dict[str, int] = {}
        for row in self._rows:
            seen[row.person.employee_number] = seen.get(row.person.employee_number, 0) + 1
        indexes = [index for index, row in enumerate(self._rows) if self._may_change(row, seen)]
        self._rng.shuffle(indexes)
        return indexes

    def _may_change(self, row: Employment, seen: dict[str, int]) -> bool:
        single = seen[row.person.employee_number] == 1
        here = row.start_date <= self._before and row.end_date is None
        return single and here and row.role_code not in LEADER_ROLES

    def _some(self, share: float) -> list[int]:
        """At least one index, where there is any left."""
        count = max(1, round(self._people * share))
        taken, self._untouched = self._untouched[:count], self._untouched[count:]
        return taken

    def _new_percentages(self) -> None:
        for index in self._some(0.006):
            row = self._rows[index]
            self._rows[index] = row._replace(fte=self._rng.choice([fte for fte in PART if fte != row.fte]))

    def _moves(self) -> None:
        for index in self._some(0.006):
            row = self._rows[index]
            homes = [home for home in self._same_sort(row) if self._has_room(home)]
            if homes:
                home = self._rng.choice(homes)
                self._rows[index] = self._placed(row, home)

    def _same_sort(self, row: Employment) -> list[Home]:
        """Homes of the field that have the role, other than the person's own."""
        own = self._home_of.get(row.unit_code)
        if own is None:
            return []
        others = [home for home in self._tree.homes if home.work is own.work and home is not own]
        return [home for home in others if row.role_code in home.template.mix]

    def _has_room(self, home: Home) -> bool:
        return self._hiring.staff.people_in[home.unit.code] < UNIT_LIMIT

    def _placed(self, row: Employment, home: Home) -> Employment:
        staff = self._hiring.staff
        staff.people_in[home.unit.code] += 1
        place = self._rng.choice(home.places).unit
        leader = staff.leader_of.get(place.code) or staff.leader_of.get(home.unit.code) or self._above(home)
        return row._replace(unit_code=place.code, leader=leader)

    def _above(self, home: Home) -> str:
        leaders = self._hiring.staff.leader_of
        return leaders.get(home.sector.code) or leaders[self._tree.root.code]

    def _new_surname(self) -> None:
        for index in self._some(0.0005):
            row = self._rows[index]
            others = (self._namer.surname() for _ in range(100))
            surname = next(name for name in others if name != row.person.last_name)
            email = self._namer.email(row.person.first_name, surname)
            person = row.person._replace(last_name=surname, email=email)
            self._rows[index] = row._replace(person=person)

    def _newcomers(self) -> None:
        """Somebody new in a role like one there is, from some day of the month."""
        models = self._rng.sample(self._rows, max(1, round(self._people * 0.01)))
        for model in models:
            home = self._home_of.get(model.unit_code)
            if home and self._has_room(home) and model.role_code not in LEADER_ROLES:
                self._rows.append(self._placed(self._newcomer(model), home))

    def _newcomer(self, model: Employment) -> Employment:
        days = (self._as_of - self._before).days
        return model._replace(
            person=self._hiring.new_person(model.role_code),
            position_number=self._hiring.new_position(),
            start_date=self._before + timedelta(days=self._rng.randint(1, days)),
            end_date=None,
            employment_type="Fast",
        )

    def _new_leader(self) -> None:
        """A unit leader leaves and somebody new takes over, except in a very small municipality."""
        homes = [home for home in self._tree.homes if home.unit.code in self._hiring.staff.leader_of]
        if not homes or self._people < 60:
            return
        home = self._rng.choice(homes)
        old = self._hiring.staff.leader_of[home.unit.code]
        index = next(i for i, row in enumerate(self._rows) if row.person.employee_number == old)
        new = self._newcomer(self._rows[index])
        del self._rows[index]
        number = new.person.employee_number
        self._rows = [row._replace(leader=number) if row.leader == old else row for row in self._rows]
        self._rows.append(new)

    def _leavers(self) -> None:
        """They are not in the later delivery; neither are those who had already left before the first."""
        gone = {self._key(index) for index in self._some(0.008)}
        self._rows = [
            row
            for row in self._rows
            if row.position_number not in gone and (row.end_date is None or row.end_date >= self._before)
        ]

    def _key(self, index: int) -> str:
        return self._hiring.staff.employments[index].position_number

    def _units(self) -> tuple[Unit, ...]:
        """One team gets a new name and stands below another unit."""
        units = self._tree.units()
        teams = [(home, home.team) for home in self._tree.homes if home.team]
        if not teams:
            return tuple(_renamed(units, self._tree.homes[-1].unit.code))
        home, team = teams[0]
        others = [other for other in self._tree.homes if other.sector is home.sector and other is not home]
        below = next((other for other in others if other.template.key == "rehabilitation"), others[0])
        moved = team._replace(name=RENAMED_TEAM, parent_code=below.unit.code)
        return tuple(moved if unit is team else unit for unit in units)


def _renamed(units: Sequence[Unit], code: str) -> list[Unit]:
    return [unit._replace(name=f"{unit.name} og omegn") if unit.code == code else unit for unit in units]
