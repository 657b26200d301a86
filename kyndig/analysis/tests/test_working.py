"""The rows behind a figure are as many as the figure says, on random small municipalities."""

from __future__ import annotations

from hypothesis import given, settings

from kyndig.analysis import gaps, needs, working
from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.tests import plain, plain_needs
from kyndig.analysis.tests.municipalities import towns
from kyndig.analysis.tests.plain import Town
from kyndig.analysis.tests.rich_towns import rich_towns
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


def people(frame: Frame) -> set[int]:
    return set(collected(frame)["person_id"].to_list())


@checked
@given(rich_towns())
def test_the_people_behind_a_need_are_as_many_as_it_says(town: Town) -> None:
    snapshot = snapshot_of(town)
    pairs = gaps.pairs(snapshot)
    for row in collected(needs.needed(snapshot)).rows(named=True):
        place = row["unit_id"], row["competence_id"]
        here = working.at_home(pairs, snapshot, row["unit_id"])
        short = people(pairs_behind(here, row["competence_id"], working.SHORT))
        unknown = people(pairs_behind(here, row["competence_id"], [gaps.NOT_ASSESSED]))
        able = people(working.learners(snapshot, *place))
        asked = people(working.candidates_behind(snapshot, *place))
        assert (len(short), len(unknown)) == (row["missing"], row["unknown"])
        assert min(len(asked), row["missing"]) == row["mobilise"]
        assert able <= short
        assert min(len(able), row["missing"] - row["mobilise"]) == row["learn"]
        if row["phase_out"]:
            assert len(people(working.obsolete_behind(snapshot, *place))) == row["phase_out"]


@checked
@given(rich_towns())
def test_the_people_behind_what_is_unused_are_those_of_the_text(town: Town) -> None:
    snapshot, chosen = snapshot_of(town), town.units[-2]["unit_id"]
    found = plain_needs.latent(town, chosen)
    for competence in town.competences:
        held = [row for row in found if row["competence"] == competence["code"]]
        behind = working.unused_behind(snapshot, chosen, competence["competence_id"])
        assert len(people(behind)) == len(held)
