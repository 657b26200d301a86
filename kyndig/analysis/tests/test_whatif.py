"""What-if: what each change does, what is refused, and which rows the answer has."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kyndig.analysis import gaps, needs, whatif
from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tests.example import (
    COMPETENCES,
    HELPER,
    HOME,
    KARI,
    NURSE,
    OLA,
    PEOPLE,
    SECTOR,
    TOP,
    UNITS,
    WARD,
    WOUND,
    D,
    Row,
    asks,
    judged,
    town,
    works,
)
from kyndig.analysis.tests.example import needs as covers

DAY = timedelta(days=1)
HELD = 22


def place(**facts: list[Row]) -> Snapshot:
    """Kari in the ward and Ola in the sector, both nurses, unless the facts say otherwise."""
    usual: dict[str, Any] = {
        "employments": [works(KARI), works(OLA, SECTOR)],
        "requirements": [asks(2)],
        "competences": [*COMPETENCES, {"competence_id": HELD, "code": "FK", "scale": "held"}],
        "units": [*UNITS, {"unit_id": 9, "unit_code": "OLD", "parent_id": None, "kind": None}],
    }
    return town(**{**usual, **facts})


def rows(frame: Frame) -> list[Row]:
    return collected(frame).rows(named=True)


def persons(snapshot: Snapshot, *changes: str) -> list[tuple[Any, ...]]:
    """Number, unit, required level and state of everybody after the changes."""
    found = gaps.in_order(gaps.gap_by_person(whatif.applied(snapshot, changes)), "person")
    names = ("employee_number", "unit_code", "required_level", "state")
    return [tuple(row[name] for name in names) for row in found]


# What each change does

KARI_ROW, OLA_ROW = ("K1", "A", 2, "not_assessed"), ("O1", "S", 2, "not_assessed")


def test_who_leaves_has_no_counting_employment() -> None:
    assert persons(place(), "leave:K1") == [OLA_ROW]
    assert persons(place(), "leave:K1,O1") == []
    assert persons(place(employments=[works(KARI), works(KARI, employment_id=2)]), "leave:K1,K1") == []


@pytest.mark.parametrize(
    ("born", "left"), [(date(1965, 5, 18), [OLA_ROW]), (date(1965, 5, 19), [KARI_ROW, OLA_ROW])]
)
def test_those_that_old_or_older_retire(born: date, left: list[Any]) -> None:
    people = [{**PEOPLE[0], "birth_date": born}, PEOPLE[1]]
    assert persons(place(people=people), "retire:62") == left


def test_nobody_is_thousands_of_years_old_and_an_unknown_age_is_no_age() -> None:
    assert persons(place(), "retire:0", "retire:999999999") == [KARI_ROW, OLA_ROW]


def test_who_moves_stands_in_the_unit_with_the_role() -> None:
    local = [asks(2), asks(3, SECTOR)]
    assert persons(place(requirements=local), "move:K1:K") == [
        ("K1", "K", 2, "not_assessed"),
        (*OLA_ROW[:2], 3, OLA_ROW[3]),
    ]


def test_somebody_with_two_moves_when_one_has_ended() -> None:
    two = place(employments=[works(KARI), works(KARI, SECTOR, employment_id=2)])
    assert persons(two, "close:A", "move:K1:K") == [("K1", "K", 2, "not_assessed")]


def test_training_counts_before_all_there_is() -> None:
    said = [judged(KARI, 1, number=99, expires_on=D - DAY), judged(OLA, 3, "self", number=5)]
    after = whatif.applied(place(assessments=said), ["train:PVK:2:K1,O1"])
    found = {row["person_id"]: row for row in rows(after.current)}
    assert [
        (found[each]["level"], found[each]["confirmed"], found[each]["expired"]) for each in (KARI, OLA)
    ] == [(2, True, False)] * 2
    assert found[KARI]["expires_on"] is None


def test_training_down_is_training_too_and_the_last_counts() -> None:
    assert persons(place(), "train:PVK:3:K1", "train:PVK:1:K1")[0] == ("K1", "A", 2, "below")


def test_a_new_requirement_takes_the_place_of_that_at_the_unit() -> None:
    assert persons(place(), "require:SPL:PVK:1") == [(*row[:2], 1, row[3]) for row in (KARI_ROW, OLA_ROW)]
    assert persons(place(requirements=[asks(3, TOP)]), "require:SPL:PVK:1")[0][2] == 1
    assert persons(place(requirements=[asks(3)]), "require:SPL:PVK:1:K")[0][2] == 1


def test_a_nearer_requirement_still_wins() -> None:
    assert persons(place(requirements=[asks(2), asks(3, HOME)]), "require:SPL:PVK:1")[0][2] == 3
    assert persons(place(requirements=[asks(2), asks(3, HOME)]), "require:SPL:PVK:1:A")[0][2] == 1


@pytest.mark.parametrize(
    ("requirements", "criticality"),
    [
        ([], "critical"),
        ([asks(2, SECTOR, criticality="useful")], "critical"),
        ([asks(2, criticality="useful", valid_to=D - DAY)], "critical"),
        ([asks(2, criticality="useful")], "useful"),
        ([asks(3, criticality="useful"), asks(2, TOP, criticality="important")], "useful"),
        ([asks(2, criticality="useful"), asks(2, TOP, criticality="important")], "important"),
    ],
)
def test_it_keeps_the_criticality_of_the_one_that_won(requirements: list[Row], criticality: str) -> None:
    after = whatif.applied(place(requirements=requirements), ["require:SPL:PVK:1"])
    whole = [row for row in rows(after.requirements) if row["valid_from"] == D]
    assert [row["criticality"] for row in whole] == [criticality]


def test_dropping_ends_it_at_every_unit_and_those_beginning_later_too() -> None:
    facts = [
        asks(2),
        asks(3, HOME),
        asks(1, valid_from=D + DAY),
        asks(1, role_id=HELPER),
        asks(1, competence_id=WOUND),
    ]
    after = whatif.applied(place(requirements=facts), ["drop:SPL:PVK"])
    left = {
        (row["role_id"], row["competence_id"]) for row in rows(after.requirements) if row["valid_to"] is None
    }
    assert left == {(HELPER, 20), (NURSE, WOUND)}
    assert all(row["valid_to"] == D - DAY for row in rows(after.requirements) if row["valid_to"])


def test_what_is_dropped_is_to_be_phased_out_unless_it_begins_on_the_day() -> None:
    def phased(**dates: Any) -> list[Row]:
        snapshot = place(requirements=[asks(2, **dates)], assessments=[judged(KARI, 2)])
        return [
            row for row in rows(needs.needs(whatif.applied(snapshot, ["drop:SPL:PVK"]))) if row["phase_out"]
        ]

    assert [row["unit_code"] for row in phased()] == ["U"]
    assert phased(valid_from=D) == phased(valid_from=D + DAY) == []


def test_closing_ends_what_stands_there_and_below() -> None:
    facts: dict[str, Any] = {
        "requirements": [asks(2), asks(2, HOME), asks(2, WARD, valid_from=D + DAY)],
        "coverage": [covers(1), covers(2, unit_id=SECTOR, coverage_id=2)],
    }
    after = whatif.applied(place(**facts), ["close:U"])
    assert persons(after) == [OLA_ROW]
    assert [row["unit_id"] for row in rows(after.coverage) if not row["valid_to"]] == [SECTOR]
    assert [row["unit_id"] for row in rows(after.requirements) if not row["valid_to"]] == [None]


def test_closing_the_top_ends_what_the_whole_municipality_requires() -> None:
    after = whatif.applied(place(), ["close:K"])
    assert [row["valid_to"] for row in rows(after.requirements)] == [D - DAY]
