"""Who misses what is the `missing` of needs, from their text, on random small municipalities."""

from __future__ import annotations

from hypothesis import given, settings

from kyndig.analysis import gaps
from kyndig.analysis.frames import collected
from kyndig.analysis.missing import missing_by_home
from kyndig.analysis.tests import plain_needs
from kyndig.analysis.tests.example import HOME, KARI, PVK, WARD, asks, judged, town, works
from kyndig.analysis.tests.plain import Town
from kyndig.analysis.tests.rich_towns import rich_towns
from kyndig.analysis.tests.test_against_plain import snapshot_of


@settings(deadline=None, max_examples=60)
@given(rich_towns())
def test_it_is_that_of_needs(town: Town) -> None:
    snapshot = snapshot_of(town)
    rows = collected(gaps.with_codes(missing_by_home(gaps.pairs(snapshot), snapshot), snapshot))
    found = {(row["unit_code"], row["competence"]): row["missing"] for row in rows.rows(named=True)}
    wanted = {(row["unit_code"], row["competence"]): row["missing"] for row in plain_needs.needs(town)}
    assert found == {key: number for key, number in wanted.items() if number}


def test_two_positions_of_one_home_are_one_person() -> None:
    snapshot = town(
        employments=[works(KARI, HOME), works(KARI, WARD, employment_id=999)],
        requirements=[asks(2)],
        assessments=[judged(KARI, 1)],
    )
    rows = collected(missing_by_home(gaps.pairs(snapshot), snapshot)).rows(named=True)
    assert rows == [{"unit_id": HOME, "competence_id": PVK, "missing": 1}]
