from __future__ import annotations

import pytest

from kyndig.analysis import tree
from kyndig.analysis.tests.example import HOME, SECTOR, TOP, WARD, town


def test_every_unit_has_itself_and_all_above_it() -> None:
    rows = town().closure.collect().rows(named=True)
    ward = {row["ancestor_id"]: row["distance"] for row in rows if row["descendant_id"] == WARD}
    assert ward == {WARD: 0, HOME: 1, SECTOR: 2, TOP: 3}


def test_within_is_the_unit_and_all_below_it() -> None:
    assert set(tree.within(town(), HOME).collect()["unit_id"].to_list()) == {HOME, WARD}


def test_a_tree_may_be_deeper_than_there_are_kinds() -> None:
    chain = [
        {"unit_id": n, "unit_code": str(n), "parent_id": n - 1 or None, "kind": "team"} for n in range(1, 31)
    ]
    assert len(town(units=chain).closure.collect()) == 30 * 31 / 2


def test_a_cycle_is_refused() -> None:
    loop = [
        {"unit_id": 1, "unit_code": "A", "parent_id": 2, "kind": "unit"},
        {"unit_id": 2, "unit_code": "B", "parent_id": 1, "kind": "unit"},
    ]
    with pytest.raises(ValueError, match="cycle"):
        _ = town(units=loop).closure


def test_a_town_without_units_has_an_empty_tree() -> None:
    assert town(units=[]).closure.collect().is_empty()
