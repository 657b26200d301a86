"""Which columns a file must and may have, which of the file's columns they are, and what the rows say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from kyndig.imports.errors import Refused, RowError, Unreadable
from kyndig.imports.parsers import Parser
from kyndig.imports.reading import Row, Table

_IGNORED_IN_HEADERS = re.compile(r"[._\-\s]+")


@dataclass(frozen=True)
class Column:
    """A field of an import and the headers it goes by; the field's own name is always one of them.

    `required`: the column must be there, and its cells filled unless `may_be_blank`. `unless` names a field
    whose column may stand in for it.
    """

    field: str
    parser: Parser
    aliases: tuple[str, ...] = ()
    required: bool = False
    may_be_blank: bool = False
    unless: str = ""

    @property
    def headers(self) -> tuple[str, ...]:
        """What to call the column: its first alias is the best known."""
        return (*self.aliases, self.field)


@dataclass
class ParsedRow:
    """A row as values by field. A field whose cell cannot be read is missing, and the row has an error."""

    table: "ParsedTable"
    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.row.line

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The field's value; `default` where the file has no such column or the cell cannot be read."""
        return self.values.get(name, default)

    def cell(self, name: str) -> str:
        """The field's text as the file has it; empty where the file has no such column."""
        at = self.table.positions.get(name)
        return "" if at is None else self.row.cells[at]

    def reject(self, name: str, reason: str, remedy: str = "") -> None:
        """Say that the row cannot be imported because of this field ("" for the whole row)."""
        error = RowError(
            self.line, self.table.header_of(name), self.cell(name), reason, remedy, self.table.said_name
        )
        self.errors.append(error)


@dataclass
class ParsedTable:
    """A file's rows as values, and what stands in its way."""

    table: Table
    columns: Sequence[Column]
    positions: Mapping[str, int]
    unknown: tuple[str, ...]
    # Set where an import reads two files, so that an error says which.
    said_name: str = ""
    rows: list[ParsedRow] = field(default_factory=list)

    @property
    def good(self) -> list[ParsedRow]:
        """The rows without errors, in the file's order."""
        return [row for row in self.rows if not row.errors]

    @property
    def rejected(self) -> list[ParsedRow]:
        """The rows with errors, in the file's order."""
        return [row for row in self.rows if row.errors]

    @property
    def errors(self) -> Iterator[RowError]:
        """Every error, in the file's order."""
        return (error for row in self.rows for error in row.errors)

    def has(self, name: str) -> bool:
        """True when the file has a column for the field."""
        return name in self.positions

    def header_of(self, name: str) -> str:
        """The field's header as the file writes it."""
        if not name:
            return ""
        at = self.positions.get(name)
        return name if at is None else self.table.header[at]


def parse(table: Table, columns: Sequence[Column], said_name: str = "") -> ParsedTable:
    """Match the columns and read every cell. Raises Refused when the columns do not fit."""
    positions, unknown = match(table, columns)
    parsed = ParsedTable(table, columns, positions, unknown, said_name)
    present = [
        (column, positions[column.field], Memory(column.parser))
        for column in columns
        if column.field in positions
    ]
    width = len(table.header)
    for row in table.rows:
        parsed.rows.append(_parsed_row(parsed, row, present, width))
    return parsed


def match(table: Table, columns: Sequence[Column]) -> tuple[dict[str, int], tuple[str, ...]]:
    """(position by field, headers that no field goes by). Raises Refused for missing and double columns."""
    known = {_folded(header): column.field for column in columns for header in column.headers}
    found: dict[str, list[int]] = {}
    unknown = []
    for at, header in enumerate(table.header):
        name = known.get(_folded(header)) if header else None
        if name:
            found.setdefault(name, []).append(at)
        elif header:
            unknown.append(header)
    _refuse_double(table, found)
    _refuse_missing(table, columns, found)
    return {name: places[0] for name, places in found.items()}, tuple(unknown)


def _folded(header: str) -> str:
    return _IGNORED_IN_HEADERS.sub("", header).casefold()


def _refuse_double(table: Table, found: Mapping[str, Sequence[int]]) -> None:
    for name, places in found.items():
        if len(places) > 1:
            headers = ", ".join(f"«{table.header[at]}»" for at in places)
            raise Refused(
                _("«%(file)s» har flere kolonner for %(field)s: %(headers)s. Behold én av dem.")
                % {"file": table.name, "field": name, "headers": headers}
            )


def _refuse_missing(table: Table, columns: Sequence[Column], found: Mapping[str, object]) -> None:
    missing = [
        column
        for column in columns
        if column.required and column.field not in found and not (column.unless and column.unless in found)
    ]
    if missing:
        sought = "; ".join(f"{column.field} ({', '.join(column.headers)})" for column in missing)
        raise Refused(
            _("«%(file)s» mangler kolonner. Vi leter etter: %(columns)s.")
            % {"file": table.name, "columns": sought}
        )


class Memory(dict[str, tuple[Any, Unreadable | None]]):
    """What a column's texts were read to, or the error: most stand in many rows, and are read once."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def __missing__(self, text: str) -> tuple[Any, Unreadable | None]:
        try:
            answer: tuple[Any, Unreadable | None] = (self.parser.read(text), None)
        except Unreadable as error:
            answer = (None, error)
        self[text] = answer
        return answer


def _parsed_row(
    parsed: ParsedTable, row: Row, present: Sequence[tuple[Column, int, Memory]], width: int
) -> ParsedRow:
    result = ParsedRow(parsed, row)
    for column, at, memory in present:
        text = row.cells[at]
        if not text:
            result.values[column.field] = column.parser.blank
            if column.required and not column.may_be_blank:
                result.reject(
                    column.field, _("Her må det stå noe."), _("Fyll ut feltet i systemet filen kommer fra.")
                )
            continue
        value, error = memory[text]
        if error:
            result.reject(column.field, error.reason, error.remedy)
        else:
            result.values[column.field] = value
    if len(row.cells) > width:
        result.reject(
            "", _("Raden har flere celler enn det er overskrifter."), _("Se etter skilletegn i teksten.")
        )
    return result
