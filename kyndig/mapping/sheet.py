"""A unit's cells in a round, as its leader sees them: people × competences, with what is offered in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import narwhals as nw

from kyndig.accounts.models import User
from kyndig.analysis.frames import Frame, collected
from kyndig.catalogue.models import Competence
from kyndig.gaps import kept
from kyndig.gaps.asking import Asked
from kyndig.gaps.covering import Cover, covers
from kyndig.gaps.grid import squares_of
from kyndig.gaps.places import Words
from kyndig.mapping.cell_view import CellView, Column, Line
from kyndig.mapping.cells import Asking, Cell
from kyndig.mapping.facts import NOTHING_KNOWN, facts_of
from kyndig.mapping.models import Round
from kyndig.mapping.usual import UsualLevels, usual_levels
from kyndig.organisation.models import Person, Unit
from kyndig.organisation.reach import reach_of


class Sheet:
    """The cells of a unit with all below it that the user may judge, by name and in the round's order."""

    def __init__(self, round_: Round, unit: Unit, user: User) -> None:
        self.round = round_
        self.unit = unit
        self.user = user
        self.asking = Asking(round_, reach=reach_of(user))
        self.day = self.asking.day

    @cached_property
    def picture(self) -> kept.Picture:
        return kept.of_unit(self.day, self.unit.pk)

    @cached_property
    def words(self) -> Words:
        return Words(self.picture.snapshot)

    @cached_property
    def roles(self) -> dict[Cell, set[int]]:
        """Every cell here, with the roles it is asked for."""
        return self.asking.roles(self.unit)

    @cached_property
    def people(self) -> list[Person]:
        """Those asked whom the user may see and judge: nobody judges themselves."""
        ids = {person for person, _ in self.roles} - {reach_of(self.user).person_id}
        return list(Person.objects.all().visible_to(self.user).filter(pk__in=ids))

    @cached_property
    def competences(self) -> list[Competence]:
        """What is asked about here, in the order of the round."""
        here = {competence for _, competence in self.roles}
        rows = self.round.competences.filter(competence_id__in=here).select_related("competence")
        found = {row.competence_id: row.competence for row in rows.order_by("order", "role_id")}
        return list(found.values())

    @cached_property
    def pairs(self) -> Frame:
        """What is required of everybody here, with its state by the gap rule; columns as in `gaps.pairs`."""
        return self.picture.pairs_of(self.unit.pk)

    @cached_property
    def columns(self) -> list[Column]:
        covered, required = _covers(self), _required(self.pairs)
        return [
            Column(
                self.words.competences[each.pk],
                each.validity_months,
                each.max_level,
                required.get(each.pk),
                covered.get(each.pk),
            )
            for each in self.competences
        ]

    @cached_property
    def lines(self) -> list[Line]:
        """Every person with their cells, in a number of queries that does not grow with them."""
        return self.lines_of(self.people, self.columns)

    def lines_of(self, people: Sequence[Person], columns: Sequence[Column]) -> list[Line]:
        """Some of the people with their cells in some of the columns: what a page shows."""
        found = self._views(people, columns)
        keys = [column.competence.competence_id for column in columns]
        return [Line(person, tuple(found.get((person.pk, key)) for key in keys)) for person in people]

    def one(self, person: Person, competence_id: int) -> CellView | None:
        """One cell as it is now; None when the round does not ask."""
        columns = [each for each in self.columns if each.competence.competence_id == competence_id]
        return self._views([person], columns).get((person.pk, competence_id))

    @property
    def views(self) -> list[CellView]:
        """Every cell that is asked."""
        return [cell for line in self.lines for cell in line.cells if cell]

    @property
    def needing(self) -> list[CellView]:
        """Those that need the leader, one by one."""
        return [cell for cell in self.views if cell.need]

    def _views(self, people: Sequence[Person], columns: Sequence[Column]) -> dict[Cell, CellView]:
        ids = [person.pk for person in people]
        keys = [column.competence.competence_id for column in columns]
        facts = facts_of(self.round, ids, keys, self.day)
        known = [column.competence for column in columns]
        squares = squares_of(self.picture.snapshot, self.pairs, ids, known, {})
        usual = usual_levels({role for each in self.roles.values() for role in each}, keys, self.day)
        found = {}
        for person in people:
            for column in columns:
                cell = person.pk, column.competence.competence_id
                if cell in self.roles:
                    level = _usual_of(usual, self.roles[cell], cell[1])
                    about = facts.get(cell, NOTHING_KNOWN)
                    found[cell] = CellView(person, column, squares[cell], about, level, self.day)
        return found


def _usual_of(usual: UsualLevels, roles: Iterable[int], competence_id: int) -> int | None:
    return min((usual[role, competence_id] for role in roles if (role, competence_id) in usual), default=None)


def _required(pairs: Frame) -> dict[int, int]:
    """The highest level that is required of somebody here, by competence id."""
    highest = pairs.group_by("competence_id").agg(level=nw.col("required_level").max())
    return {row["competence_id"]: row["level"] for row in collected(highest).rows(named=True)}


def _covers(sheet: Sheet) -> dict[int, Cover]:
    """What is asked for at the very unit, by competence id; of several the one that lacks most."""
    rows = covers(
        sheet.picture.snapshot, sheet.words, sheet.unit.pk, Asked(as_of=sheet.day), every_figure=True
    )
    own = [row for row in rows if row.place.unit_id == sheet.unit.pk]
    return {row.competence.competence_id: row for row in sorted(own, key=lambda each: each.shortfall)}
