"""Files and numbers for tests."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from kyndig.imports.identity_numbers import is_identity_number


def made_up_identity_number(begins: str = "018101") -> str:
    """Passes both checks, and is nobody's: its month is 81, as in numbers made up for tests.

    With `begins` it begins so: choose what nobody's does with 555 after it.
    """
    numbers = (f"{begins}{digits:05}" for digits in range(55500, 100_000))
    return next(filter(is_identity_number, numbers))


def xlsx(rows: Sequence[Sequence[Any]], *, formulas: bool = False) -> bytes:
    """A workbook with one sheet; dates are written as dates, text as text."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": formulas, "default_date_format": "dd.mm.yyyy"}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return file.getvalue()
