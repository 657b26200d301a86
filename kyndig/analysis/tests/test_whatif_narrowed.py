"""What-if for one unit: leaving people out, and leaving refused changes out, changes no row that is shown."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kyndig.analysis import gaps, needs, vulnerability, whatif
from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tests.example import D
from kyndig.analysis.tests.plain import Row, Town
from kyndig.analysis.tests.rich_towns import NEAR_AGE, rich_towns
from kyndig.analysis.tests.test_against_plain import snapshot_of
from kyndig.analysis.tests.test_whatif_against_plain import changes

checked = settings(deadline=None, max_examples=30)


def tables(snapshot: Snapshot, unit_id: int) -> list[list[Row]]:
    found: list[tuple[Frame, tuple[str, ...]]] = [
        (gaps.gap_by_unit(snapshot, unit_id), gaps.KEYS["unit"]),
        (gaps.coverage(snapshot, unit_id), gaps.KEYS["coverage"]),
        (vulnerability.vulnerability(snapshot, NEAR_AGE, unit_id), vulnerability.KEY),
        (needs.needs(snapshot, unit_id), needs.KEY),
    ]
    return [collected(table.sort(*key)).rows(named=True) for table, key in found]


@given(town=rich_towns(), data=st.data())
@checked
def test_every_row_of_the_unit_stays_as_it_is(town: Town, data: st.DataObject) -> None:
    snapshot = snapshot_of(town)
    unit_id = data.draw(st.sampled_from(collected(snapshot.units)["unit_id"].to_list()))

    assert tables(whatif.narrowed(snapshot, unit_id), unit_id) == tables(snapshot, unit_id)


@given(town=rich_towns(), texts=st.lists(changes, max_size=4))
@checked
def test_refused_changes_are_left_out_and_the_others_hold(town: Town, texts: list[str]) -> None:
    snapshot = snapshot_of(town)
    after, refused = whatif.attempted(snapshot, texts)
    rest = [text for place, text in enumerate(texts) if place not in refused]
    alone = whatif.applied(snapshot, rest)

    for frame in ("employments", "requirements", "coverage", "current"):
        assert rows(after, frame) == rows(alone, frame)


def rows(snapshot: Snapshot, name: str) -> list[Any]:
    return sorted(map(repr, collected(getattr(snapshot, name)).rows(named=True)))


def test_a_refusal_says_what_is_wrong_by_code_and_values() -> None:
    empty = Snapshot.from_rows(D, {})

    _, refused = whatif.attempted(empty, ["leave:K1", "fire:K1", "close:U"])

    assert [(each.code, each.text, each.values) for each in refused.values()] == [
        ("not_working", "leave:K1", {"number": "K1"}),
        ("unknown_change", "fire:K1", {}),
        ("no_unit", "close:U", {"unit": "U"}),
    ]
