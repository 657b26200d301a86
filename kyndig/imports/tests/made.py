"""Files and numbers for tests."""

import io
from collections.abc import Sequence
from itertools import product
from typing import Any

import xlsxwriter

from kyndig.imports.identity_numbers import is_identity_number


def made_up_identity_number() -> str:
    """Passes both checks, and is nobody's: its month is 81, as in numbers made up for tests."""
    begins = "018101" + "555"
    return next(
        number for a, b in product(range(10), repeat=2) if is_identity_number(number := f"{begins}{a}{b}")
    )


def xlsx(rows: Sequence[Sequence[Any]], *, formulas: bool = False) -> bytes:
    """A workbook with one sheet; dates are written as dates, text as text."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": formulas, "default_date_format": "dd.mm.yyyy"}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return file.getvalue()
