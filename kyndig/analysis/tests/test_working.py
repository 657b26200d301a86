"""The rows behind a figure are as many as the figure says, on random small municipalities."""

from __future__ import annotations

from hypothesis import given, settings

from kyndig.analysis import gaps
from kyndig.analysis.frames import collected
from kyndig.analysis.tests import plain
from kyndig.analysis.tests.municipalities import towns
from kyndig.analysis.tests.plain import Town
from kyndig.analysis.tests.test_against_plain import snapshot_of
from kyndig.analysis.working import COLUMNS, DETAILS, holders_behind, pairs_behind

checked = settings(deadline=None, max_examples=40)


@checked
@given(towns())
def test_each_state_of_a_unit_has_as_many_rows_as_its_figure(town: Town) -> None:
    snapshot = snapshot_of(town)
    chosen = town.units[-2]
    pairs = gaps.pairs(snapshot, chosen["unit_id"])
    counts = {
        row["competence"]: row for row in plain.by_unit(town) if row["unit_code"] == chosen["unit_code"]
    }
    for competence in town.competences:
        for state in gaps.STATES:
            rows = collected(pairs_behind(pairs, competence["competence_id"], [state]))
            assert tuple(rows.columns) == (*COLUMNS, *DETAILS)
            assert len(rows) == counts.get(competence["code"], {}).get(state, 0)


@checked
@given(towns())
def test_the_people_behind_coverage_are_its_holders(town: Town) -> None:
    snapshot = snapshot_of(town)
    for asked in town.coverage:
        place = asked["unit_id"], asked["competence_id"], asked["level"]
        rows = collected(holders_behind(snapshot, *place))
        assert set(rows["person_id"].to_list()) == plain.holders(town, *place)
        assert rows["employment_id"].n_unique() == len(rows)
