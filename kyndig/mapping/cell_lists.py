"""The list twin of the grid: one person's cells a page, or one competence's, with a form for each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils.functional import Promise

from kyndig.catalogue import levels
from kyndig.catalogue.models import Competence
from kyndig.mapping.cell_view import CellView, Column
from kyndig.mapping.sheet import Sheet
from kyndig.mapping.writing import Done, Result, WriteForm
from kyndig.organisation.models import Person


@dataclass(frozen=True)
class Choice:
    """A level to choose: its word, and what it looks like in practice, in which language."""

    level: int
    word: str | Promise
    text: str
    language: str
    chosen: bool


@dataclass(frozen=True)
class Row:
    """A cell with its form. `done`: what became of it when it was sent just now, and is not saved."""

    cell: CellView
    competence: Competence
    form: WriteForm
    done: Done | None = None

    @property
    def chosen(self) -> str:
        """What is ticked: what was sent, else the level that is judged."""
        if self.form.is_bound:
            return str(self.form.data.get(self.form.add_prefix("move"), ""))
        return self.was

    @property
    def was(self) -> str:
        return str(self.cell.level) if self.cell.status == "done" and self.cell.level is not None else ""

    @property
    def choices(self) -> list[Choice]:
        """The levels, in words."""
        return [
            Choice(level, word, *self.competence.level_text(level), self.chosen == str(level))
            for level, word in levels.choices(self.competence.scale)
        ]

    @property
    def offers(self) -> bool:
        """Whether there is something to accept."""
        return self.cell.status != "done" and self.cell.offer.level is not None

    @property
    def lasts(self) -> bool:
        return self.competence.validity_months is not None


class ListPage:
    """A person or a competence with its rows, where it stands among the others, and what comes after."""

    def __init__(self, sheet: Sheet, at: int, by: str, done: Sequence[Done]) -> None:
        self.sheet = sheet
        self.by = by
        self.at = at
        self.unsaved = {_cell_of(each.form): each for each in done if each.result != Result.SAVED}

    @cached_property
    def things(self) -> list[Any]:
        """All that have a page: people, or columns."""
        return list(self.sheet.people if self.by == PERSON else self.sheet.columns)

    @property
    def thing(self) -> Any:
        """The person, or the column; None where there is nobody."""
        return self.things[self.at] if self.things else None

    @cached_property
    def cells(self) -> list[CellView]:
        if self.thing is None:
            return []
        people = [self.thing] if self.by == PERSON else self.sheet.people
        columns = self.sheet.columns if self.by == PERSON else [self.thing]
        return [cell for line in self.sheet.lines_of(people, columns) for cell in line.cells if cell]

    @property
    def people(self) -> list[Person]:
        """Those who are shown by name with what they can."""
        return [self.thing] if self.by == PERSON and self.thing else self.sheet.people

    @cached_property
    def rows(self) -> list[Row]:
        """The cells with their forms: as sent where they are not saved, else anew with a key of their own."""
        competences = {each.pk: each for each in self.sheet.competences}
        rows = []
        for at, cell in enumerate(self.cells):
            what = competences[cell.column.competence.competence_id]
            unsaved = self.unsaved.get((str(cell.person.pk), str(what.pk)))
            rows.append(Row(cell, what, _form(cell, f"form-{at}", unsaved), unsaved))
        return rows

    @cached_property
    def together(self) -> list[WriteForm]:
        """A form for each that can be confirmed together."""
        open_to_bulk = [cell for cell in self.cells if cell.status == "offer"]
        return [
            WriteForm(prefix=f"form-{at}", initial=_fresh(cell), auto_id=False)
            for at, cell in enumerate(open_to_bulk)
        ]

    @property
    def offers(self) -> int:
        """How many here can be confirmed together."""
        return len(self.together)

    @property
    def count(self) -> int:
        """How many rows are sent."""
        return len(self.rows)

    @property
    def is_person(self) -> bool:
        return self.by == PERSON

    @property
    def other(self) -> str:
        """The same list by the other: competence by competence, or person by person."""
        here = reverse("round_cells", args=[self.sheet.round.pk, self.sheet.unit.code])
        by, things = (COMPETENCE, self.sheet.columns) if self.is_person else (PERSON, self.sheet.people)
        return f"{here}?{urlencode({'visning': 'liste', by: _code(things[0])})}" if things else here

    @property
    def name(self) -> str:
        if self.thing is None:
            return ""
        return str(self.thing.name if self.is_person else self.thing.competence.name)

    @property
    def number(self) -> int:
        return self.at + 1

    @property
    def of(self) -> int:
        return len(self.things)

    @property
    def before(self) -> str | None:
        """The page before this."""
        return self._address(self.at - 1) if self.at else None

    @property
    def after(self) -> str:
        """The page after this; after the last one, what has been done is looked over."""
        if self.at + 1 < len(self.things):
            return self._address(self.at + 1)
        return reverse("round_review", args=[self.sheet.round.pk, self.sheet.unit.code])

    @property
    def here(self) -> str:
        return self._address(self.at)

    @property
    def entries(self) -> list[tuple[str, str]]:
        """(name, address) of every page of the list."""
        names = [each.name if self.by == PERSON else each.competence.name for each in self.things]
        return [(name, self._address(at)) for at, name in enumerate(names)]

    def _address(self, at: int) -> str:
        here = reverse("round_cells", args=[self.sheet.round.pk, self.sheet.unit.code])
        return f"{here}?{urlencode({'visning': 'liste', self.by: _code(self.things[at])})}"


PERSON, COMPETENCE = "ansatt", "kompetanse"


def list_page(sheet: Sheet, asked: Mapping[str, str], done: Sequence[Done] = ()) -> ListPage:
    """The page that an address asks for: a person's by default, the first where none is named."""
    by = COMPETENCE if COMPETENCE in asked else PERSON
    things: Sequence[Person | Column] = sheet.columns if by == COMPETENCE else sheet.people
    codes = [_code(each) for each in things]
    wanted = asked.get(by, "")
    return ListPage(sheet, codes.index(wanted) if wanted in codes else 0, by, done)


def _code(thing: Person | Column) -> str:
    return thing.employee_number if isinstance(thing, Person) else thing.competence.code


def _cell_of(form: WriteForm) -> tuple[str, str]:
    return form.data.get(form.add_prefix("person"), ""), form.data.get(form.add_prefix("competence"), "")


def _fresh(cell: CellView) -> dict[str, Any]:
    """A new act on the cell as it is, with a key of its own."""
    return {
        "person": cell.person.pk,
        "competence": cell.column.competence.competence_id,
        "version": cell.version,
        "key": uuid4(),
        "was": cell.level if cell.status == "done" and cell.level is not None else "",
    }


def _form(cell: CellView, prefix: str, unsaved: Done | None) -> WriteForm:
    if unsaved is None:
        return WriteForm(prefix=prefix, initial=_fresh(cell))
    # As it was written, on the cell as it is now: to send it again is to choose it.
    sent = {name: unsaved.form.data.get(unsaved.form.add_prefix(name), "") for name in WriteForm.base_fields}
    data = sent | _fresh(cell)
    return WriteForm({f"{prefix}-{name}": value for name, value in data.items()}, prefix=prefix)
