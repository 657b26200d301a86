from __future__ import annotations

from dataclasses import replace

import narwhals as nw
import pytest

from kyndig.analysis.snapshot import COLUMNS, Snapshot
from kyndig.analysis.tests.example import KARI, D, judged, town


def test_a_missing_column_is_named_with_its_table() -> None:
    snapshot = town()
    with pytest.raises(ValueError, match=r"coverage\.min_holders is missing"):
        replace(snapshot, coverage=snapshot.coverage.drop("min_holders")).validate()


def test_a_mistyped_column_is_named_with_both_types() -> None:
    snapshot = town()
    wrong = snapshot.people.with_columns(nw.col("person_id").cast(nw.String))
    with pytest.raises(ValueError, match=r"people\.person_id is String, not Int64"):
        replace(snapshot, people=wrong).validate()


def test_the_engines_own_frames_are_taken_as_they_are() -> None:
    snapshot = town()
    tables = {name: getattr(snapshot, name).collect().to_native() for name in COLUMNS}
    assert Snapshot.from_frames(D, **tables).warm().closure.collect().shape[0] == 10


def test_levels_that_the_loader_knows_are_used() -> None:
    known = town(assessments=[judged(KARI, 3)]).current
    snapshot = replace(town(), known_levels=known).validate()
    assert snapshot.current.collect()["level"].to_list() == [3]


def test_known_levels_are_checked_too() -> None:
    with pytest.raises(ValueError, match=r"known_levels\.level is missing"):
        replace(town(), known_levels=town().current.drop("level")).validate()


def test_changing_a_frame_forgets_what_was_worked_out() -> None:
    before = town(assessments=[judged(KARI, 3)]).warm()
    after = replace(before, assessments=town(assessments=[judged(KARI, 1)]).assessments)
    assert after.current.collect()["level"].to_list() == [1]
