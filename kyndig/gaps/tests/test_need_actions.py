"""Answering, registering and confirming: what is kept, what counts, and what is logged."""

from datetime import timedelta
from typing import Any

import pytest

from kyndig.accounts.models import AuditEvent
from kyndig.analysis.judging import Figures
from kyndig.gaps.models import NeedJudgement, NoNeeds, RegisteredNeed, Vacancy
from kyndig.gaps.needing import actions, policies
from kyndig.gaps.tests.made import a_registered_need, a_vacancy
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FIGURES = Figures(missing=2, unknown=1, mobilise=0, learn=2, acquire=0, phase_out=0, suggestion="learn")


def answer(cast: Cast, way: str = "learn", **other: Any) -> NeedJudgement:
    unit, competence = cast.unit("SOL"), cast.competences["PVK"]
    return actions.judge(
        unit=unit, competence=competence, figures=FIGURES, way=way, by=cast.user("ulla"), **other
    )


def test_the_way_suggested_is_agreeing(cast: Cast) -> None:
    kept = answer(cast)
    assert (kept.answer, kept.figures, kept.judged_on) == ("agree", FIGURES, cast.today)


def test_another_way_is_a_change_and_needs_a_note(cast: Cast) -> None:
    assert answer(cast, "acquire", note="Alle er opptatt").answer == "change"
    with pytest.raises(ValueError, match="note"):
        answer(cast, "acquire", note=" ")


def test_not_now_needs_a_later_day(cast: Cast) -> None:
    assert answer(cast, "", until=cast.today + timedelta(days=1)).answer == "not_now"
    for until in (None, cast.today):
        with pytest.raises(ValueError, match="later day"):
            answer(cast, "", until=until)


def test_the_newest_answer_stands_and_the_others_are_kept(cast: Cast) -> None:
    answer(cast)
    newest = answer(cast, "nothing", note="Avdelingen legges ned")
    assert list(NeedJudgement.objects.standing()) == [newest]
    assert NeedJudgement.objects.count() == 2


def test_an_answer_taken_back_lets_the_one_before_stand(cast: Cast) -> None:
    first, second = answer(cast), answer(cast)
    actions.take_back(judgement=second, by=cast.user("ulla"))
    assert list(NeedJudgement.objects.standing()) == [first]


def test_taking_back_twice_is_logged_once(cast: Cast) -> None:
    kept = answer(cast)
    for _time in range(2):
        actions.take_back(judgement=kept, by=cast.user("ulla"))
    assert AuditEvent.objects.filter(act="gaps.need.taken_back").count() == 1


def test_the_log_holds_no_note(cast: Cast) -> None:
    answer(cast, "nothing", note="Grunnamina")
    event = AuditEvent.objects.get(act="gaps.need.judged")
    assert "Grunnamina" not in f"{event.detail}{event.reason}"
    assert event.detail == {"unit": "SOL", "competence": "PVK", "answer": "change"}


def test_by_when_is_counted_from_the_day_of_registering(cast: Cast) -> None:
    assert a_registered_need(cast).by_year == cast.today.year + 2


def test_a_need_of_the_catalogue_is_called_what_it_is_there(cast: Cast) -> None:
    need = actions.register(
        unit=cast.unit("SOL"),
        competence=cast.competences["PVK"],
        what="noe annet",
        why="x",
        for_whom="Natt",
        how_many=1,
        years_ahead=1,
        source=RegisteredNeed.Source.PLAN,
        by=None,
    )
    assert need.name == ("Legge inn perifert venekateter", "nb")


def test_a_need_withdrawn_is_kept_and_does_not_stand(cast: Cast) -> None:
    need = a_registered_need(cast)
    for _time in range(2):
        actions.withdraw(need=need, by=cast.user("amina"))
    assert not RegisteredNeed.objects.standing().exists()
    assert RegisteredNeed.objects.get().withdrawn_by == cast.user("amina")
    assert AuditEvent.objects.filter(act="gaps.need.withdrawn").count() == 1


def test_no_needs_stands_until_somebody_registers_one(cast: Cast) -> None:
    actions.confirm_none(unit=cast.unit("SOL"), by=cast.user("ulla"))
    assert NoNeeds.objects.standing(cast.today).exists()
    need = a_registered_need(cast)
    assert not NoNeeds.objects.standing(cast.today).exists()
    actions.withdraw(need=need, by=cast.user("ulla"))
    assert NoNeeds.objects.standing(cast.today).exists()


@pytest.mark.parametrize(("days", "stands"), [(364, True), (365, False)])
def test_no_needs_stands_for_a_year(cast: Cast, days: int, stands: bool) -> None:
    actions.confirm_none(unit=cast.unit("SOL"), by=cast.user("ulla"))
    assert NoNeeds.objects.standing(cast.today + timedelta(days=days)).exists() is stands


def test_a_vacancy_closed_is_kept_with_its_outcome(cast: Cast) -> None:
    vacancy = a_vacancy(cast)
    actions.close_vacancy(vacancy=vacancy, outcome=Vacancy.Outcome.FILLED, by=cast.user("ulla"))
    actions.close_vacancy(vacancy=vacancy, outcome=Vacancy.Outcome.WITHDRAWN, by=cast.user("ulla"))
    assert not Vacancy.objects.open().exists()
    assert Vacancy.objects.get().outcome == "filled"


# Who


@pytest.mark.parametrize(
    ("who", "judges"),
    [("ulla", True), ("sture", True), ("sigrid", True), ("dag", False), ("helga", False), ("olga", False)],
)
def test_leaders_at_or_above_and_their_deputies_answer(cast: Cast, who: str, judges: bool) -> None:
    assert policies.can_judge(cast.user(who), cast.unit("SOL")) is judges


@pytest.mark.parametrize(
    ("who", "registers"),
    [("amina", True), ("petter", True), ("dag", True), ("ulla", True), ("olga", False), ("helga", False)],
)
def test_whoever_works_in_the_unit_or_leads_it_registers(cast: Cast, who: str, registers: bool) -> None:
    assert policies.can_register(cast.user(who), cast.unit("SOL")) is registers


def test_somebody_who_has_left_registers_nothing_and_withdraws_nothing(cast: Cast) -> None:
    need = a_registered_need(cast, key="leif")
    leif = cast.user("leif")
    assert not policies.can_register(leif, cast.unit("SOL"))
    assert not policies.can_withdraw(leif, need)
    assert not policies.registered_visible_to(leif, cast.unit("SOL")).exists()
