"""Reads CSV and XLSX to one shape: a header and rows of text, each with the line number of the file."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from kyndig.imports.errors import Refused

DELIMITERS = ";\t,"
ROWS_LOOKED_AT = 200

# What a file begins with when it is something else than its name says.
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK = b"\xef\xbb\xbf"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LETTER = re.compile(r"[^\W\d_]")
# A cell may be as long as the file: the column it stands in says what is too long, by row and name.
csv.field_size_limit(2**31 - 1)


class Row(NamedTuple):
    """One row: its line in the file and its cells as trimmed text, as many as the header has or more."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A file as read. Dates in cells of a spreadsheet are ISO dates, whole numbers have no `.0`."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    header_line: int = 1
    notes: tuple[str, ...] = ()


def read_path(path: Path) -> Table:
    """Read a file. Raises Refused with a sentence that says what the file looks like."""
    return read(path.read_bytes(), path.name)


def read(data: bytes, name: str) -> Table:
    """Read a file's bytes; `name` is only for what is said of it. Raises Refused."""
    from kyndig.imports import spreadsheet  # it reads to the classes above

    if not data.strip(b"\x00 \t\r\n" + _UTF_8_MARK):
        raise Refused(
            _("«%(name)s» er tom. Last opp filen på nytt fra systemet den kommer fra.") % {"name": name}
        )
    if data.startswith(_ZIP):
        return spreadsheet.read(data, name)
    _refuse_what_is_no_text(data, name)
    return _read_csv(_decoded(data, name), name)


def table_of(name: str, rows: Iterable[Row], notes: tuple[str, ...] = ()) -> Table:
    """The first row that says anything is the header; blank rows and trailing blank columns go."""
    said = [row for row in rows if any(row.cells)]
    if not said:
        raise Refused(_("«%(name)s» har ingen rader.") % {"name": name})
    first, *rest = said
    header = _without_blank_end(first.cells)
    if not any(_LETTER.search(cell) for cell in header):
        raise Refused(
            _("«%(name)s» har ingen overskrifter. Den første raden må si hva kolonnene heter.")
            % {"name": name}
        )
    return Table(name, header, tuple(_filled(row, len(header)) for row in rest), first.line, notes)


def _without_blank_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    blank = sum(1 for _cell in takewhile(lambda cell: not cell, reversed(cells)))
    return cells[: len(cells) - blank]


def _filled(row: Row, width: int) -> Row:
    if len(row.cells) == width:
        return row
    cells = _without_blank_end(row.cells)
    return Row(row.line, cells + ("",) * (width - len(cells)))


def tidy(text: str) -> str:
    """A cell's text without space around it, its letters composed (å is one character)."""
    return composed(text.strip())


def composed(text: str) -> str:
    """The text with its letters composed: å is one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _refuse_what_is_no_text(data: bytes, name: str) -> None:
    what = _looks_like(data)
    if what:
        raise Refused(
            _("«%(name)s» kan ikke leses: den ser ut som %(what)s. Lagre den som CSV (UTF-8) eller XLSX.")
            % {"name": name, "what": what}
        )


def _looks_like(data: bytes) -> str:
    if data.startswith(_UTF_16) or _has_zero_every_other(data[:400]):
        return _("tekst i UTF-16")
    if data.startswith(b"%PDF"):
        return _("en PDF")
    if data.startswith(_OLD_EXCEL):
        return _("en gammel Excel-fil (.xls)")
    if data.startswith(_PICTURES):
        return _("et bilde")
    if data.lstrip()[:100].lower().startswith((b"<!doctype html", b"<html")):
        return _("en nettside")
    return _("en fil som ikke er tekst") if b"\x00" in data else ""


def _has_zero_every_other(data: bytes) -> bool:
    pairs = len(data) // 2
    return pairs > 1 and max(data[0::2].count(0), data[1::2].count(0)) > pairs * 0.6


def _decoded(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            return text
    raise Refused(
        _(
            "«%(name)s» kan ikke leses: tegnene er hverken UTF-8 eller Windows-1252. "
            "Lagre den som CSV (UTF-8)."
        )
        % {"name": name}
    )


def _read_csv(text: str, name: str) -> Table:
    # All at once: neither delimiters nor quotation marks compose with what stands beside them.
    text = composed(text)
    delimiter = detect_delimiter(text)
    return table_of(name, _csv_rows(text, delimiter, name))


def _csv_rows(text: str, delimiter: str, name: str) -> Iterator[Row]:
    """Rows with the line they begin on. A quotation mark that nothing closes would swallow rows: refused."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line, width = 1, 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _quotation_mark(name, line) from error
        if cells is None:
            return
        width = width or len(cells)
        if reader.line_num > line and len(cells) < width and any("\n" in cell for cell in cells):
            raise _quotation_mark(name, line)
        yield Row(line, tuple(map(str.strip, cells)))
        line = reader.line_num + 1


def _quotation_mark(name: str, line: int) -> Refused:
    return Refused(
        _("«%(name)s», linje %(line)s: et anførselstegn er ikke lukket. Rett raden og prøv igjen.")
        % {"name": name, "line": line}
    )


def detect_delimiter(text: str) -> str:
    """The one of `;`, tab and `,` that splits the header, and the rows like the header."""
    return max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    """(share of the rows with as many cells as the header, cells in the header); nothing when it splits none.

    Decimal commas and commas in names give rows of differing lengths, so they do not look like delimiters.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lengths = [
        len(_without_blank_end(tuple(cells))) for cells in _first(reader) if any(map(str.strip, cells))
    ]
    if not lengths or lengths[0] < 2:
        return 0.0, 0
    header, rows = lengths[0], lengths[1:]
    alike = sum(1 < length <= header for length in rows) / len(rows) if rows else 1.0
    return round(alike, 1), header


def _first(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    for _index in range(ROWS_LOOKED_AT):
        try:
            yield next(reader)
        except (StopIteration, csv.Error):
            return
