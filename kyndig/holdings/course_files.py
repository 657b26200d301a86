"""A spreadsheet with those who were at a course, as lines to look over."""

from django.utils.translation import gettext as _

from kyndig.holdings.importing import EMPLOYEE_NUMBER
from kyndig.imports import columns, parsers, reading
from kyndig.imports.columns import Column, ParsedRow
from kyndig.imports.identity_numbers import file_name_without, refuse_identity_numbers

COLUMNS = (
    Column(
        "employee_number", parsers.code(), EMPLOYEE_NUMBER, required=True, may_be_blank=True, unless="name"
    ),
    Column("name", parsers.text(200), ("navn", "ansatt", "namn", "tilsett")),
)


def lines_of(content: bytes, name: str) -> list[str]:
    """Each row as "number; name", or what there is of it. Raises Refused with a sentence."""
    table = reading.read(content, file_name_without(name))
    refuse_identity_numbers(table)
    return [_line(row) for row in columns.parse(table, COLUMNS).rows]


def _line(row: ParsedRow) -> str:
    cells = [row.cell("employee_number"), row.cell("name")]
    return "; ".join(cell for cell in cells if cell) or _("Rad %(line)s er tom") % {"line": row.line}
