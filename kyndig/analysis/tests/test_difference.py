"""Which rows a what-if answers with."""

from __future__ import annotations

from kyndig.analysis import gaps, whatif
from kyndig.analysis.frames import collected
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tests.example import KARI, OLA, SECTOR, Row, judged, needs, town, works

KEY, COLUMNS = gaps.KEYS["coverage"], gaps.COLUMNS["coverage"]


def place() -> Snapshot:
    """Kari holds it in the ward and Ola in the sector; the home asks for it twice alike."""
    asked = [needs(1), needs(1, coverage_id=2), needs(2, unit_id=SECTOR, coverage_id=3)]
    held = [judged(KARI, 2), judged(OLA, 2, number=2)]
    return town(employments=[works(KARI), works(OLA, SECTOR)], coverage=asked, assessments=held)


def differ(*changes: str) -> list[Row]:
    before = place()
    sides = [gaps.coverage(each) for each in (before, whatif.applied(before, changes))]
    found = whatif.difference(sides[0], sides[1], KEY, COLUMNS)
    return collected(found.sort(*KEY)).rows(named=True)


def test_the_key_stands_first_then_all_before_then_all_after() -> None:
    assert list(differ("leave:K1")[0]) == [
        *("unit_code", "competence", "level", "min_holders"),
        *("before_holders", "before_shortfall", "before_sole_holder"),
        *("after_holders", "after_shortfall", "after_sole_holder"),
    ]


def test_rows_that_differ_are_there_once_each_also_when_two_are_alike() -> None:
    found = [(row["unit_code"], row["before_holders"], row["after_holders"]) for row in differ("leave:K1")]
    assert found == [("S", 2, 1), ("U", 1, 0), ("U", 1, 0)]
    assert [row["unit_code"] for row in differ("leave:O1")] == ["S"]


def test_the_side_without_a_row_is_blank() -> None:
    gone = [row for row in differ("close:U") if row["unit_code"] == "U"]
    assert [(row["before_holders"], row["after_holders"], row["after_sole_holder"]) for row in gone] == [
        (1, None, None)
    ] * 2


def test_nothing_changed_is_no_rows() -> None:
    assert differ() == []
    assert differ("train:SAR:3:K1") == []
