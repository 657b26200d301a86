"""The rows that were not imported, as a CSV to correct and deliver again."""

import csv
import io
from collections.abc import Iterable

from kyndig.imports.columns import ParsedTable

REASON = "reason"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutralised(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def rejected_csv(table: ParsedTable) -> str:
    """The rejected rows with the file's own columns and `reason`; semicolons, for spreadsheets.

    Codes, numbers and dates stand as they are; everything else is neutralised.
    """
    plain = {table.positions[column.field] for column in table.columns if _is_plain(table, column.field)}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*map(neutralised, table.table.header), REASON])
    for row in table.rejected:
        reasons = " ".join(f"{error.column}: {error.reason}".removeprefix(": ") for error in row.errors)
        writer.writerow([*_safe(row.row.cells, plain, len(table.table.header)), neutralised(reasons)])
    return out.getvalue()


def _is_plain(table: ParsedTable, name: str) -> bool:
    return name in table.positions and any(each.field == name and each.parser.plain for each in table.columns)


def _safe(cells: tuple[str, ...], plain: set[int], width: int) -> Iterable[str]:
    for at, cell in enumerate(cells[:width]):
        yield cell if at in plain else neutralised(cell)
