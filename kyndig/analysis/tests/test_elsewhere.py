"""Who elsewhere could cover, a sentence of its definition at a time, and against plain loops."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from kyndig.analysis.elsewhere import elsewhere
from kyndig.analysis.frames import collected
from kyndig.analysis.gaps import valid_coverage
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tests import plain
from kyndig.analysis.tests.example import (
    HOME,
    KARI,
    OLA,
    PVK,
    SECTOR,
    TOP,
    UNITS,
    WARD,
    D,
    Row,
    judged,
    needs,
    town,
    works,
)
from kyndig.analysis.tests.municipalities import towns
from kyndig.analysis.tests.plain import Town
from kyndig.analysis.tests.test_against_plain import snapshot_of

Facts = dict[str, list[Row]]

NEXT, FAR, FAR_SECTOR = 7, 8, 9
PLACES: list[Row] = [
    *UNITS,
    {"unit_id": NEXT, "unit_code": "N", "parent_id": SECTOR, "kind": "unit"},
    {"unit_id": FAR_SECTOR, "unit_code": "FS", "parent_id": TOP, "kind": "sector"},
    {"unit_id": FAR, "unit_code": "F", "parent_id": FAR_SECTOR, "kind": "unit"},
]


def found(facts: Facts, asked_at: int = HOME, led: tuple[int, ...] = (), level: int = 2) -> Row:
    snapshot = town(units=PLACES, coverage=[needs(1, level, unit_id=asked_at)], **facts)
    return only(snapshot, led)


def only(snapshot: Snapshot, led: tuple[int, ...] = ()) -> Row:
    (row,) = collected(elsewhere(valid_coverage(snapshot), snapshot, led)).rows(named=True)
    return row


def counts(row: Row) -> tuple[int, int]:
    return row["led"], row["others"]


def able(*places: int) -> Facts:
    """Kari, then Ola, hold it at these units."""
    people = list(zip((KARI, OLA), places, strict=False))
    return {
        "employments": [works(person, unit) for person, unit in people],
        "assessments": [judged(person, 2, number=number) for number, (person, _) in enumerate(people)],
    }


def test_holders_in_the_sector_outside_the_unit_are_counted() -> None:
    assert counts(found(able(NEXT, HOME))) == (0, 1)


def test_those_below_the_unit_are_not_elsewhere() -> None:
    assert counts(found(able(WARD))) == (0, 0)


def test_a_department_finds_those_of_its_own_unit() -> None:
    assert counts(found(able(HOME), WARD)) == (0, 1)


def test_the_other_sectors_are_not_looked_in() -> None:
    assert counts(found(able(FAR))) == (0, 0)


def test_a_sector_looks_in_the_whole_municipality() -> None:
    row = found(able(FAR, NEXT), SECTOR)
    assert (row["wider_id"], *counts(row)) == (TOP, 0, 1)


def test_the_municipality_has_nowhere_to_look() -> None:
    row = found(able(FAR), TOP)
    assert (row["wider_id"], *counts(row)) == (None, 0, 0)


def test_whoever_works_in_the_unit_as_well_is_not_elsewhere() -> None:
    facts = able(NEXT)
    facts["employments"].append(works(KARI, WARD, employment_id=999))
    assert counts(found(facts)) == (0, 0)


def test_two_positions_elsewhere_are_one_person() -> None:
    facts = able(NEXT)
    facts["employments"].append(works(KARI, SECTOR, employment_id=999))
    assert counts(found(facts)) == (0, 1)


def test_a_lower_level_than_asked_for_does_not_count() -> None:
    assert counts(found(able(NEXT), level=3)) == (0, 0)


def test_an_expired_level_does_not_count() -> None:
    facts = able(NEXT) | {"assessments": [judged(KARI, 2, expires_on=D - timedelta(days=1))]}
    assert counts(found(facts)) == (0, 0)


def test_an_employment_that_is_over_does_not_count() -> None:
    facts = able(NEXT)
    facts["employments"] = [works(KARI, NEXT, end_date=D - timedelta(days=1))]
    assert counts(found(facts)) == (0, 0)


def test_those_at_led_units_are_counted_apart() -> None:
    assert counts(found(able(NEXT, SECTOR), led=(NEXT,))) == (1, 1)


def test_the_same_thing_asked_for_twice_is_one_row() -> None:
    rows = [needs(1), needs(4, coverage_id=2)]
    assert counts(only(town(units=PLACES, coverage=rows, **able(NEXT)))) == (0, 1)


def test_competences_are_told_apart() -> None:
    facts = able(NEXT) | {"assessments": [judged(KARI, 2, competence_id=PVK + 1)]}
    assert counts(found(facts)) == (0, 0)


def wider(town: Town, unit_id: int) -> int | None:
    """The nearest sector strictly above, else the top of the tree."""
    above = town.at_and_above(unit_id)[1:]
    sectors = [each for each in above if (town.unit(each) or {}).get("kind") == "sector"]
    return next(iter(sectors), above[-1] if above else None)


def in_loops(town: Town, led: set[int]) -> set[tuple[int, int, int, int | None, int, int]]:
    """Every coverage row valid at the date, with who is elsewhere, from the text."""
    rows = set()
    mine = {row["person_id"] for row in plain.counting(town, town.as_of) if row["unit_id"] in led}
    for asked in town.coverage:
        if not plain.holds(asked, town.as_of):
            continue
        place = asked["unit_id"], asked["competence_id"], asked["level"]
        area = wider(town, asked["unit_id"])
        outside = plain.holders(town, area, *place[1:]) - plain.holders(town, *place) if area else set()
        rows.add((*place, area, len(outside & mine), len(outside - mine)))
    return rows


@settings(deadline=None, max_examples=60)
@given(towns(), st.sets(st.integers(1, 7)))
def test_it_is_that_of_the_text(town: Town, led: set[int]) -> None:
    snapshot = snapshot_of(town)
    rows = collected(elsewhere(valid_coverage(snapshot), snapshot, led)).rows()
    assert len(rows) == len(set(rows))
    assert set(rows) == in_loops(town, led)


@settings(deadline=None, max_examples=40)
@given(towns(), st.sets(st.integers(1, 7)))
def test_who_is_led_moves_people_between_the_counts_and_changes_no_sum(town: Town, led: set[int]) -> None:
    snapshot = snapshot_of(town)
    tables = [collected(elsewhere(valid_coverage(snapshot), snapshot, each)) for each in (led, set())]
    sums = [{row[:4]: row[4] + row[5] for row in table.rows()} for table in tables]
    assert sums[0] == sums[1]


def test_levels_of_every_kind_are_looked_up_once_each() -> None:
    rows = [
        needs(1, level, unit_id=unit, coverage_id=number)
        for number, (unit, level) in enumerate(product((HOME, NEXT), (1, 2)), start=1)
    ]
    snapshot = town(units=PLACES, coverage=rows, **able(NEXT, HOME))
    table = collected(elsewhere(valid_coverage(snapshot), snapshot)).rows(named=True)
    assert sorted((row["unit_id"], row["level"], row["others"]) for row in table) == [
        (HOME, 1, 1),
        (HOME, 2, 1),
        (NEXT, 1, 1),
        (NEXT, 2, 1),
    ]
