"""What rounds ask of each role on the home page."""

from datetime import timedelta

import pytest

from kyndig.mapping import actions, answering, judging
from kyndig.mapping.models import Round
from kyndig.mapping.tests.made import a_round, write
from kyndig.organisation.reach import today
from tests.cast import Cast

OWN = "Bekreft kompetansen din. Det tar 2–3 minutter."
ENDS = "Se hvor langt «Kritisk kompetanse» er kommet"


def home(cast: Cast, role: str) -> str:
    return cast.client(role).get("/").content.decode()


def test_those_asked_have_a_task_for_each_round_until_they_have_sent(cast: Cast) -> None:
    first, second = a_round(cast), a_round(cast, SPL=["PVK"])
    assert home(cast, "employee").count(OWN) == 2
    answering.send(round_=first, person=cast.person("amina"), by=cast.user("amina"))
    page = home(cast, "employee")
    assert page.count(OWN) == 1
    assert f"/min/kartlegging/{second.pk}/" in page


@pytest.mark.parametrize("role", ["unit_leader", "hr", "evaluator", "other_leader", "sector_director"])
def test_those_not_asked_have_none(role: str, cast: Cast) -> None:
    a_round(cast)
    assert OWN not in home(cast, role)


@pytest.mark.parametrize("change", ["draft", "pause", "close", "not yet"])
def test_a_round_that_is_not_open_waits_for_nobody(change: str, cast: Cast) -> None:
    round_ = a_round(cast, started=change != "draft")
    if change == "not yet":
        Round.objects.update(opens_on=today() + timedelta(days=1))
    elif change != "draft":
        getattr(actions, change)(round_=round_, by=None)
    assert "Ingenting venter på deg nå" in home(cast, "employee")
    assert "Vurder kritisk" not in home(cast, "unit_leader")


@pytest.mark.parametrize(("role", "cells"), [("unit_leader", 13), ("deputy", 13), ("department_head", 8)])
def test_a_leader_is_told_how_many_cells_are_left_at_the_unit(role: str, cells: int, cast: Cast) -> None:
    round_ = a_round(cast)
    assert f"Vurder kritisk kompetanse: {cells} ruter venter på deg" in home(cast, role)
    judging.judge(round_, write(cast, "amina", "PVK", level=2), by=cast.user("ulla"))
    assert f"Vurder kritisk kompetanse: {cells - 1} ruter venter på deg" in home(cast, role)


@pytest.mark.parametrize("role", ["other_leader", "sector_director", "hr"])
def test_others_have_no_cells_to_judge(role: str, cast: Cast) -> None:
    a_round(cast)
    assert "Vurder kritisk kompetanse" not in home(cast, role)


def test_a_leader_below_the_rounds_unit_has_their_own_cells_only(cast: Cast) -> None:
    a_round(cast, unit="K")
    assert "Vurder kritisk kompetanse: 13 ruter venter på deg" in home(cast, "unit_leader")


@pytest.mark.parametrize(("days", "told"), [(7, True), (8, False)])
def test_hr_is_told_of_rounds_that_end_within_a_week(days: int, told: bool, cast: Cast) -> None:
    a_round(cast)
    Round.objects.update(closes_on=today() + timedelta(days=days))
    assert (ENDS in home(cast, "hr")) is told
    assert ENDS not in home(cast, "unit_leader")


def test_the_most_urgent_task_is_the_one_next_step(cast: Cast) -> None:
    round_ = a_round(cast)
    page = home(cast, "employee")
    assert f'<a class="ds-button" href="/min/kartlegging/{round_.pk}/">Begynn på den øverste</a>' in page
    assert page.count('class="ds-button"') == 1


def test_a_level_that_the_leader_set_otherwise_waits_for_a_word(cast: Cast) -> None:
    round_, text = a_round(cast), "Se 1 nivå som lederen din har satt annerledes enn deg"
    petter, competence = cast.person("petter"), cast.competences["PVK"]
    judging.judge(round_, write(cast, "petter", "PVK", level=3), by=cast.user("ulla"))
    assert text not in home(cast, "professional_lead")
    answering.add(person=petter, competence=competence, level=3, by=cast.user("petter"))
    judging.judge(round_, write(cast, "petter", "PVK", level=2), by=cast.user("ulla"))
    assert text in home(cast, "professional_lead")
    answering.add(person=petter, competence=competence, level=2, by=cast.user("petter"))
    assert text not in home(cast, "professional_lead")
