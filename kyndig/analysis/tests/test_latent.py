"""Latent competence, a sentence of its definition at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kyndig.analysis import latent
from kyndig.analysis.frames import collected
from kyndig.analysis.tests.example import (
    COMPETENCES,
    HELPER,
    HOME,
    KARI,
    OLA,
    PVK,
    SECTOR,
    WARD,
    D,
    Row,
    asks,
    excused,
    judged,
    town,
    works,
)

DAY = timedelta(days=1)


def table(unit_id: int | None = None, **facts: Any) -> list[Row]:
    rows = latent.latent(town(**{"employments": [works(KARI)], **facts}), unit_id)
    return collected(rows.sort(*latent.KEY)).rows(named=True)


def reason(*assessments: Row, **facts: Any) -> Any:
    rows = table(assessments=list(assessments), **facts)
    return rows[0]["reason"] if rows else None


def test_what_nobody_asks_of_them_is_latent() -> None:
    assert table(assessments=[judged(KARI, 3)]) == [
        {
            "employee_number": "K1",
            "competence": "PVK",
            "level": 3,
            "reason": "not_required",
            "wants_to_use": None,
        }
    ]


@pytest.mark.parametrize(
    ("scale", "level", "found"), [("levels", 1, 0), ("levels", 2, 1), ("held", 0, 0), ("held", 1, 1)]
)
def test_the_least_level_depends_on_the_scale(scale: str, level: int, found: int) -> None:
    competences = [{**COMPETENCES[0], "scale": scale}]
    assert len(table(competences=competences, assessments=[judged(KARI, level)])) == found


def test_unconfirmed_counts_and_expired_does_not() -> None:
    assert reason(judged(KARI, 2, "self")) == "not_required"
    assert reason(judged(KARI, 2, expires_on=D - DAY)) is None


def test_only_those_with_a_counting_employment() -> None:
    assert reason(judged(OLA, 3)) is None
    assert reason(judged(KARI, 3), employments=[works(KARI, end_date=D - DAY)]) is None


@pytest.mark.parametrize(("dates", "found"), [({}, None), ({"valid_to": D - DAY}, "not_required")])
def test_no_exemption_valid_at_the_date(dates: Row, found: Any) -> None:
    assert reason(judged(KARI, 3), exemptions=[excused(KARI, **dates)]) == found


def test_one_of_their_employments_in_whatever_unit_that_requires_it_is_enough() -> None:
    both = [works(KARI), works(KARI, SECTOR, HELPER, employment_id=2)]
    facts: dict[str, Any] = {"employments": both, "requirements": [asks(1, role_id=HELPER)]}
    assert reason(judged(KARI, 3), **facts) is None
    assert table(WARD, assessments=[judged(KARI, 3)], **facts) == []


def test_a_requirement_that_is_over_requires_nothing() -> None:
    assert reason(judged(KARI, 3), requirements=[asks(1, valid_to=D - DAY)]) == "not_required"


@pytest.mark.parametrize(
    ("in_use", "found"), [("no", "not_used"), ("partly", None), ("yes", None), (None, None), ("", None)]
)
def test_only_no_is_not_used(in_use: str | None, found: Any) -> None:
    assert reason(judged(KARI, 3, in_use=in_use), requirements=[asks(1)]) == found


def test_not_required_and_not_used_is_both() -> None:
    assert reason(judged(KARI, 3, in_use="no")) == "both"


def test_the_latest_that_says_anything_about_use_counts_whatever_its_source() -> None:
    old = judged(KARI, 3, "leader", D - DAY, 9, in_use="yes")
    requirements = [asks(1)]
    assert reason(old, judged(KARI, 1, "self", D, 2, in_use="no"), requirements=requirements) == "not_used"
    assert reason(old, judged(KARI, 3, "self", D, 2), requirements=requirements) is None


def test_on_the_same_day_the_one_registered_later_counts() -> None:
    rows = [judged(KARI, 3, number=5, in_use="no"), judged(KARI, 3, number=4, in_use="yes")]
    assert reason(*rows, requirements=[asks(1)]) == "not_used"


def test_what_is_said_after_the_date_is_not_looked_at() -> None:
    later = judged(KARI, 3, on=D + DAY, number=2, in_use="no", wants_to_use=True)
    assert reason(judged(KARI, 3), later, requirements=[asks(1)]) is None
    assert table(assessments=[judged(KARI, 3), later])[0]["wants_to_use"] is None


def test_a_wish_is_that_of_the_latest_that_says_one() -> None:
    rows = [
        judged(KARI, 3, "self", D - DAY, 1, wants_to_use=False),
        judged(KARI, 3, "self", D - DAY, 2, wants_to_use=True),
        judged(KARI, 3, number=3, in_use="no"),
    ]
    assert [row["wants_to_use"] for row in table(assessments=rows)] == [True]


def test_the_level_is_the_current_one() -> None:
    rows = [judged(KARI, 2, number=1), judged(KARI, 3, "self", number=2, in_use="no")]
    assert [(row["level"], row["reason"]) for row in table(assessments=rows)] == [(2, "both")]


def test_a_unit_keeps_people_with_an_employment_in_it_or_below() -> None:
    facts: dict[str, Any] = {
        "employments": [works(KARI, WARD), works(KARI, SECTOR, employment_id=2), works(OLA, SECTOR)],
        "assessments": [judged(KARI, 3), judged(OLA, 3, number=2)],
    }
    assert [row["employee_number"] for row in table(HOME, **facts)] == ["K1"]
    assert [row["employee_number"] for row in table(SECTOR, **facts)] == ["K1", "O1"]


def test_two_employments_give_one_row() -> None:
    twice = [works(KARI), works(KARI, employment_id=2)]
    assert len(table(employments=twice, assessments=[judged(KARI, 3, competence_id=PVK)])) == 1
