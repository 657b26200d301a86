"""CSV and XLSX of what is on screen. The only place that writes such files to people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.functional import Promise

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet takes for the beginning of a formula, or skips before one.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST_SHEET_NAME = 31


@dataclass(frozen=True)
class Column:
    """A column's heading; `code` marks codes and numbers, which are never changed."""

    heading: str | Promise
    code: bool = False


def neutral(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front; all else stays as it is.

    A formula may hide behind blanks, so the first character that is not blank decides.
    """
    if isinstance(value, Promise):
        value = str(value)
    if not isinstance(value, str):
        return value
    begins = value.startswith(_BEGINS_A_FORMULA) or value.lstrip().startswith(_BEGINS_A_FORMULA)
    return f"'{value}" if begins else value


def csv_text(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> str:
    """Semicolons and a byte order mark, as Norwegian spreadsheets want it; ISO dates, booleans 1 and 0."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(column.heading) for column in columns])
    for row in rows:
        writer.writerow([_as_text(value) for value in _neutral_row(columns, row)])
    return "\ufeff" + file.getvalue()


def xlsx_bytes(sheet: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook with one sheet; text is written as text, never evaluated."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet(_sheet_name(sheet))
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom"})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        page.write_row(0, 0, [str(neutral(column.heading)) for column in columns], head)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(_neutral_row(columns, row)):
                _write_cell(page, number, place, value, day)
        page.freeze_panes(1, 1)
        page.autofit()
    return file.getvalue()


def answer(
    kind: str, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]
) -> HttpResponse | None:
    """The file asked for: `kind` is csv or xlsx; None for anything else, so that the page is shown."""
    if kind == "csv":
        return _file(csv_text(columns, rows).encode(), "text/csv; charset=utf-8", f"{name}.csv")
    if kind == "xlsx":
        return _file(xlsx_bytes(name, columns, rows), XLSX, f"{name}.xlsx")
    return None


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    safe = "".join(each if each.isascii() and (each.isalnum() or each in "-_.") else "-" for each in name)
    response["Content-Disposition"] = f'attachment; filename="{safe}"'
    response["Cache-Control"] = "no-store"
    return response


def _neutral_row(columns: Sequence[Column], row: Sequence[Any]) -> list[Any]:
    return [value if column.code else neutral(value) for column, value in zip(columns, row, strict=True)]


def _as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _write_cell(page: Any, row: int, place: int, value: Any, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, date):
        page.write_datetime(row, place, value, day)
    elif isinstance(value, bool | int | float):
        page.write_number(row, place, value)
    else:
        page.write_string(row, place, str(value))


def _sheet_name(name: str) -> str:
    allowed = "".join(each for each in name if each not in "[]:*?/\\'")
    return allowed[:_LONGEST_SHEET_NAME] or "Kyndig"
