"""Who reaches whom, role by role, and on the days on which a period begins and ends."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from kyndig.accounts.models import User
from kyndig.organisation import policies
from kyndig.organisation.models import Deputy, Employment, Person, RoleGrant, Unit
from kyndig.organisation.reach import (
    RUN_THE_SYSTEM,
    SEE_FIGURES,
    SEE_NAMES,
    Figures,
    figures_for,
    people_in_matrix_of,
    reach_of,
    units_reached,
)
from tests.cast import PEOPLE, Cast

SOLA = {"amina", "bendik", "marte", "dag", "farid", "greta"}
SOL = SOLA | {"hilde", "ivar", "jorun", "ulla", "petter"}
ELV = {"olga", "sture", "liv", "mons", "nils", "pia"}
PLAN = {"frode", "ruth", "tora", "qasim", "reidar"}
HO = SOL | ELV | {"sigrid"}
SU = PLAN | {"vera"}
NOW_EMPLOYED = set(PEOPLE) - {"leif"}

VISIBLE = {
    "employee": {"amina"},
    "colleague": {"bendik"},
    "unit_leader": SOL,
    "other_leader": ELV,
    "former_leader": PLAN,
    "department_head": SOLA,
    "professional_lead": {"petter"},
    "deputy": SOL | {"sture"},
    "former_deputy": {"ruth"},
    "sector_director": HO,
    "other_director": SU,
    "chief_executive": NOW_EMPLOYED,
    "hr": set(PEOPLE),
    "union_representative": {"tora"},
    "evaluator": set(),
    "administrator": set(),
    "leaver": set(),
}
IN_MATRIX = {
    **{role: set() for role in VISIBLE},
    "unit_leader": SOL,
    "other_leader": ELV,
    "former_leader": PLAN,
    "department_head": SOLA,
    "professional_lead": SOL,
    "deputy": SOL,
    "sector_director": HO,
    "other_director": SU,
    "chief_executive": NOW_EMPLOYED,
    "hr": set(PEOPLE),
}
EVERY, LARGE, NONE = Figures.EVERY, Figures.LARGE_GROUPS, Figures.NONE
# Figures on Solhaug B, on Elvebredden, on the whole municipality.
FIGURES = {
    "employee": (NONE, NONE, NONE),
    "unit_leader": (EVERY, NONE, NONE),
    "other_leader": (NONE, EVERY, NONE),
    "department_head": (NONE, NONE, NONE),
    "professional_lead": (LARGE, NONE, NONE),
    "deputy": (EVERY, NONE, NONE),
    "former_deputy": (NONE, NONE, NONE),
    "sector_director": (EVERY, EVERY, NONE),
    "other_director": (NONE, NONE, NONE),
    "chief_executive": (EVERY, EVERY, EVERY),
    "hr": (EVERY, EVERY, EVERY),
    "union_representative": (LARGE, LARGE, NONE),
    "evaluator": (LARGE, LARGE, NONE),
    "administrator": (NONE, NONE, NONE),
    "leaver": (NONE, NONE, NONE),
}


def keys(cast: Cast, people: "list[Person]") -> set[str]:
    return {person.first_name.lower() for person in people}


@pytest.mark.parametrize("role", VISIBLE)
def test_named_people_of_each_role(cast: Cast, role: str) -> None:
    assert keys(cast, list(Person.objects.visible_to(cast.user(role)))) == VISIBLE[role]


@pytest.mark.parametrize("role", IN_MATRIX)
def test_people_in_the_matrix_of_each_role(cast: Cast, role: str) -> None:
    people = people_in_matrix_of(Person.objects.all(), cast.user(role))

    assert keys(cast, list(people)) == IN_MATRIX[role]


@pytest.mark.parametrize("role", FIGURES)
def test_figures_of_each_role(cast: Cast, role: str) -> None:
    user = cast.user(role)

    assert tuple(figures_for(user, cast.unit(code)) for code in ("SOLB", "ELV", "K")) == FIGURES[role]


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        ("unit_leader", {"SOL", "SOLA", "SOLB"}),
        ("professional_lead", {"SOL", "SOLA", "SOLB"}),
        ("sector_director", {"HO", "SOL", "SOLA", "SOLB", "ELV"}),
        ("union_representative", {"HO", "SOL", "SOLA", "SOLB", "ELV"}),
        ("hr", {"K", "HO", "SU", "SOL", "SOLA", "SOLB", "ELV", "PLAN"}),
        ("employee", set()),
        ("administrator", set()),
    ],
)
def test_units_whose_figures_a_role_reaches(cast: Cast, role: str, codes: set[str]) -> None:
    units = units_reached(reach_of(cast.user(role)), SEE_FIGURES)

    assert set(units.values_list("code", flat=True)) == codes


def test_somebody_not_signed_in_reaches_nobody(cast: Cast) -> None:
    assert not Person.objects.visible_to(AnonymousUser()).exists()


def test_an_inactive_user_reaches_nobody(cast: Cast) -> None:
    user = cast.user("hr")
    user.is_active = False

    assert not Person.objects.visible_to(user).exists()


@pytest.mark.parametrize(
    ("begins", "ends", "reached"), [(0, 0, True), (1, 5, False), (-5, -1, False), (-5, 0, True)]
)
def test_a_deputy_reaches_on_both_boundary_days_and_not_outside(
    cast: Cast, begins: int, ends: int, reached: bool
) -> None:
    Deputy.objects.update(
        valid_from=cast.today + timedelta(days=begins), valid_to=cast.today + timedelta(days=ends)
    )

    visible = Person.objects.visible_to(cast.user("deputy")).filter(pk=cast.person("amina").pk)
    assert visible.exists() is reached


@pytest.mark.parametrize(
    ("begins", "ends", "reached"), [(0, 0, True), (1, 5, False), (-5, -1, False), (-5, 0, True)]
)
def test_a_role_reaches_on_both_boundary_days_and_not_outside(
    cast: Cast, begins: int, ends: int, reached: bool
) -> None:
    RoleGrant.objects.filter(user=cast.user("unit_leader")).update(
        valid_from=cast.today + timedelta(days=begins), valid_to=cast.today + timedelta(days=ends)
    )

    visible = Person.objects.visible_to(cast.user("unit_leader")).filter(pk=cast.person("amina").pk)
    assert visible.exists() is reached


def test_a_deputy_loses_reach_when_the_leaders_own_role_has_ended(cast: Cast) -> None:
    RoleGrant.objects.filter(user=cast.user("unit_leader")).update(valid_to=cast.today - timedelta(days=1))

    assert keys(cast, list(Person.objects.visible_to(cast.user("deputy")))) == {"sture"}


def test_the_last_day_of_employment_still_gives_access(cast: Cast) -> None:
    Employment.objects.filter(person=cast.person("unit_leader")).update(end_date=cast.today)

    assert reach_of(cast.user("unit_leader")).has_access


def test_access_ends_the_day_after_the_last_employment(cast: Cast) -> None:
    Employment.objects.filter(person=cast.person("hr")).update(end_date=cast.today - timedelta(days=1))
    user = cast.user("hr")

    assert not reach_of(user).has_access
    assert not Person.objects.visible_to(user).exists()
    assert not units_reached(reach_of(user), SEE_NAMES).exists()
    assert figures_for(user, cast.unit("SOL")) is Figures.NONE


def test_a_cancelled_employment_gives_no_access(cast: Cast) -> None:
    Employment.objects.filter(person=cast.person("employee")).update(cancelled_at="2026-01-01T00:00Z")

    assert not reach_of(cast.user("employee")).has_access


def test_an_outsiders_access_ends_with_the_last_role(cast: Cast) -> None:
    RoleGrant.objects.filter(user=cast.user("evaluator")).update(valid_to=cast.today - timedelta(days=1))

    assert not reach_of(cast.user("evaluator")).has_access


def test_a_leader_does_not_see_somebody_who_moved_away(cast: Cast) -> None:
    assert not policies.can_see_person(cast.user("former_leader"), cast.person("marte"))
    assert policies.can_see_person(cast.user("unit_leader"), cast.person("marte"))


def test_two_roles_add_up(cast: Cast) -> None:
    user = cast.user("union_representative")
    RoleGrant.objects.create(
        user=user, kind=RoleGrant.Kind.UNIT_LEADER, unit=cast.unit("ELV"), valid_from=cast.today
    )

    assert figures_for(user, cast.unit("ELV")) is Figures.EVERY
    assert figures_for(user, cast.unit("SOL")) is Figures.LARGE_GROUPS


def test_a_role_without_a_unit_reaches_every_unit_for_those_who_run_the_system(cast: Cast) -> None:
    RoleGrant.objects.filter(user=cast.user("administrator")).update(unit=None)

    units = units_reached(reach_of(cast.user("administrator")), frozenset(RUN_THE_SYSTEM))
    assert units.count() == Unit.objects.count()


def test_a_leader_role_without_a_unit_cannot_be_stored(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        RoleGrant.objects.create(
            user=cast.user("employee"), kind=RoleGrant.Kind.UNIT_LEADER, unit=None, valid_from=cast.today
        )


@pytest.mark.parametrize("role", ["employee", "unit_leader", "union_representative", "evaluator", "leaver"])
def test_others_do_not_run_the_system(cast: Cast, role: str) -> None:
    with pytest.raises(PermissionDenied):
        policies.check_can_run_the_system(cast.user(role))


@pytest.mark.parametrize("role", ["hr", "administrator"])
def test_hr_and_administrators_run_the_system(cast: Cast, role: str) -> None:
    policies.check_can_run_the_system(cast.user(role))


@pytest.mark.parametrize("role", ["hr", "administrator"])
def test_nobody_gives_a_role_to_themselves(cast: Cast, role: str) -> None:
    user = cast.user(role)

    assert not policies.can_give(user, User.objects.get(pk=user.pk), RoleGrant.Kind.EVALUATOR)


@pytest.mark.parametrize(
    ("to", "kind", "allowed"),
    [
        ("evaluator", RoleGrant.Kind.EVALUATOR, True),
        ("evaluator", RoleGrant.Kind.HR, False),
        ("evaluator", RoleGrant.Kind.UNIT_LEADER, False),
        ("employee", RoleGrant.Kind.HR, True),
    ],
)
def test_an_administrator_lets_only_employees_see_people(
    cast: Cast, to: str, kind: str, allowed: bool
) -> None:
    assert policies.can_give(cast.user("administrator"), cast.user(to), kind) is allowed


@pytest.mark.parametrize(("invited", "allowed"), [("employee", False), ("evaluator", True)])
def test_an_administrator_invites_only_people_from_outside(cast: Cast, invited: str, allowed: bool) -> None:
    assert policies.can_invite(cast.user("administrator"), cast.user(invited)) is allowed


def test_an_administrator_does_not_invite_somebody_from_outside_who_sees_people(cast: Cast) -> None:
    RoleGrant.objects.filter(user=cast.user("evaluator")).update(kind=RoleGrant.Kind.HR)

    assert not policies.can_invite(cast.user("administrator"), cast.user("evaluator"))


def test_the_matrix_is_for_leaders_and_the_professional_lead(cast: Cast) -> None:
    unit = cast.unit("SOLA")
    roles = [role for role in VISIBLE if policies.can_see_matrix(cast.user(role), unit)]

    assert roles == [
        "unit_leader",
        "department_head",
        "professional_lead",
        "deputy",
        "sector_director",
        "chief_executive",
        "hr",
    ]


def test_reading_reach_takes_the_same_number_of_queries_however_many_roles(
    cast: Cast, django_assert_num_queries: object
) -> None:
    user = cast.user("unit_leader")
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, kind=RoleGrant.Kind.UNIT_LEADER, unit=unit, valid_from=cast.today)
        for unit in cast.units.values()
    )

    with django_assert_num_queries(3):  # type: ignore[operator] # pytest-django's fixture is a callable
        reach_of(user)
