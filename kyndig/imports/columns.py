"""Which columns a file must and may have, which of the file's columns they are, and what the rows say."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class ParsedRow(dict[str, Any]):
    """A row as values by field.

    A field that the file has no column for is missing, and so is one whose cell cannot be read; the row then
    has an error.
    """

    __slots__ = ("errors", "row", "table")

    def __init__(self, table: "ParsedTable", row: Row, values: Iterable[tuple[str, Any]]) -> None:
        super().__init__(values)
        self.table = table
        self.row = row
        self.errors: tuple[RowError, ...] = ()

    @property
    def line(self) -> int:
        return self.row.line

    def cell(self, name: str) -> str:
        """The field's text as the file has it; empty where the file has no such column."""
        at = self.table.positions.get(name)
        return "" if at is None else self.row.cells[at]

    def reject(self, name: str, reason: str, remedy: str = "") -> None:
        """Say that the row cannot be imported because of this field ("" for the whole row)."""
        error = RowError(
            self.line, self.table.header_of(name), self.cell(name), reason, remedy, self.table.said_name
        )
        self.errors += (error,)


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
    _read_columns(
        parsed, [_Texts(each, table.rows, positions) for each in columns if each.field in positions]
    )
    _reject_wide(parsed)
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
        sought = "; ".join(map(_with_headers, missing))
        sentence = _("«%(file)s» mangler kolonner. Vi leter etter: %(columns)s.") % {
            "file": table.name,
            "columns": sought,
        }
        raise Refused(" ".join([sentence, *_instead(columns, missing)]))


def _with_headers(column: Column) -> str:
    return f"{column.field} ({', '.join(column.headers)})"


def _instead(columns: Sequence[Column], missing: Sequence[Column]) -> Iterator[str]:
    """Which columns could stand in for the missing ones."""
    for other in columns:
        if any(column.unless == other.field for column in missing):
            fields = ", ".join(column.field for column in columns if column.unless == other.field)
            yield _("I stedet for %(fields)s kan filen ha kolonnen %(other)s.") % {
                "fields": fields,
                "other": _with_headers(other),
            }


class _Texts:
    """A column's cells, and what they say: most texts stand in many rows, and each is read once."""

    def __init__(self, column: Column, rows: Iterable[Row], positions: Mapping[str, int]) -> None:
        at = positions[column.field]
        self.name = column.field
        self.cells = [row.cells[at] for row in rows]
        self.values: dict[str, Any] = {}
        self.errors: dict[str, Unreadable] = {}
        for text in set(self.cells):
            self._read(column, text)

    def _read(self, column: Column, text: str) -> None:
        try:
            self.values[text] = column.parser.read(text) if text else column.parser.blank
        except Unreadable as error:
            self.errors[text] = error
        if not text and column.required and not column.may_be_blank:
            self.errors[text] = Unreadable(
                _("Her må det stå noe."), _("Fyll ut feltet i systemet filen kommer fra.")
            )


def _read_columns(parsed: ParsedTable, columns: Sequence[_Texts]) -> None:
    names = [column.name for column in columns]
    values = zip(*(map(column.values.get, column.cells) for column in columns), strict=True)
    parsed.rows = [
        ParsedRow(parsed, row, zip(names, each, strict=True))
        for row, each in zip(parsed.table.rows, values, strict=True)
    ]
    for column in columns:
        if column.errors:
            _reject_unreadable(parsed.rows, column)


def _reject_unreadable(rows: Sequence[ParsedRow], column: _Texts) -> None:
    for row, text in zip(rows, column.cells, strict=True):
        error = column.errors.get(text)
        if error:
            row.reject(column.name, error.reason, error.remedy)
            if text not in column.values:
                del row[column.name]


def _reject_wide(parsed: ParsedTable) -> None:
    width = len(parsed.table.header)
    for row in parsed.rows:
        if len(row.row.cells) > width:
            row.reject(
                "",
                _("Raden har flere celler enn det er overskrifter."),
                _("Se etter skilletegn i teksten."),
            )
