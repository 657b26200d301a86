"""A block from a spreadsheet laid over the cells: what would change, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext as _

from kyndig.catalogue import levels
from kyndig.mapping.cell_view import CellView, Column
from kyndig.mapping.sheet import Sheet
from kyndig.mapping.writing import MOST, WriteForm
from kyndig.organisation.models import Person

SKIP = {"", "-", "–"}


@dataclass(frozen=True)
class Change:
    """A cell that would get another level."""

    cell: CellView
    level: int
    form: WriteForm

    @property
    def word(self) -> str:
        return self.cell.column.competence.level_word(self.level)

    @property
    def before(self) -> str:
        """What is judged now; empty where nothing is."""
        return "" if self.cell.known_level is None else f"{self.cell.level} {self.cell.level_word}"


@dataclass(frozen=True)
class Block:
    """What a pasted block comes to. `mistakes` are sentences that name row and column."""

    changes: list[Change]
    mistakes: list[str]
    unchanged: int


class _UnreadableError(Exception):
    """`str()` says what is wrong with a value."""


def read(sheet: Sheet, text: str, start: str = "") -> Block:
    """Lay a tab-separated block with its top left on the cell called `start` (the very first where none is).

    A value is a level as a figure or a word; «-» or nothing skips the cell.
    """
    first_person, first_column = _place(sheet, start)
    values = [line.split("\t") for line in text.rstrip("\n").splitlines()]
    wide = max(map(len, values), default=0)
    people = sheet.people[first_person : first_person + len(values)]
    columns = sheet.columns[first_column : first_column + wide]
    return _Reader(people, columns, sheet).read(values)


def _place(sheet: Sheet, start: str) -> tuple[int, int]:
    person, _dash, competence = start.removeprefix("c").partition("-")
    people = [str(each.pk) for each in sheet.people]
    columns = [str(each.competence.competence_id) for each in sheet.columns]
    if person in people and competence in columns:
        return people.index(person), columns.index(competence)
    return 0, 0


class _Reader:
    def __init__(self, people: Sequence[Person], columns: Sequence[Column], sheet: Sheet) -> None:
        self.people = people
        self.columns = columns
        self.lines = sheet.lines_of(people, columns)
        self.changes: list[Change] = []
        self.mistakes: list[str] = []
        self.unchanged = 0

    def read(self, values: Sequence[Sequence[str]]) -> Block:
        if len(values) > len(self.people):
            over = len(values) - len(self.people)
            self.mistakes.append(_("%(n)s rader går forbi den siste ansatte.") % {"n": over})
        if max(map(len, values), default=0) > len(self.columns):
            self.mistakes.append(_("Noen kolonner går forbi den siste kompetansen."))
        for at, line in enumerate(self.lines):
            for place, value in enumerate(values[at][: len(self.columns)]):
                self._one(at, place, line.cells[place], value.strip())
        return Block(self.changes[:MOST], self.mistakes, self.unchanged)

    def _one(self, row: int, place: int, cell: CellView | None, value: str) -> None:
        if value in SKIP:
            return
        try:
            level = self._level(cell, self.columns[place], value)
        except _UnreadableError as error:
            self.mistakes.append(
                _("Rad %(row)s, kolonne %(column)s (%(person)s, %(competence)s): %(why)s")
                % {
                    "row": row + 1,
                    "column": place + 1,
                    "person": self.people[row].name,
                    "competence": self.columns[place].competence.name,
                    "why": error,
                }
            )
            return
        assert cell is not None  # noqa: S101 - for the type checker: `_level` refuses it
        if cell.status == "done" and cell.level == level:
            self.unchanged += 1
        else:
            self.changes.append(Change(cell, level, _form(cell, level, len(self.changes))))

    def _level(self, cell: CellView | None, column: Column, value: str) -> int:
        if cell is None:
            raise _UnreadableError(_("Runden spør ikke om dette."))
        level = _as_level(value, column.competence.scale)
        if level is None or level > column.max_level:
            raise _UnreadableError(
                _("Vi forstår ikke «%(value)s». Skriv et nivå fra 0 til %(highest)s, eller «-».")
                % {"value": value[:40], "highest": column.max_level}
            )
        if column.lasts is not None and level > 0:
            raise _UnreadableError(_("Dette må fornyes, og trenger en dato. Vurder ruten for seg."))
        return level


def _as_level(value: str, scale: str) -> int | None:
    if value.isascii() and value.isdigit():
        return int(value[:4])
    words = [str(word).casefold() for word in levels.WORDS[scale]]
    return words.index(value.casefold()) if value.casefold() in words else None


def _form(cell: CellView, level: int, at: int) -> WriteForm:
    first = {
        "person": cell.person.pk,
        "competence": cell.column.competence.competence_id,
        "version": cell.version,
        "key": uuid4(),
        "move": level,
    }
    return WriteForm(prefix=f"form-{at}", initial=first, auto_id=False)


def names(things: Iterable[Person | Column]) -> list[str]:
    """What people or columns are called, in the order a block is laid over them."""
    return [each.name if isinstance(each, Person) else each.competence.name for each in things]
