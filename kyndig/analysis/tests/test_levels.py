from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kyndig.analysis import levels
from kyndig.analysis.tests.example import KARI, D, Row, judged, town

DAY = timedelta(days=1)


def current(*assessments: Row) -> Row:
    (row,) = levels.current_levels(town(assessments=list(assessments))).collect().rows(named=True)
    return row


def test_the_latest_confirmed_counts() -> None:
    assert current(judged(KARI, 3, on=D), judged(KARI, 1, on=D - DAY, number=2))["level"] == 3


def test_on_the_same_day_the_later_registered_counts_in_any_order_of_rows() -> None:
    assert current(judged(KARI, 1, number=7), judged(KARI, 3, number=6))["level"] == 1


@pytest.mark.parametrize("source", ["leader", "document", "course"])
def test_a_confirmed_one_beats_a_later_self_assessment(source: str) -> None:
    row = current(judged(KARI, 1, source, on=D - DAY * 900), judged(KARI, 3, "self", number=2))
    assert (row["level"], row["confirmed"], row["source"]) == (1, True, source)


def test_an_expired_confirmed_one_still_beats_a_self_assessment() -> None:
    old = judged(KARI, 2, on=D - DAY * 9, expires_on=D - DAY)
    row = current(old, judged(KARI, 3, "self", number=2))
    assert (row["level"], row["expired"]) == (2, True)


def test_only_the_one_that_counts_can_expire() -> None:
    old = judged(KARI, 3, "document", on=D - DAY * 9, expires_on=D - DAY)
    row = current(old, judged(KARI, 1, "leader", number=2))
    assert (row["level"], row["expired"]) == (1, False)


def test_a_self_assessment_never_expires() -> None:
    row = current(judged(KARI, 2, "self", expires_on=D - DAY))
    assert (row["expired"], row["expires_on"], row["confirmed"]) == (False, None, False)


@pytest.mark.parametrize(("days", "expired"), [(-1, True), (0, False), (1, False)])
def test_a_level_holds_through_the_day_it_expires(days: int, expired: Any) -> None:
    assert current(judged(KARI, 2, expires_on=D + DAY * days))["expired"] is expired


def test_what_is_assessed_after_the_date_is_not_looked_at() -> None:
    assert levels.current_levels(town(assessments=[judged(KARI, 2, on=D + DAY)])).collect().is_empty()


def test_people_and_competences_are_kept_apart() -> None:
    rows = [judged(KARI, 1), judged(KARI, 2, number=2, competence_id=99), judged(77, 3, number=3)]
    found = levels.current_levels(town(assessments=rows)).collect()
    assert sorted(found["level"].to_list()) == [1, 2, 3]
