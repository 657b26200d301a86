"""Finds national identity numbers, which no import needs: they stop it, and are never shown or stored."""

import re
from itertools import chain

from django.utils.translation import gettext as _

from kyndig.imports.errors import IdentityNumberFound
from kyndig.imports.reading import Table

_ELEVEN_DIGITS = re.compile(r"\s*(?:[0-9]\s*){11}")
_IN_A_NAME = re.compile(r"(?<![0-9])[0-9]{11}(?![0-9])")
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def is_identity_number(text: str) -> bool:
    """Eleven digits, spaces aside, that pass both modulus 11 checks."""
    if len(text) < 11 or not _ELEVEN_DIGITS.fullmatch(text):
        return False
    digits = [int(digit) for digit in "".join(text.split())]
    checks = (_FIRST_WEIGHTS, _SECOND_WEIGHTS)
    return all(
        sum(weight * digit for weight, digit in zip(weights, digits, strict=False)) % 11 == 0
        for weights in checks
    )


def refuse_identity_numbers(table: Table) -> None:
    """Look at every cell, known column or not, and the header. Raises IdentityNumberFound."""
    for at, cell in enumerate(table.header):
        if is_identity_number(cell):
            raise _found(table, table.header_line, at)
    texts = set(chain.from_iterable(row.cells for row in table.rows))
    found = {text for text in texts if len(text) >= 11 and is_identity_number(text)}
    for row in table.rows if found else ():
        for at, cell in enumerate(row.cells):
            if cell in found:
                raise _found(table, row.line, at)


def file_name_without(name: str) -> str:
    """A file name as it may be kept: identity numbers in it are replaced."""
    return _IN_A_NAME.sub(lambda found: "***********" if is_identity_number(found[0]) else found[0], name)


def _found(table: Table, line: int, at: int) -> IdentityNumberFound:
    header = table.header[at] if at < len(table.header) else ""
    column = header if header and not is_identity_number(header) else str(at + 1)
    return IdentityNumberFound(
        _(
            "Rad %(line)s, kolonne «%(column)s» i «%(name)s» inneholder et fødselsnummer. "
            "Kyndig trenger det ikke og lagrer det ikke. Ta kolonnen ut av filen og prøv igjen."
        )
        % {"line": line, "column": column, "name": file_name_without(table.name)}
    )
