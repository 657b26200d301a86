"""How many holders units and sectors need: near what there is, with the shortfalls that make a story."""

import random
from collections.abc import Iterator, Sequence
from datetime import date

from kyndig.demo.generator.dates import add_months, days_before
from kyndig.demo.generator.levels import Levels
from kyndig.demo.generator.loading import Field, Need
from kyndig.demo.generator.rows import Coverage, Employment
from kyndig.demo.generator.structure import Home, Tree

# At the nursing home of the demo these two of the eight fall short; the third is met exactly.
STORY_SHORT, STORY_EXACT = frozenset({"LINDRENDE", "NEWS"}), "SARSTELL"


class Demands:
    """Makes the coverage rows from who holds what in which unit."""

    def __init__(
        self,
        *,
        tree: Tree,
        employments: Sequence[Employment],
        levels: Levels,
        shares: dict[str, float],
        as_of: date,
        rng: random.Random,
    ) -> None:
        self._tree, self._levels, self._shares = tree, levels, shares
        self._as_of, self._rng = as_of, rng
        self._since = date(as_of.year - 1, 1, 1)
        self._people = self._people_by_unit(employments)
        self._short = {code for sector, _ in tree.sectors for code in self._chosen_short(sector.code)}

    def rows(self) -> list[Coverage]:
        """Every coverage row: the municipality, sectors, then units."""
        rows = [*self._of_top()]
        for sector, field in self._tree.sectors:
            rows.extend(self._of_sector(sector.code, field))
        for home in self._tree.homes:
            rows.extend(self._of_home(home))
        return rows

    def _people_by_unit(self, employments: Sequence[Employment]) -> dict[str, set[str]]:
        """The people of each unit, sector and the whole, as of the day."""
        parents = {unit.code: unit.parent_code for unit in self._tree.units()}
        people: dict[str, set[str]] = {code: set() for code in parents}
        for employment in employments:
            code = employment.unit_code if employment.counts(self._as_of) else ""
            while code:
                people[code].add(employment.person.employee_number)
                code = parents[code]
        return people

    def _chosen_short(self, sector: str) -> list[str]:
        """One unit in seven of a sector lacks people in something; the demo's own comes beside them."""
        homes = [home for home in self._tree.homes if home.sector.code == sector and home.template.coverage]
        codes = [home.unit.code for home in homes if not home.is_story]
        return self._rng.sample(codes, round(len(codes) / 7))

    def _holders(self, unit: str, need: Need) -> int:
        levels, code = self._levels, need.competence
        return sum(levels.get((number, code), 0) >= need.level for number in self._people[unit])

    def _of_top(self) -> Iterator[Coverage]:
        for code, level in (("KRISE", 2), ("INNKJOP", 2), ("TEGNSPRAK", 2)):
            need = Need(code, level, "critical")
            holders = self._holders(self._tree.root.code, need)
            yield self._row(self._tree.root.code, need, max(1, round(holders * 0.8)))

    def _of_sector(self, unit: str, field: Field) -> Iterator[Coverage]:
        for need in field.experts:
            holders = self._holders(unit, need)
            yield self._row(unit, need, max(1, holders + self._rng.choice((-2, -1, 0, 0, 1))))

    def _of_home(self, home: Home) -> Iterator[Coverage]:
        if home.is_story:
            yield from self._story(home)
            return
        needs = list(home.template.coverage)
        short = self._rng.choice(needs).competence if home.unit.code in self._short else ""
        unmapped = self._shares[home.unit.code] < 0.2
        for need in needs:
            holders = self._holders(home.unit.code, need)
            if unmapped:  # what is needed is known; who can is not
                yield self._row(home.unit.code, need, max(1, home.size // 8))
            elif need.competence == short:
                yield self._row(home.unit.code, need, holders + self._rng.randint(1, 2))
            elif holders:
                margin = self._rng.randint(0, max(1, holders // 3))
                yield self._row(home.unit.code, need, max(1, holders - margin))

    def _story(self, home: Home) -> Iterator[Coverage]:
        for need in home.template.coverage:
            holders = self._holders(home.unit.code, need)
            if need.competence in STORY_SHORT:
                yield Coverage(*(home.unit.code, need.competence, need.level, holders + 1), self._since, None)
            elif holders:
                margin = 0 if need.competence == STORY_EXACT else self._rng.randint(1, 3)
                yield Coverage(
                    *(home.unit.code, need.competence, need.level, max(1, holders - margin)),
                    *(self._since, None),
                )

    def _row(self, unit: str, need: Need, min_holders: int) -> Coverage:
        """One in twenty ends within a year, one in forty is over."""
        draw, until = self._rng.random(), None
        if draw < 0.05:
            until = days_before(add_months(self._as_of, self._rng.randint(2, 12)).replace(day=1), 1)
        elif draw < 0.075:
            until = days_before(self._as_of, self._rng.randint(1, 90))
        return Coverage(unit, need.competence, need.level, min_holders, self._since, until)
