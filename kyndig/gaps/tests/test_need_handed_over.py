"""A closed unit's registered needs and vacant positions go on where its work does."""

from typing import Any

import pytest

from kyndig.accounts.models import AuditEvent
from kyndig.gaps.models import NoNeeds, RegisteredNeed, Vacancy
from kyndig.gaps.needing import actions
from kyndig.gaps.tests.made import a_registered_need, a_vacancy
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BOTH = ["registered_needs", "vacancies"]


def hand_over(cast: Cast, code: str = "SOL", *, to: tuple[str, ...] = ("ELV",), **sent: Any) -> str:
    chosen = {f"successor_{number}": unit for number, unit in enumerate(to, start=1)}
    answer = cast.client("hr").post(
        f"/organisasjon/{code}/etterfolgere/", {**chosen, "from_date": cast.today.isoformat(), **sent}
    )
    return answer.content.decode()


def confirm(cast: Cast, code: str = "SOL", *, to: tuple[str, ...] = ("ELV",)) -> None:
    hand_over(cast, code, to=to, bekreft="1", flytt=BOTH)


def test_what_would_go_on_is_shown_first_and_never_why(cast: Cast) -> None:
    a_registered_need(cast)
    a_vacancy(cast)
    page = hand_over(cast, vis="1")
    assert f"Tegnspråk, innen {cast.today.year + 2}" in page
    assert "Sykepleier, 50 %" in page
    assert "Elvebredden" in page
    assert "Notatamina" not in page
    assert Vacancy.objects.open().get().unit == cast.unit("SOL")


def test_a_need_goes_on_as_it_was_registered_and_by_whom(cast: Cast) -> None:
    need = a_registered_need(cast)
    confirm(cast)
    going_on = RegisteredNeed.objects.standing().get()
    assert going_on.unit == cast.unit("ELV")
    for name in ("name", "why", "for_whom", "how_many", "by_year", "source", "registered_on"):
        assert getattr(going_on, name) == getattr(need, name)
    assert going_on.registered_by == cast.user("amina")
    need.refresh_from_db()
    assert need.withdrawn_by == cast.user("helga")
    assert AuditEvent.objects.filter(act="gaps.need.handed_over").count() == 1


def test_a_need_goes_to_every_successor_and_a_position_to_the_first(cast: Cast) -> None:
    a_registered_need(cast)
    a_vacancy(cast)
    confirm(cast, to=("ELV", "PLAN"))
    assert set(RegisteredNeed.objects.standing().values_list("unit__code", flat=True)) == {"ELV", "PLAN"}
    assert Vacancy.objects.open().get().unit == cast.unit("ELV")


def test_a_position_handed_over_is_neither_filled_nor_withdrawn(cast: Cast) -> None:
    vacancy = a_vacancy(cast)
    confirm(cast)
    vacancy.refresh_from_db()
    assert vacancy.outcome == "moved"
    going_on = Vacancy.objects.open().get()
    for name in ("role", "percent", "vacant_from"):
        assert getattr(going_on, name) == getattr(vacancy, name)


def test_a_department_that_takes_over_gets_them_at_its_unit_and_once(cast: Cast) -> None:
    a_registered_need(cast, unit="ELV")
    confirm(cast, "ELV", to=("SOLA", "SOLB"))
    assert RegisteredNeed.objects.standing().get().unit == cast.unit("SOL")


def test_nothing_moves_to_where_it_stands(cast: Cast) -> None:
    need = a_registered_need(cast)
    assert "Tegnspråk" not in hand_over(cast, to=("SOLA",), vis="1")
    confirm(cast, to=("SOLA",))
    assert RegisteredNeed.objects.standing().get() == need


def test_no_needs_of_the_closed_unit_says_nothing_of_its_successor(cast: Cast) -> None:
    actions.confirm_none(unit=cast.unit("SOL"), by=cast.user("ulla"))
    confirm(cast)
    assert not NoNeeds.objects.filter(unit=cast.unit("ELV")).exists()


def test_a_need_handed_over_ends_the_no_needs_of_the_successor(cast: Cast) -> None:
    actions.confirm_none(unit=cast.unit("ELV"), by=cast.user("ulla"))
    a_registered_need(cast)
    confirm(cast)
    assert not NoNeeds.objects.standing(cast.today).filter(unit=cast.unit("ELV")).exists()
