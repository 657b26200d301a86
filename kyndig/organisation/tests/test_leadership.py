"""Leaders as the delivery names them: proposed, never given."""

from pathlib import Path

import pytest

from kyndig.accounts.models import User
from kyndig.organisation.models import LeaderProposal, Person, RoleGrant, Unit
from kyndig.organisation.tests.deliveries import UNITS, Deliveries, others, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(tmp_path: Path) -> Deliveries:
    return Deliveries(tmp_path)


def team(leader: str, *, unit: str = "A") -> list[str]:
    """Kari (1) and Ola (2), and three at the unit whose nearest leader is one of them."""
    people = [row(unit=unit), row(number="2", position="20", unit=unit)]
    led = [row(number=str(n), position=str(n * 10), unit=unit, leader=leader) for n in (3, 4, 5)]
    return [*people, *led, *others()]


def waiting() -> set[tuple[str, str, str]]:
    rows = LeaderProposal.objects.filter(decided_at=None)
    return set(rows.values_list("person__employee_number", "unit__code", "kind"))


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("A", "unit_leader"), ("S", "sector_director"), ("K", "chief_executive"), ("T", "department_head")],
)
def test_the_nearest_leader_of_most_is_proposed_by_the_units_kind(
    hr: Deliveries, unit: str, kind: str
) -> None:
    hr.run(*team("1", unit=unit), units=UNITS + "T;Team;A;team;;\n")
    assert waiting() == {("1", unit, kind)}
    assert not RoleGrant.objects.exists()


def test_the_same_delivery_again_proposes_nothing_more(hr: Deliveries) -> None:
    hr.run(*team("1"), units=UNITS)
    hr.run(*team("1"), units=UNITS)
    assert LeaderProposal.objects.count() == 1


def test_a_new_leader_takes_the_place_of_a_proposal_nobody_answered(hr: Deliveries) -> None:
    hr.run(*team("1"), units=UNITS)
    hr.run(*team("2"), units=UNITS)
    assert waiting() == {("2", "A", "unit_leader")}


def test_somebody_turned_down_is_not_proposed_again(hr: Deliveries) -> None:
    hr.run(*team("1"), units=UNITS)
    LeaderProposal.objects.update(accepted=False, decided_at="2026-08-02T00:00Z")
    hr.run(*team("1"), units=UNITS)
    assert waiting() == set()


def test_a_changed_leader_proposes_to_end_the_role_that_came_from_a_delivery(hr: Deliveries) -> None:
    hr.run(*team("1"), units=UNITS)
    user = User.objects.create(username="kari", employee_number="1")
    grant = RoleGrant.objects.create(
        user=user,
        kind="unit_leader",
        unit=Unit.objects.get(code="A"),
        valid_from="2026-08-01",
        from_delivery=True,
    )
    hr.run(*team("2"), units=UNITS, as_of="2026-09-01")
    assert LeaderProposal.objects.get(decided_at=None).replaces == grant


def test_a_role_given_by_hand_is_not_proposed_to_end(hr: Deliveries) -> None:
    hr.run(*team("1"), units=UNITS)
    user = User.objects.create(username="kari", employee_number="1")
    RoleGrant.objects.create(
        user=user, kind="unit_leader", unit=Unit.objects.get(code="A"), valid_from="2026-08-01"
    )
    hr.run(*team("2"), units=UNITS)
    assert LeaderProposal.objects.get(decided_at=None).replaces is None


def test_somebody_who_is_not_employed_is_not_proposed(hr: Deliveries) -> None:
    hr.run(*team("999"), units=UNITS)
    assert waiting() == set()
    assert not Person.objects.filter(employee_number="999").exists()
