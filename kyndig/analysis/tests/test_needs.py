"""Needs, a sentence of its definition at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kyndig.analysis import needs
from kyndig.analysis.days import months_earlier
from kyndig.analysis.frames import collected
from kyndig.analysis.tests.example import (
    COMPETENCES,
    HELPER,
    HOME,
    KARI,
    NURSE,
    OLA,
    SECTOR,
    TOP,
    UNITS,
    WARD,
    D,
    Row,
    asks,
    excused,
    judged,
    town,
    works,
)
from kyndig.analysis.tests.example import needs as covers

DAY = timedelta(days=1)
PER = 32
OTHER, SISTER = 5, 6  # another sector, and another unit of the same one
TREE = [
    *UNITS,
    {"unit_id": OTHER, "unit_code": "S2", "parent_id": TOP, "kind": "sector"},
    {"unit_id": SISTER, "unit_code": "U2", "parent_id": SECTOR, "kind": "unit"},
]
ALL = [{"person_id": n, "employee_number": code} for n, code in ((KARI, "K1"), (OLA, "O1"), (PER, "P1"))]


def table(**facts: list[Row]) -> list[Row]:
    rows = needs.needs(town(**{"units": TREE, "people": ALL, "employments": [works(KARI)], **facts}))
    return collected(rows.sort(*needs.KEY)).rows(named=True)


def counts(*names: str, unit: str = "U", **facts: Any) -> tuple[Any, ...]:
    row = next((row for row in table(**facts) if row["unit_code"] == unit), {})
    return tuple(row.get(name) for name in names)


def kinds(**facts: Any) -> tuple[Any, ...]:
    return counts("mobilise", "learn", "acquire", "suggestion", **facts)


# Missing and unknown


def test_below_and_expired_are_missing_and_not_assessed_is_unknown() -> None:
    facts: dict[str, Any] = {"requirements": [asks(2)], "employments": [works(KARI), works(OLA), works(PER)]}
    said = [judged(KARI, 1), judged(OLA, 3, number=2, expires_on=D - DAY)]
    assert counts("missing", "unknown", assessments=said, **facts) == (2, 1)


def test_people_are_counted_not_employments() -> None:
    twice = [works(KARI), works(KARI, HOME, employment_id=2)]
    facts: dict[str, Any] = {"requirements": [asks(2)], "employments": twice}
    assert counts("missing", "unknown", assessments=[judged(KARI, 1)], **facts) == (1, 0)
    assert counts("missing", "unknown", **facts) == (0, 1)


def test_nothing_missing_unknown_or_to_phase_out_gives_no_row() -> None:
    assert table(requirements=[asks(2)], assessments=[judged(KARI, 2)]) == []
    assert table(requirements=[asks(2)], exemptions=[excused(KARI)]) == []


def test_somebody_with_two_homes_is_missing_in_both() -> None:
    both = [works(KARI), works(KARI, SISTER, employment_id=2)]
    rows = table(requirements=[asks(2)], employments=both, assessments=[judged(KARI, 1)])
    assert [(row["unit_code"], row["missing"]) for row in rows] == [("U", 1), ("U2", 1)]


def test_unknown_alone_is_mapped() -> None:
    assert kinds(requirements=[asks(2)]) == (0, 0, 0, "map")


# Mobilise


def mobilised(where: int = SISTER, *, level: int = 2, required: int = 2, **said: Any) -> Any:
    """Kari is missing; Ola, a helper somewhere, holds it and isn't asked for it."""
    facts: dict[str, Any] = {
        "requirements": [asks(required)],
        "employments": [works(KARI), works(OLA, where, HELPER)],
        "assessments": [judged(KARI, 1), judged(OLA, level, number=2, **said)],
    }
    return counts("mobilise", **facts)[0]


@pytest.mark.parametrize(("where", "found"), [(SISTER, 1), (SECTOR, 1), (WARD, 1), (OTHER, 0), (TOP, 0)])
def test_mobilise_looks_in_the_sector_and_below_it(where: int, found: int) -> None:
    assert mobilised(where) == found


def test_without_a_sector_the_whole_municipality_is_looked_in() -> None:
    facts: dict[str, Any] = {
        "requirements": [asks(2)],
        "employments": [works(KARI, TOP), works(OLA, WARD, HELPER)],
        "assessments": [judged(KARI, 1), judged(OLA, 2, number=2)],
    }
    assert counts("mobilise", unit="K", **facts) == (1,)


def test_mobilise_asks_for_the_level_asked_or_above() -> None:
    assert mobilised(level=2, required=3) == 0
    assert mobilised(level=3, required=3) == 1


def test_the_level_asked_is_the_highest_of_those_below_or_expired() -> None:
    facts: dict[str, Any] = {
        "requirements": [asks(2), asks(3, HOME, role_id=HELPER)],
        "employments": [works(KARI), works(PER, WARD, HELPER), works(OLA, SISTER, 99)],
        "assessments": [judged(KARI, 1), judged(OLA, 2, number=2)],
    }
    assert counts("mobilise", **facts) == (1,)
    facts["assessments"].append(judged(PER, 2, number=3))
    assert counts("missing", "mobilise", **facts) == (2, 0)


@pytest.mark.parametrize(("wish", "found"), [(None, 1), (True, 1), (False, 0)])
def test_who_does_not_want_to_use_it_is_not_mobilised(wish: bool | None, found: int) -> None:
    assert mobilised(wants_to_use=wish) == found


def test_mobilise_is_at_most_the_missing_and_one_person_counts_once() -> None:
    facts: dict[str, Any] = {
        "requirements": [asks(2)],
        "employments": [works(KARI), *(works(each, SISTER, HELPER) for each in (OLA, PER))],
        "assessments": [judged(KARI, 1), judged(OLA, 2, number=2), judged(PER, 2, number=3)],
    }
    assert counts("missing", "mobilise", **facts) == (1, 1)
    facts["employments"] = [works(KARI), works(PER), *(works(OLA, w, HELPER, w) for w in (SISTER, WARD))]
    facts["assessments"][2] = judged(PER, 1, number=3)
    assert counts("missing", "mobilise", **facts) == (2, 1)


# Learn and acquire


def learns(level: int, required: int = 3, scale: str = "levels", **said: Any) -> tuple[Any, ...]:
    competences = [{**COMPETENCES[0], "scale": scale}]
    said = judged(KARI, level, **said)
    return kinds(competences=competences, requirements=[asks(required)], assessments=[said])


def test_one_level_away_can_be_learnt_and_two_must_be_acquired() -> None:
    assert learns(2) == (0, 1, 0, "learn")
    assert learns(1) == (0, 0, 1, "acquire")


def test_a_certificate_is_not_one_level_away() -> None:
    assert learns(0, 1, "held") == (0, 0, 1, "acquire")


def test_what_has_expired_can_be_learnt_again() -> None:
    assert learns(3, expires_on=D - DAY) == (0, 1, 0, "learn")
    assert learns(1, 1, "held", expires_on=D - DAY) == (0, 1, 0, "learn")


@pytest.mark.parametrize(("wish", "learn"), [(True, 1), (False, 0), (None, 0)])
def test_who_wants_to_use_it_can_learn_it(wish: bool | None, learn: int) -> None:
    assert learns(0, 1, "held", wants_to_use=wish)[1] == learn


def test_the_greatest_depth_of_the_person_counts() -> None:
    both = [works(KARI), works(KARI, HOME, HELPER, 2)]
    requirements = [asks(2), asks(3, role_id=HELPER)]
    found = kinds(employments=both, requirements=requirements, assessments=[judged(KARI, 1)])
    assert found == (0, 0, 1, "acquire")


def test_mobilise_comes_before_learn() -> None:
    facts: dict[str, Any] = {
        "requirements": [asks(2)],
        "employments": [works(KARI), works(PER), works(OLA, SISTER, HELPER)],
        "assessments": [judged(KARI, 1), judged(PER, 1, number=3), judged(OLA, 2, number=2)],
    }
    assert kinds(**facts) == (1, 1, 0, "mobilise")


# Phase out


def phased(*requirements: Row, level: int = 1, coverage: list[Row] | None = None, **said: Any) -> Any:
    said_rows = [judged(KARI, level, on=date(2020, 1, 1), **said)]
    facts: dict[str, Any] = {
        "requirements": list(requirements),
        "coverage": coverage or [],
        "assessments": said_rows,
    }
    return counts("phase_out", "suggestion", **facts)


FIRST = months_earlier(D, 24)
GONE = (1, "phase_out")


@pytest.mark.parametrize(
    ("last", "found"), [(D - DAY, GONE), (FIRST, GONE), (FIRST - DAY, (None, None)), (D, (None, None))]
)
def test_it_was_asked_for_within_24_months_and_is_no_more(last: date, found: Any) -> None:
    # Of a role that nobody has: any role counts.
    assert phased(asks(1, role_id=99, valid_to=last)) == found
    assert phased(coverage=[covers(1, 1, HOME, valid_to=last)]) == found


@pytest.mark.parametrize("where", [None, TOP, SECTOR, HOME, WARD])
def test_it_stood_at_the_unit_above_it_or_below_it(where: int | None) -> None:
    assert phased(asks(1, where, valid_to=D - DAY)) == GONE


@pytest.mark.parametrize("where", [OTHER, SISTER])
def test_what_stood_elsewhere_is_nothing_to_the_unit(where: int) -> None:
    assert phased(asks(1, where, valid_to=D - DAY)) == (None, None)
    assert phased(asks(1, HOME, valid_to=D - DAY), asks(1, where, role_id=HELPER)) == GONE


@pytest.mark.parametrize("where", [None, TOP, SECTOR, HOME, WARD])
@pytest.mark.parametrize("dates", [{}, {"valid_from": D + DAY * 900}])
def test_what_is_still_asked_for_or_will_be_is_not_phased_out(where: int | None, dates: Row) -> None:
    still = asks(1, where, role_id=99, **dates)
    assert phased(asks(1, HOME, valid_to=D - DAY), still) == (None, None)
    if where is not None:
        coverage = [covers(1, 1, where, **dates)]
        assert phased(asks(1, HOME, valid_to=D - DAY), coverage=coverage) == (None, None)


def test_level_0_and_expired_are_not_phased_out() -> None:
    over = asks(1, valid_to=D - DAY)
    assert phased(over, level=0) == (None, None)
    assert phased(over, expires_on=D - DAY) == (None, None)


def test_an_empty_municipality_needs_nothing() -> None:
    assert table(employments=[], requirements=[asks(2, role_id=NURSE)]) == []
