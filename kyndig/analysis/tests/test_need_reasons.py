"""What a row of needs rests on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kyndig.analysis import need_reasons
from kyndig.analysis.frames import collected
from kyndig.analysis.tests.example import (
    HOME,
    KARI,
    OLA,
    PVK,
    SECTOR,
    TOP,
    WARD,
    D,
    Row,
    asks,
    excused,
    judged,
    town,
    works,
)

PER = 32
PEOPLE = [{"person_id": n, "employee_number": code} for n, code in ((KARI, "K1"), (OLA, "O1"), (PER, "P1"))]


def reason(*names: str, **facts: list[Row]) -> tuple[Any, ...]:
    snapshot = town(**{"people": PEOPLE, "employments": [works(KARI)], "requirements": [asks(2)], **facts})
    rows = collected(need_reasons.reasons(snapshot)).rows(named=True)
    row: Row = next((row for row in rows if row["unit_id"] == HOME), {})
    return tuple(row.get(name) for name in names)


def test_people_are_those_it_is_asked_of_once_each() -> None:
    twice = [works(KARI), works(KARI, HOME, employment_id=2), works(OLA)]
    assert reason("people", employments=twice) == (2,)


def test_those_exempt_are_not_among_the_people() -> None:
    assert reason("people", employments=[works(KARI), works(OLA)], exemptions=[excused(KARI)]) == (1,)


def test_there_is_no_row_where_all_are_exempt() -> None:
    assert reason("people", exemptions=[excused(KARI)]) == (None,)


def test_the_weight_is_that_of_the_most_critical_requirement() -> None:
    both = [
        asks(2, criticality="useful"),
        asks(2, WARD, criticality="important", requirement_id=2),
    ]
    split = [works(KARI, HOME), works(OLA, WARD)]
    assert reason("weight", requirements=both, employments=split) == (1,)


def test_the_level_is_the_highest_asked_of_those_missing() -> None:
    levels = [asks(2), asks(3, WARD, requirement_id=2)]
    split = [works(KARI, HOME), works(OLA, WARD)]
    said = [judged(KARI, 1), judged(OLA, 3, number=2)]
    assert reason("level", requirements=levels, employments=split, assessments=said) == (2,)


def test_the_level_is_the_highest_of_all_where_nobody_is_missing() -> None:
    assert reason("level") == (2,)


def test_expired_near_and_wishing_are_counted_of_the_missing() -> None:
    said = [
        judged(KARI, 3, expires_on=D - timedelta(days=1)),
        judged(OLA, 1, number=2, wants_to_use=True),
        judged(PER, 0, number=3),
    ]
    everybody = [works(KARI), works(OLA), works(PER)]
    found = reason("expired", "near", "wishing", employments=everybody, assessments=said)
    assert found == (1, 1, 1)


def test_candidates_are_those_of_the_sector_who_do_not_use_it() -> None:
    everybody = [works(KARI), works(OLA, SECTOR, 11), works(PER, TOP, 11)]
    said = [judged(KARI, 1), judged(OLA, 2, number=2), judged(PER, 3, number=3)]
    snapshot = town(people=PEOPLE, employments=everybody, requirements=[asks(2)], assessments=said)

    found = collected(need_reasons.candidates(snapshot, HOME, PVK)).rows()

    assert found == [(OLA, 2)]


def test_nobody_is_a_candidate_where_nobody_is_missing() -> None:
    everybody = [works(KARI), works(OLA, SECTOR, 11)]
    said = [judged(KARI, 2), judged(OLA, 2, number=2)]
    snapshot = town(people=PEOPLE, employments=everybody, requirements=[asks(2)], assessments=said)

    assert collected(need_reasons.candidates(snapshot, HOME, PVK)).rows() == []
