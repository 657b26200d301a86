"""Finds national identity numbers, which no import needs: they stop it, and are never shown or stored.

A cell that is one is known by its two check digits. Where one stands within other text, a run of digits must
also begin with a date: reference numbers stand in texts too, and one in a hundred passes the checks.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import chain

from django.utils.translation import gettext as _

from kyndig.imports.errors import IdentityNumberFound
from kyndig.imports.reading import Table

_SHORTEST = 11
_ELEVEN_DIGITS = re.compile(r"\s*(?:[0-9]\s*){11}")
_WITHIN_TEXT = re.compile(r"(?<![0-9])([0-9]{6})[\s-]?([0-9]{5})(?![0-9])")
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# What is added to the day in D-numbers, and to the month in H-numbers and in numbers made up for tests.
_ADDED_TO_DAY = (0, 40)
_ADDED_TO_MONTH = (0, 40, 80)


def is_identity_number(text: str) -> bool:
    """Eleven digits, spaces aside, that pass both modulus 11 checks."""
    if len(text) < _SHORTEST or not _ELEVEN_DIGITS.fullmatch(text):
        return False
    return _passes_checks([int(digit) for digit in "".join(text.split())])


def holds_identity_number(text: str) -> bool:
    """True when the text is an identity number, or has one somewhere in it."""
    if len(text) < _SHORTEST:
        return False
    return is_identity_number(text) or any(map(_is_one_within_text, _WITHIN_TEXT.finditer(text)))


def refuse_identity_numbers(table: Table) -> None:
    """Look at every cell, known column or not, and the header. Raises IdentityNumberFound."""
    for at, cell in enumerate(table.header):
        if holds_identity_number(cell):
            raise _found(table, table.header_line, at)
    found = set(filter(holds_identity_number, set(chain.from_iterable(row.cells for row in table.rows))))
    for row in table.rows if found else ():
        for at, cell in enumerate(row.cells):
            if cell in found:
                raise _found(table, row.line, at)


def file_name_without(name: str) -> str:
    """A file name as it may be kept: identity numbers in it are replaced."""
    return _WITHIN_TEXT.sub(lambda found: "***********" if _passes_checks(_digits(found)) else found[0], name)


def _is_one_within_text(found: re.Match[str]) -> bool:
    return _passes_checks(_digits(found)) and _begins_with_a_date(found[1])


def _digits(found: re.Match[str]) -> list[int]:
    return [int(digit) for digit in found[1] + found[2]]


def _passes_checks(digits: Sequence[int]) -> bool:
    checks = (_FIRST_WEIGHTS, _SECOND_WEIGHTS)
    return all(
        sum(weight * digit for weight, digit in zip(weights, digits, strict=False)) % 11 == 0
        for weights in checks
    )


def _begins_with_a_date(six: str) -> bool:
    """`ddmmyy` of some century, the day and the month perhaps with what marks other kinds of number."""
    day, month, year = int(six[:2]), int(six[2:4]), int(six[4:])
    return any(
        _is_date(2000 + year, month - more, day - extra)
        for extra in _ADDED_TO_DAY
        for more in _ADDED_TO_MONTH
    )


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _found(table: Table, line: int, at: int) -> IdentityNumberFound:
    header = table.header[at] if at < len(table.header) else ""
    column = header if header and not holds_identity_number(header) else str(at + 1)
    return IdentityNumberFound(
        _(
            "Rad %(line)s, kolonne «%(column)s» i «%(name)s» inneholder et fødselsnummer. "
            "Kyndig trenger det ikke og lagrer det ikke. Ta det ut av filen og prøv igjen."
        )
        % {"line": line, "column": column, "name": file_name_without(table.name)}
    )
