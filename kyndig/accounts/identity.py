"""Who is employed, and who has access: known by the organisation, asked for here (a lower layer).

A user is tied to a person by employee number alone. Names and e-mail addresses tie nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kyndig.accounts.models import User


@dataclass(frozen=True)
class Employed:
    """Somebody with an employment that counts today."""

    employee_number: str
    first_name: str
    last_name: str
    email: str


_find_employed: list[Callable[[str], Employed | None]] = []
_has_access: list[Callable[[User], bool]] = []
_make_administrator: list[Callable[[User], None]] = []


def tell_employed(source: Callable[[str], Employed | None]) -> None:
    """Register who knows which employee numbers are somebody's today."""
    _find_employed[:] = [source]


def tell_access(source: Callable[[User], bool]) -> None:
    """Register who knows whether a user's access has ended."""
    _has_access[:] = [source]


def tell_administrator(maker: Callable[[User], None]) -> None:
    """Register how a user is given the administrator's role."""
    _make_administrator[:] = [maker]


def employed(employee_number: str) -> Employed | None:
    """The person employed today with exactly this number, or None."""
    return _find_employed[0](employee_number) if _find_employed and employee_number else None


def has_access(user: User) -> bool:
    """False when the user may not be signed in: inactive, or access has ended."""
    return user.is_active and (not _has_access or _has_access[0](user))


def make_administrator(user: User) -> None:
    """Give the user the administrator's role from today."""
    _make_administrator[0](user)
