from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kyndig.analysis.days import months_later
from kyndig.analysis.heat import Cell, Finding, Heat, heat
from kyndig.analysis.tests.example import (
    HELPER,
    HOME,
    KARI,
    OLA,
    PVK,
    SECTOR,
    WARD,
    WOUND,
    D,
    Row,
    asks,
    judged,
    needs,
    town,
    works,
)

DAY = timedelta(days=1)


def crew(size: int, **dates: Any) -> dict[str, list[Row]]:
    """So many people at the ward who can what is asked for, the first of them with the dates given."""
    first = [works(100, **{key: day for key, day in dates.items() if key == "end_date"})]
    level = judged(100, 2, **{key: day for key, day in dates.items() if key == "expires_on"})
    others = range(101, 100 + size)
    return {
        "employments": first + [works(person) for person in others] if size else [],
        "assessments": [level] + [judged(person, 2, number=person) for person in others] if size else [],
    }


def table(*unit_ids: int, **facts: list[Row]) -> Heat:
    return heat(town(**facts), unit_ids or (HOME,))


def cell(required: int, size: int, **dates: Any) -> Cell:
    return table(coverage=[needs(required)], **crew(size, **dates)).cell(HOME, PVK)


@pytest.mark.parametrize(("holders", "word"), [(5, "safe"), (4, "safe"), (3, "edge")])
def test_enough_people_are_safe_with_one_to_spare_and_else_on_the_edge(holders: int, word: str) -> None:
    found = cell(3, holders)
    assert (found.word, found.fragile, found.vulnerable) == (word, False, False)


def test_too_few_people_are_below() -> None:
    found = cell(4, 3)
    assert (found.word, found.fragile, found.vulnerable, found.shortfall) == ("below", False, True, 1)


@pytest.mark.parametrize(("required", "word"), [(1, "safe"), (2, "edge"), (3, "below")])
def test_two_people_are_fragile_beside_whatever_else_they_are(required: int, word: str) -> None:
    found = cell(required, 2)
    assert (found.word, found.fragile, found.vulnerable) == (word, True, True)


def test_nobody_assessed_is_neither_below_nor_fragile() -> None:
    found = table(coverage=[needs(2)], requirements=[asks(2)], employments=[works(KARI)]).cell(HOME, PVK)
    assert (found.word, found.fragile, found.vulnerable) == ("not_assessed", False, False)


def test_holders_of_whom_it_is_not_required_are_counted_though_nobody_concerned_is_assessed() -> None:
    facts = {"employments": [works(KARI), works(OLA, role_id=HELPER)], "requirements": [asks(2)]}
    found = table(**facts, assessments=[judged(OLA, 2)]).cell(HOME, PVK)
    assert (found.word, found.holders, found.fragile) == ("edge", 1, True)


def test_what_only_a_role_asks_for_is_not_vulnerable_by_being_held_by_one() -> None:
    facts = {"employments": [works(KARI)], "requirements": [asks(2)], "assessments": [judged(KARI, 2)]}
    found = table(**facts).cell(HOME, PVK)
    assert (found.word, found.fragile, found.demanded, found.vulnerable) == ("edge", True, False, False)


def test_one_assessed_who_cannot_is_below() -> None:
    facts = {"requirements": [asks(2)], "employments": [works(KARI), works(OLA)]}
    assert table(**facts, assessments=[judged(KARI, 0)]).cell(HOME, PVK).word == "below"


def test_a_level_that_has_expired_is_assessed() -> None:
    facts = {"requirements": [asks(2)], "employments": [works(KARI)]}
    old = [judged(KARI, 2, expires_on=D - DAY)]
    assert table(**facts, assessments=old).cell(HOME, PVK).word == "below"


def test_where_nobody_asks_there_is_no_requirement() -> None:
    assert table(employments=[works(KARI)]).cell(HOME, PVK) == Cell(HOME, PVK)


def test_a_critical_requirement_asks_for_one_person_at_its_highest_level() -> None:
    facts = {"employments": [works(KARI), works(OLA, HOME)], "requirements": [asks(1), asks(3, WARD)]}
    found = table(**facts, assessments=[judged(KARI, 3)]).cell(HOME, PVK)
    assert (found.level, found.required, found.holders) == (3, 1, 1)


def test_an_important_requirement_is_not_in_the_table() -> None:
    facts = {"employments": [works(KARI)], "requirements": [asks(2, criticality="important")]}
    assert table(**facts).competence_ids == ()


def test_coverage_takes_the_place_of_critical_requirements() -> None:
    found = table(coverage=[needs(4)], requirements=[asks(2)], **crew(3)).cell(HOME, PVK)
    assert (found.required, found.holders) == (4, 3)


def test_coverage_below_the_unit_counts_for_it() -> None:
    found = table(SECTOR, coverage=[needs(4, unit_id=WARD)], **crew(3)).cell(SECTOR, PVK)
    assert (found.standing_id, found.required) == (WARD, 4)


def test_the_units_own_coverage_shows_before_that_below_it() -> None:
    rows = [needs(2, unit_id=WARD, level=2), needs(3, level=1, coverage_id=2)]
    assert table(coverage=rows, **crew(4)).cell(HOME, PVK).standing_id == HOME


def test_coverage_that_is_short_always_shows() -> None:
    rows = [needs(5, unit_id=WARD), needs(3, coverage_id=2)]
    assert table(coverage=rows, **crew(4)).cell(HOME, PVK).standing_id == WARD


def test_of_several_below_the_highest_level_shows() -> None:
    rows = [needs(2, 1, WARD), needs(2, 2, WARD, coverage_id=2)]
    assert table(coverage=rows, **crew(4)).cell(HOME, PVK).level == 2


def test_the_most_pressing_competence_is_the_first_column_and_the_worst_unit_the_first_row() -> None:
    rows = [needs(2), needs(2, competence_id=WOUND, coverage_id=2), needs(1, unit_id=WARD, coverage_id=3)]
    facts = crew(3)
    facts["assessments"].append(judged(100, 1, number=9, competence_id=WOUND))
    found = table(WARD, HOME, coverage=rows, **facts)
    assert (found.competence_ids, found.unit_ids) == ((WOUND, PVK), (HOME, WARD))


def test_no_more_than_twelve_competences_get_a_column_but_all_are_in_the_finding() -> None:
    many = range(200, 220)
    rows = [needs(1, competence_id=number, coverage_id=number) for number in many]
    levels = [judged(KARI, 0, number=number, competence_id=number) for number in many]
    found = table(coverage=rows, employments=[works(KARI)], assessments=levels)
    assert (len(found.competence_ids), len(found.row(HOME))) == (12, 20)


@pytest.mark.parametrize("known", [{"end_date": D + DAY}, {"expires_on": D + DAY}])
def test_the_fall_is_on_the_day_after_the_last(known: Row) -> None:
    fall = cell(3, 3, **known).fall
    assert fall is not None
    assert (fall.on, fall.holders) == (D + DAY * 2, 2)


def test_a_loss_that_leaves_enough_is_no_fall() -> None:
    assert cell(3, 4, end_date=D + DAY).fall is None


def test_what_is_short_already_falls_when_it_gets_shorter() -> None:
    fall = cell(9, 3, end_date=D).fall
    assert fall is not None
    assert (fall.on, fall.holders) == (D + DAY, 2)


@pytest.mark.parametrize(("last", "falls"), [(date(2029, 5, 17), True), (date(2029, 5, 18), False)])
def test_falls_are_looked_for_in_the_next_twenty_four_months(last: date, falls: bool) -> None:
    assert (cell(3, 3, end_date=last).fall is not None) is falls


def test_a_new_position_at_once_is_no_fall() -> None:
    facts = crew(3, end_date=D + DAY)
    facts["employments"].append(works(100, HOME, employment_id=9, start_date=D + DAY * 2))
    assert table(coverage=[needs(3)], **facts).cell(HOME, PVK).fall is None


def test_a_level_confirmed_by_the_person_alone_is_not_known_to_end() -> None:
    facts = crew(2)
    facts["employments"].append(works(KARI))
    facts["assessments"].append(judged(KARI, 2, "self", expires_on=D + DAY))
    assert table(coverage=[needs(3)], **facts).cell(HOME, PVK).fall is None


def test_the_units_next_fall_is_its_first() -> None:
    facts = crew(3, end_date=D + DAY * 9)
    facts["assessments"].append(judged(101, 2, number=9, competence_id=WOUND, expires_on=D + DAY))
    found = table(coverage=[needs(3), needs(1, competence_id=WOUND, coverage_id=2)], **facts)
    first = found.next_fall(HOME)
    assert first is not None
    assert first.competence_id == WOUND


def test_a_unit_without_a_known_fall_has_none() -> None:
    assert table(coverage=[needs(3)], **crew(3)).next_fall(HOME) is None


def test_the_finding_counts_units_once() -> None:
    rows = [needs(4), needs(1, competence_id=WOUND, coverage_id=2), needs(3, unit_id=WARD, coverage_id=3)]
    facts = crew(3, end_date=D + DAY)
    found = table(HOME, WARD, coverage=rows, **facts).finding()
    assert found == Finding(2, vulnerable=1, weaker=2, weaker_from=D + DAY * 2, weaker_by=D + DAY * 2)


@pytest.mark.parametrize(("last", "weaker"), [(date(2028, 5, 17), 1), (date(2028, 5, 18), 0)])
def test_weaker_is_within_twelve_months(last: date, weaker: int) -> None:
    assert table(coverage=[needs(3)], **crew(3, end_date=last)).finding().weaker == weaker


def test_nothing_to_say_is_a_finding_too() -> None:
    assert table().finding() == Finding(1, 0, 0, None, None)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 1, 15), -24, date(2025, 1, 15)),
    ],
)
def test_months_end_on_the_last_day_when_there_is_no_such_day(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later
