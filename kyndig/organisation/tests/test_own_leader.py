"""Who is whose nearest leader."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyndig.accounts.models import User
from kyndig.organisation.models import Employment, Person, RoleGrant
from kyndig.organisation.own_leader import Leader, led_by, nearest, own_leader, own_leaders
from tests.cast import BEGINNING, Cast

LEADERS = st.builds(Leader, user_id=st.integers(1, 9), number=st.sampled_from(["", "a", "b", "c"]))
UPWARDS = st.lists(st.lists(LEADERS, max_size=3), max_size=4)


@given(upwards=UPWARDS, number=st.sampled_from(["a", "b", "x"]), named=st.sampled_from(["", "a", "c"]))
def test_nobody_leads_themselves_and_the_first_unit_led_by_others_has_the_leader(
    upwards: list[list[Leader]], number: str, named: str
) -> None:
    found = nearest(upwards, number, named)

    others = [there for there in upwards if there and all(each.number != number for each in there)]
    assert (found is None) == (not others)
    assert found is None or found in others[0]
    if others and any(each.number == named != "" for each in others[0]):
        assert found is not None
        assert found.number == named


def name(user: User | None) -> str:
    return user.username if user else ""


@pytest.mark.parametrize(
    ("person", "leader"),
    [
        ("amina", "dag"),  # the head of the department
        ("hilde", "ulla"),  # whose department has none: the unit's leader
        ("dag", "ulla"),  # a head's own leader is above
        ("ulla", "sigrid"),
        ("sigrid", "kjell"),
        ("kjell", ""),
        ("leif", ""),  # has left
    ],
)
def test_the_nearest_leader_stands_at_the_unit_or_above(person: str, leader: str, cast: Cast) -> None:
    assert name(own_leader(cast.person(person), cast.today)) == leader


def test_a_deputy_is_nobodys_own_leader(cast: Cast) -> None:
    assert led_by(cast.user("deputy"), cast.today) == []


def test_everybodys_leader_and_each_leaders_people_agree(cast: Cast) -> None:
    leaders = own_leaders(None, cast.today)

    for user in User.objects.all():
        mine = {person for person, leader in leaders.items() if leader == user.pk}
        assert set(led_by(user, cast.today)) == mine


def test_a_leader_whose_role_has_ended_or_who_has_left_is_passed_by(cast: Cast) -> None:
    RoleGrant.objects.filter(user=cast.user("dag")).update(valid_to=cast.today - timedelta(days=1))
    assert name(own_leader(cast.person("amina"), cast.today)) == "ulla"

    Employment.objects.filter(person=cast.person("ulla")).update(end_date=cast.today - timedelta(days=1))
    assert name(own_leader(cast.person("amina"), cast.today)) == "sigrid"


def test_of_two_leaders_at_a_unit_the_one_the_delivery_names(cast: Cast) -> None:
    RoleGrant.objects.create(
        user=cast.user("olga"),
        kind=RoleGrant.Kind.DEPARTMENT_HEAD,
        unit=cast.unit("SOLA"),
        valid_from=BEGINNING,
    )
    assert name(own_leader(cast.person("amina"), cast.today)) == "dag"

    Employment.objects.filter(person=cast.person("amina")).update(leader_employee_number="nr-merkeolga")
    assert name(own_leader(cast.person("amina"), cast.today)) == "olga"


def test_somebody_with_two_positions_has_the_leader_of_the_larger(cast: Cast) -> None:
    Employment.objects.filter(person=cast.person("amina")).update(fte_percent=40)
    Employment.objects.create(
        person=cast.person("amina"),
        position_key="2",
        role=cast.positions["SPL"],
        unit=cast.unit("ELV"),
        fte_percent=60,
        start_date=BEGINNING,
        delivered_start_date=BEGINNING,
    )

    assert name(own_leader(cast.person("amina"), cast.today)) == "olga"
    assert cast.person("amina").pk not in led_by(cast.user("dag"), cast.today)


def test_people_a_leader_leads_are_found_in_as_many_statements_however_many(
    cast: Cast, django_assert_num_queries: object
) -> None:
    people, ulla = list(Person.objects.values_list("pk", flat=True)), cast.user("ulla")
    with django_assert_num_queries(4):  # type: ignore[operator] # pytest-django's own type is private
        own_leaders(people, cast.today)
    with django_assert_num_queries(4):  # type: ignore[operator] # the same
        led_by(ulla, cast.today)
