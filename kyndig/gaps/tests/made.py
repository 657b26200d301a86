"""Needs that the tests of other places show too."""

from decimal import Decimal

from kyndig.gaps.models import RegisteredNeed, Vacancy
from kyndig.gaps.needing import actions
from tests.cast import Cast


def a_registered_need(cast: Cast, *, key: str = "amina", unit: str = "SOL") -> RegisteredNeed:
    """A need that somebody has registered; why carries their marker."""
    return actions.register(
        unit=cast.unit(unit),
        competence=None,
        what="Tegnspråk",
        why=f"Notat{key}",
        for_whom="Natt",
        how_many=2,
        years_ahead=2,
        source=RegisteredNeed.Source.USERS,
        by=cast.user(key),
    )


def a_vacancy(cast: Cast, unit: str = "SOL") -> Vacancy:
    """Half a position that nobody fills."""
    return actions.enter_vacancy(
        unit=cast.unit(unit),
        role=cast.positions["SPL"],
        percent=Decimal(50),
        vacant_from=cast.today,
        by=cast.user("ulla"),
    )
