"""What the database refuses of needs, whatever the code says."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kyndig.gaps.models import NeedJudgement, RegisteredNeed, Vacancy
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def judgement(cast: Cast, **other: Any) -> NeedJudgement:
    row: dict[str, Any] = {
        "unit": cast.unit("SOL"),
        "competence": cast.competences["PVK"],
        "judged_on": cast.today,
        "answer": "agree",
        "way": "learn",
        "suggestion": "learn",
        **dict.fromkeys(("unknown", "mobilise", "acquire", "phase_out"), 0),
        **dict.fromkeys(("missing", "learn"), 2),
    }
    return NeedJudgement.objects.create(**row | other)


def registered(cast: Cast, **other: Any) -> RegisteredNeed:
    row: dict[str, Any] = {
        "unit": cast.unit("SOL"),
        "what": "Tegnspråk",
        "why": "Brukerne trenger det",
        "for_whom": "Natt",
        "how_many": 1,
        "years_ahead": 1,
        "source": "users",
        "registered_on": cast.today,
    }
    return RegisteredNeed.objects.create(**row | other)


def vacancy(cast: Cast, **other: Any) -> Vacancy:
    row = {"unit": cast.unit("SOL"), "role": cast.positions["SPL"], "vacant_from": cast.today, "percent": 50}
    return Vacancy.objects.create(**row | other)


def test_the_rows_that_the_others_differ_from_are_taken(cast: Cast) -> None:
    assert judgement(cast).pk
    assert registered(cast).pk
    assert vacancy(cast).pk


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("need_judged_one_way", {"way": "acquire"}),
        ("need_judged_one_way", {"answer": "change", "note": "Fordi"}),
        ("need_changed_with_a_note", {"answer": "change", "way": "nothing"}),
        ("need_put_off_until_a_day", {"answer": "not_now", "way": ""}),
        ("need_missing_adds_up", {"missing": 3}),
    ],
)
def test_a_judgement_is_one_answer_to_figures_that_add_up(
    cast: Cast, name: str, other: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        judgement(cast, **other)


def test_an_answer_is_not_put_off_to_its_own_day(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="need_put_off_until_a_day"), transaction.atomic():
        judgement(cast, answer="not_now", way="", until=cast.today)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("need_registered_of_one_thing", {"what": ""}),
        ("need_registered_one_to_four_years_ahead", {"years_ahead": 0}),
        ("need_registered_one_to_four_years_ahead", {"years_ahead": 5}),
        ("need_registered_for_somebody", {"how_many": 0}),
        ("need_registered_with_why", {"why": ""}),
    ],
)
def test_a_registered_need_says_what_why_and_when(cast: Cast, name: str, other: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        registered(cast, **other)


def test_a_registered_need_is_of_a_competence_or_in_own_words(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="need_registered_of_one_thing"), transaction.atomic():
        registered(cast, competence=cast.competences["PVK"])


@pytest.mark.parametrize("percent", [0, Decimal("100.01")])
def test_a_vacancy_is_of_a_position(cast: Cast, percent: Decimal) -> None:
    with pytest.raises(IntegrityError, match="vacancy_of_a_position"), transaction.atomic():
        vacancy(cast, percent=percent)


@pytest.mark.parametrize("other", [{"outcome": "filled"}, {"closed_at": timezone.now()}])
def test_a_vacancy_is_closed_with_an_outcome(cast: Cast, other: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="vacancy_closed_with_an_outcome"), transaction.atomic():
        vacancy(cast, **other)
