"""What a cell's text means: each parser answers with a value, or raises Unreadable with reason and remedy."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from kyndig.imports.errors import Unreadable


@dataclass(frozen=True)
class Parser:
    """`read` is given trimmed text that is not blank; a blank cell is `blank`.

    `plain`: codes, numbers and dates, which leave as they are; other texts that look like formulas are
    neutralised in every file that leaves.
    """

    read: Callable[[str], Any]
    blank: Any = None
    plain: bool = True


LONGEST_DATE = len("dd.mm.yyyy")
_NORWEGIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")
_DECIMAL = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_INTEGER = re.compile(r"[+-]?\d+(?:[.,]0+)?")
_YES_NO = {True: "ja yes true 1 j y sann", False: "nei no false 0 n usann"}


def text(at_most: int) -> Parser:
    """Free text of at most so many characters."""
    return Parser(_bounded(at_most), blank="", plain=False)


def code(at_most: int = 40) -> Parser:
    """A code or number that is kept as text, leading zeros and all."""
    return Parser(_bounded(at_most), blank="")


def _bounded(at_most: int) -> Callable[[str], str]:
    def read(value: str) -> str:
        if len(value) > at_most:
            raise Unreadable(
                _("Teksten er lengre enn %(n)d tegn.") % {"n": at_most}, _("Skriv en kortere tekst.")
            )
        return value

    return read


def read_date(value: str) -> date:
    """`dd.mm.yyyy` or `yyyy-mm-dd`, also with a midnight after it. Raises Unreadable."""
    if len(value) > LONGEST_DATE:
        value = _MIDNIGHT.sub("", value)
    if norwegian := _NORWEGIAN.fullmatch(value):
        day, month, year = map(int, norwegian.groups())
    elif iso := _ISO.fullmatch(value):
        year, month, day = map(int, iso.groups())
    else:
        raise Unreadable(_("Dette er ikke en dato."), _remedy_for_date())
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(_("Denne datoen finnes ikke."), _remedy_for_date()) from error


def _remedy_for_date() -> str:
    return _("Skriv datoen som dag, måned og år, for eksempel 31.12.2026.")


def read_decimal(value: str) -> Decimal:
    """A number with decimal comma or point; spaces between thousands are ignored. Raises Unreadable."""
    compact = "".join(value.split())
    if not _DECIMAL.fullmatch(compact) or len(compact) > 20:
        raise Unreadable(_("Dette er ikke et tall."), _("Skriv et tall, for eksempel 80 eller 37,5."))
    return Decimal(compact.replace(",", "."))


def read_integer(value: str) -> int:
    """A whole number. Raises Unreadable."""
    compact = "".join(value.split())
    if not _INTEGER.fullmatch(compact) or len(compact) > 12:
        raise Unreadable(_("Dette er ikke et helt tall."), _("Skriv et helt tall, for eksempel 3."))
    return int(Decimal(compact.replace(",", ".")))


date_parser = Parser(read_date)
decimal_parser = Parser(read_decimal)
integer_parser = Parser(read_integer)


def integer(lowest: int, highest: int) -> Parser:
    """A whole number from `lowest` to `highest`."""

    def read(value: str) -> int:
        number = read_integer(value)
        if not lowest <= number <= highest:
            raise Unreadable(
                _("Tallet er ikke mellom %(lowest)d og %(highest)d.")
                % {"lowest": lowest, "highest": highest},
                _("Rett tallet."),
            )
        return number

    return Parser(read)


def choice(words: Mapping[Any, str | Iterable[str]], *, blank: Any = None) -> Parser:
    """One of some values, each with its words in bokmål, nynorsk and English; any case.

    Words are given as a list, or as one text with words between spaces. The first word is the one advised.
    """
    lists = {value: said.split() if isinstance(said, str) else list(said) for value, said in words.items()}
    known = {_folded(word): value for value, said in lists.items() for word in said}

    def read(value: str) -> Any:
        folded = _folded(value)
        if folded not in known:
            advised = ", ".join(said[0] for said in lists.values())
            raise Unreadable(
                _("Vi kjenner ikke denne verdien."), _("Bruk en av: %(words)s.") % {"words": advised}
            )
        return known[folded]

    return Parser(read, blank=blank)


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())


yes_no = choice(_YES_NO)
