"""What hangs on a competence and can be carried over to its successor. Told by the apps that own it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence


@dataclass(frozen=True)
class Carried:
    """One thing that hangs on the competence: what it says now, and what it would say of the successor."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Carrier:
    """What an app can count, show and carry over. `carry` ends the old the day before `from_date`."""

    heading: str | Promise
    preview: Callable[[Competence, Competence, date], Sequence[Carried]]
    carry: Callable[[Competence, Competence, date, User | None], int]
    standing: Callable[[Competence, date], int]


_carriers: list[Carrier] = []


def register(carrier: Carrier) -> None:
    """Add a carrier (called once, from an app's `ready`)."""
    if carrier not in _carriers:
        _carriers.append(carrier)


def carriers() -> list[Carrier]:
    """Those registered, in the order they came."""
    return list(_carriers)


def standing(competence: Competence, on: date) -> int:
    """How many things hang on the competence from the day on."""
    return sum(carrier.standing(competence, on) for carrier in _carriers)
