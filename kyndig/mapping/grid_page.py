"""A page of a unit's cells as a grid: at most 12 competences and 60 people, with what the page counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.catalogue import levels
from kyndig.mapping.cell_view import CellView, Column, Line
from kyndig.mapping.grid_words import grid_words
from kyndig.mapping.models import Entry
from kyndig.mapping.sheet import Sheet

COMPETENCES_A_PAGE = 12
PEOPLE_A_PAGE = 60


@dataclass(frozen=True)
class Count:
    """How many cells need the leader, and how many the leader has judged, one by one and together."""

    left: int
    singly: int
    together: int

    @property
    def all(self) -> int:
        return self.left + self.singly

    @property
    def text(self) -> str:
        """As the script says it; see `grid_words`."""
        values = {"left": self.left, "all": self.all, "singly": self.singly, "together": self.together}
        words = grid_words()
        template: str = words["count_together" if self.together else "count"]
        return template % values

    @classmethod
    def of(cls, cells: Sequence[CellView]) -> Count:
        methods = [cell.method for cell in cells if cell.status == "done"]
        return cls(
            left=sum(cell.status == "need" for cell in cells),
            singly=methods.count(Entry.Method.SINGLY),
            together=len(methods) - methods.count(Entry.Method.SINGLY) - methods.count(""),
        )


@dataclass(frozen=True)
class Head:
    """A column's place and words. `number` counts from 1 through all the pages."""

    column: Column
    number: int
    cells: tuple[CellView, ...]
    active: bool

    @property
    def title(self) -> str:
        """The name of the competence."""
        return self.column.competence.name

    @property
    def dom_id(self) -> str:
        """What the head is called in the page."""
        return f"k{self.column.competence.competence_id}"

    @property
    def offers(self) -> int:
        """How many can be confirmed together."""
        return sum(cell.status == "offer" for cell in self.cells)

    @property
    def asked(self) -> str:
        """What is required, and of how many, as a sentence."""
        level, cover = self.column.required_level, self.column.cover
        if cover is not None:
            text = ngettext(
                "Nivå %(level)s kreves, av minst %(n)s person.",
                "Nivå %(level)s kreves, av minst %(n)s personer.",
                cover.min_holders,
            )
            return text % {"level": cover.level, "n": cover.min_holders}
        return _("Nivå %(level)s kreves.") % {"level": level} if level is not None else ""

    @property
    def words(self) -> list[tuple[int, str]]:
        """Each level of the scale with its word."""
        return [(level, str(word)) for level, word in levels.choices(self.column.competence.scale)]


class GridPage:
    """One page of a sheet. Args: the wanted pages of competences and people, and the column to begin in."""

    def __init__(self, sheet: Sheet, side: str | None, people: str | None, code: str = "") -> None:
        self.competence_page: Page[Any] = Paginator(sheet.columns, COMPETENCES_A_PAGE).get_page(side)
        self.people_page: Page[Any] = Paginator(sheet.people, PEOPLE_A_PAGE).get_page(people)
        columns: list[Column] = list(self.competence_page.object_list)
        self.lines: list[Line] = sheet.lines_of(list(self.people_page.object_list), columns)
        self.cells = [cell for line in self.lines for cell in line.cells if cell]
        self.count = Count.of(self.cells)
        self.heads = self._heads(columns, code)
        self.of = len(sheet.columns)

    def _heads(self, columns: Sequence[Column], code: str) -> list[Head]:
        by_column = [[line.cells[at] for line in self.lines] for at in range(len(columns))]
        cells = [tuple(cell for cell in each if cell) for each in by_column]
        active = _first_active(columns, cells, code)
        start = max(self.competence_page.start_index(), 1)
        return [Head(each, start + at, cells[at], at == active) for at, each in enumerate(columns)]

    @property
    def active(self) -> Head | None:
        """The column that is shown wide."""
        return next((head for head in self.heads if head.active), None)

    @property
    def actives(self) -> dict[int, bool]:
        """Which columns are shown wide, by place."""
        return {at: head.active for at, head in enumerate(self.heads)}

    @property
    def has_feet(self) -> bool:
        return any(head.column.cover for head in self.heads)


def _first_active(columns: Sequence[Column], cells: Sequence[tuple[CellView, ...]], code: str) -> int:
    """The column asked for; else the first with something that needs the leader."""
    codes = [column.competence.code for column in columns]
    if code in codes:
        return codes.index(code)
    return next((at for at, each in enumerate(cells) if any(cell.need for cell in each)), 0)
