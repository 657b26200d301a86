"""Who is told of something about somebody: those who lead them most nearly, and their deputies."""

import pytest

from kyndig.organisation.models import RoleGrant
from kyndig.organisation.nearest import nearest_leaders
from tests.cast import BEGINNING, Cast


def leaders_of(cast: Cast, key: str) -> set[str]:
    number = cast.person(key).employee_number
    found = nearest_leaders([number], cast.today).get(number, set())
    return {each.removeprefix("nr-merke") for each in found}


@pytest.mark.parametrize(
    ("key", "leaders"),
    [
        ("amina", {"dag"}),  # in the department that Dag heads
        ("hilde", {"ulla", "sture"}),  # her department has no head; Sture stands in for Ulla
        ("dag", {"ulla", "sture"}),  # nobody leads themselves
        ("sigrid", {"kjell"}),
        ("leif", set()),  # has left
    ],
)
def test_the_nearest_who_is_somebody_else(cast: Cast, key: str, leaders: set[str]) -> None:
    assert leaders_of(cast, key) == leaders


def test_a_leader_alone_at_their_unit_is_led_from_above(cast: Cast) -> None:
    assert leaders_of(cast, "olga") == {"sigrid"}


def test_whoever_sees_figures_only_leads_nobody(cast: Cast) -> None:
    RoleGrant.objects.create(
        user=cast.user("petter"), kind="professional_lead", unit=cast.unit("SOLB"), valid_from=BEGINNING
    )
    assert leaders_of(cast, "hilde") == {"ulla", "sture"}
