from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kyndig.analysis import gaps
from kyndig.analysis.tests.example import (
    HOME,
    KARI,
    NURSE,
    OLA,
    PVK,
    SECTOR,
    TOP,
    UNITS,
    WARD,
    WOUND,
    D,
    Row,
    asks,
    excused,
    judged,
    needs,
    town,
    works,
)

DAY = timedelta(days=1)


def pair(**facts: list[Row]) -> Row:
    """The only person row of a town with the facts given."""
    (row,) = gaps.in_order(gaps.gap_by_person(town(**{"employments": [works(KARI)], **facts})), "person")
    return row


def level_asked(*requirements: Row, unit_id: int = WARD) -> Any:
    return pair(employments=[works(KARI, unit_id)], requirements=list(requirements))["required_level"]


def state(*assessments: Row, required: int = 2, **facts: list[Row]) -> tuple[Any, Any]:
    row = pair(requirements=[asks(required)], assessments=list(assessments), **facts)
    return row["state"], row["depth"]


def covered(min_holders: int = 2, /, **facts: list[Row]) -> Row:
    (row,) = gaps.in_order(gaps.coverage(town(coverage=[needs(min_holders)], **facts)), "coverage")
    return row


# Rule 1: which employments count


@pytest.mark.parametrize(
    ("dates", "counts"),
    [
        ({"start_date": D}, True),
        ({"start_date": D + DAY}, False),
        ({"end_date": D}, True),
        ({"end_date": D - DAY}, False),
    ],
)
def test_an_employment_counts_from_its_first_day_to_its_last(dates: Row, counts: bool) -> None:
    rows = gaps.gap_by_person(town(employments=[works(KARI, **dates)], requirements=[asks(2)]))
    assert bool(gaps.in_order(rows, "person")) is counts


def test_two_positions_with_one_role_in_one_unit_give_two_rows() -> None:
    twice = [works(KARI, employment_id=1), works(KARI, employment_id=2)]
    rows = gaps.in_order(gaps.gap_by_person(town(employments=twice, requirements=[asks(2)])), "person")
    assert rows == [rows[0], rows[0]]


# Rule 2: which requirement wins


def test_the_nearest_unit_wins_even_with_a_lower_level() -> None:
    assert level_asked(asks(3, SECTOR), asks(1, HOME)) == 1


def test_at_the_same_unit_the_highest_level_wins() -> None:
    assert level_asked(asks(1, HOME), asks(3, HOME)) == 3


def test_with_equal_levels_the_most_critical_wins() -> None:
    both = [asks(2, HOME, criticality=word) for word in ("useful", "critical", "important")]
    assert pair(requirements=both)["criticality"] == "critical"


@pytest.mark.parametrize("top_is", [1, 3])
def test_a_blank_unit_is_the_same_as_the_top_unit(top_is: int) -> None:
    assert level_asked(asks(top_is, TOP), asks(4 - top_is, None)) == 3


def test_a_blank_unit_is_the_same_as_the_top_unit_for_a_person_there() -> None:
    assert level_asked(asks(1, TOP), asks(3, None), unit_id=TOP) == 3


def test_a_requirement_of_a_unit_below_does_not_reach_up() -> None:
    rows = gaps.gap_by_person(town(employments=[works(KARI, HOME)], requirements=[asks(2, WARD)]))
    assert gaps.in_order(rows, "person") == []


def test_a_requirement_that_has_ended_asks_for_nothing() -> None:
    assert level_asked(asks(3, HOME, valid_to=D - DAY), asks(1, valid_from=D, valid_to=D)) == 1


def test_a_unit_outside_the_tree_has_its_own_requirements_before_those_of_the_municipality() -> None:
    alone = [{"unit_id": 9, "unit_code": "X", "parent_id": None, "kind": None}]
    top = [{"unit_id": TOP, "unit_code": "K", "parent_id": None, "kind": "municipality"}]
    facts = {"units": top + alone, "employments": [works(KARI, 9)]}
    assert pair(requirements=[asks(1, 9), asks(3)], **facts)["required_level"] == 1
    assert pair(requirements=[asks(3)], **facts)["required_level"] == 3


def outside(*requirements: Row, **facts: list[Row]) -> dict[str, list[Row]]:
    """Facts of a town where Kari is in a unit, X, that the tree of the day does not have."""
    units = [*UNITS, {"unit_id": 9, "unit_code": "X", "parent_id": None, "kind": None}]
    return {"units": units, "employments": [works(KARI, 9)], "requirements": list(requirements), **facts}


def test_a_requirement_at_the_top_unit_is_the_municipalitys_outside_the_tree_too() -> None:
    assert pair(**outside(asks(2, TOP), asks(1)))["required_level"] == 2


def test_a_requirement_of_a_unit_below_the_top_does_not_reach_outside_the_tree() -> None:
    assert pair(**outside(asks(3, SECTOR), asks(3, HOME), asks(1)))["required_level"] == 1


def test_whoever_is_outside_the_tree_counts_in_no_unit_but_their_own() -> None:
    there = outside(asks(2), assessments=[judged(KARI, 2)], coverage=[needs(1, unit_id=TOP)])
    units = gaps.in_order(gaps.gap_by_unit(town(**there)), "unit")
    assert [(row["unit_code"], row["required"], row["met"]) for row in units] == [("X", 1, 1)]
    [row] = gaps.in_order(gaps.coverage(town(**there)), "coverage")
    assert (row["unit_code"], row["holders"]) == ("K", 0)
    assert gaps.in_order(gaps.gap_by_person(town(**there), TOP), "person") == []


def test_an_unknown_unit_has_its_own_requirements() -> None:
    assert level_asked(asks(1, 99), asks(3), unit_id=99) == 1


# Rule 4: states and depths


def test_met_has_no_depth() -> None:
    assert state(judged(KARI, 2)) == ("met", 0)


def test_below_is_as_deep_as_what_is_missing() -> None:
    assert state(judged(KARI, 1), required=3) == ("below", 2)


def test_level_0_is_assessed_and_below() -> None:
    assert state(judged(KARI, 0)) == ("below", 2)


def test_a_requirement_of_level_0_is_met_by_level_0() -> None:
    assert state(judged(KARI, 0), required=0) == ("met", 0)


def test_not_assessed_has_no_depth_and_is_not_level_0() -> None:
    assert state() == ("not_assessed", None)


def test_expired_is_as_deep_as_all_that_is_required() -> None:
    assert state(judged(KARI, 3, expires_on=D - DAY)) == ("expired", 2)


def test_the_last_day_of_a_level_is_not_expired() -> None:
    assert state(judged(KARI, 3, expires_on=D)) == ("met", 0)


@pytest.mark.parametrize("assessments", [[], [judged(KARI, 0)], [judged(KARI, 3, expires_on=D - DAY)]])
def test_exempt_comes_before_every_other_state(assessments: list[Row]) -> None:
    assert state(*assessments, exemptions=[excused(KARI)]) == ("exempt", 0)


@pytest.mark.parametrize("dates", [{"valid_from": D}, {"valid_to": D}])
def test_an_exemption_holds_on_its_first_and_its_last_day(dates: Row) -> None:
    assert state(exemptions=[excused(KARI, **dates)]) == ("exempt", 0)


@pytest.mark.parametrize("dates", [{"valid_from": D + DAY}, {"valid_to": D - DAY}])
def test_an_exemption_does_not_hold_outside_its_days(dates: Row) -> None:
    assert state(exemptions=[excused(KARI, **dates)]) == ("not_assessed", None)


def test_two_exemptions_give_one_row() -> None:
    assert state(exemptions=[excused(KARI), excused(KARI)]) == ("exempt", 0)


def test_exempt_and_expired_rows_show_the_level_there_is() -> None:
    old = [judged(KARI, 3, expires_on=D - DAY)]
    assert pair(requirements=[asks(2)], assessments=old)["current_level"] == 3
    exempt = pair(requirements=[asks(2)], assessments=old, exemptions=[excused(KARI)])
    assert exempt["current_level"] == 3


def test_a_surplus_does_not_make_up_for_a_deficit() -> None:
    facts = {
        "employments": [works(KARI), works(OLA)],
        "requirements": [asks(2)],
        "assessments": [judged(KARI, 3), judged(OLA, 1, number=2)],
    }
    (top,) = [
        row for row in gaps.in_order(gaps.gap_by_unit(town(**facts)), "unit") if row["unit_code"] == "K"
    ]
    assert (top["met"], top["below"], top["depth"]) == (1, 1, 1)


# The unit table


def test_a_unit_counts_all_below_it_and_each_employment_once() -> None:
    facts = {"employments": [works(KARI), works(OLA, HOME)], "requirements": [asks(2, SECTOR), asks(1, HOME)]}
    rows = gaps.in_order(gaps.gap_by_unit(town(**facts)), "unit")
    assert {row["unit_code"]: row["required"] for row in rows} == {"K": 2, "S": 2, "U": 2, "A": 1}


def test_exempt_pairs_are_required_too() -> None:
    facts = {"employments": [works(KARI)], "requirements": [asks(2)], "exemptions": [excused(KARI)]}
    row = gaps.in_order(gaps.gap_by_unit(town(**facts)), "unit")[0]
    assert (row["required"], row["exempt"], row["not_assessed"]) == (1, 1, 0)


def test_the_columns_are_those_of_the_output() -> None:
    assert tuple(pair(requirements=[asks(2)])) == gaps.COLUMNS["person"]


# Rule 5: coverage


def test_a_person_with_two_positions_is_one_holder() -> None:
    twice = [works(KARI), works(KARI, HOME, employment_id=9)]
    row = covered(employments=twice, assessments=[judged(KARI, 2)])
    assert (row["holders"], row["shortfall"], row["sole_holder"]) == (1, 1, True)


def test_an_unconfirmed_level_holds() -> None:
    assert covered(employments=[works(KARI)], assessments=[judged(KARI, 2, "self")])["holders"] == 1


def test_an_expired_level_does_not_hold() -> None:
    old = [judged(KARI, 2, expires_on=D - DAY)]
    assert covered(employments=[works(KARI)], assessments=old)["holders"] == 0


def test_a_lower_level_does_not_hold() -> None:
    assert covered(employments=[works(KARI)], assessments=[judged(KARI, 1)])["holders"] == 0


def test_people_above_the_unit_do_not_hold_for_it() -> None:
    assert covered(employments=[works(KARI, SECTOR)], assessments=[judged(KARI, 2)])["holders"] == 0


def test_an_exempt_person_still_holds() -> None:
    facts = {"assessments": [judged(KARI, 2)], "exemptions": [excused(KARI)]}
    assert covered(employments=[works(KARI)], **facts)["holders"] == 1


def test_more_holders_than_asked_for_is_no_shortfall() -> None:
    both = [judged(KARI, 2), judged(OLA, 3, number=2)]
    row = covered(1, employments=[works(KARI), works(OLA)], assessments=both)
    assert (row["holders"], row["shortfall"], row["sole_holder"]) == (2, 0, False)


def test_a_coverage_row_that_does_not_hold_at_the_date_is_left_out() -> None:
    ended = town(coverage=[needs(1, valid_to=D - DAY)])
    assert gaps.in_order(gaps.coverage(ended), "coverage") == []


def test_rows_leave_sorted_with_codes_as_text_and_levels_as_numbers() -> None:
    asked = [needs(n, level, coverage_id=n) for n, level in ((10, 1), (9, 1), (1, 3), (1, 2))]
    rows = gaps.in_order(gaps.coverage(town(coverage=asked)), "coverage")
    assert [(row["level"], row["min_holders"]) for row in rows] == [(1, 9), (1, 10), (2, 1), (3, 1)]


# What figures rest on


def test_the_basis_counts_what_is_assessed_and_confirmed_among_those_concerned() -> None:
    facts = {
        "employments": [works(KARI), works(OLA)],
        "requirements": [asks(2), asks(1, competence_id=WOUND)],
        "assessments": [judged(KARI, 2), judged(OLA, 1, "self", number=2)],
        "exemptions": [excused(OLA, competence_id=WOUND)],
    }
    (row,) = gaps.basis(gaps.pairs(town(**facts))).collect().rows(named=True)
    assert (row["required"], row["exempt"], row["assessed"], row["confirmed"]) == (4, 1, 2, 1)
    assert (row["share_assessed"], row["share_confirmed"]) == (2 / 3, 1 / 2)


def test_the_basis_of_nothing_has_no_shares() -> None:
    (row,) = gaps.basis(gaps.pairs(town())).collect().rows(named=True)
    assert (row["required"], row["share_assessed"], row["share_confirmed"]) == (0, None, None)


def test_pairs_carry_what_a_page_shows() -> None:
    facts = {"employments": [works(KARI)], "requirements": [asks(2, mandatory=True)]}
    (row,) = gaps.pairs(town(**facts, assessments=[judged(KARI, 2)])).collect().rows(named=True)
    assert (row["person_id"], row["unit_id"], row["role_id"], row["competence_id"]) == (
        KARI,
        WARD,
        NURSE,
        PVK,
    )
    assert (row["mandatory"], row["source"], row["assessed_on"], row["expires_on"]) == (
        True,
        "leader",
        D,
        None,
    )
