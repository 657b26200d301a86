"""When a need is asked about again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyndig.analysis.judging import CHANGED, DUE, NEW, Figures, differs_materially, why_asked

D = date(2027, 5, 18)
DAY = timedelta(days=1)
JUDGED = Figures(missing=8, unknown=4, mobilise=0, learn=5, acquire=3, phase_out=0, suggestion="learn")


def figures() -> st.SearchStrategy[Figures]:
    count = st.integers(0, 60)
    kinds = st.sampled_from(["mobilise", "learn", "acquire", "map", "phase_out"])
    return st.builds(Figures, count, count, count, count, count, count, kinds)


def test_what_nobody_has_judged_is_new() -> None:
    assert why_asked(None, JUDGED, None, D) == NEW


def test_an_answer_to_the_same_figures_stands() -> None:
    assert why_asked(JUDGED, JUDGED, None, D) is None


@pytest.mark.parametrize(("days", "asked"), [(-1, None), (0, DUE), (1, DUE)])
def test_not_now_is_asked_again_from_its_day(days: int, asked: str | None) -> None:
    assert why_asked(JUDGED, JUDGED, D, D + days * DAY) == asked


def test_not_now_is_asked_before_its_day_when_the_figures_change() -> None:
    assert why_asked(JUDGED, replace(JUDGED, missing=12), D + DAY, D) == CHANGED


@pytest.mark.parametrize(("missing", "again"), [(9, False), (10, True), (7, False), (6, True)])
def test_a_fourth_of_those_missing_is_material(missing: int, again: bool) -> None:
    assert differs_materially(JUDGED, replace(JUDGED, missing=missing)) is again


@pytest.mark.parametrize("name", ["missing", "unknown", "phase_out"])
def test_one_person_is_material_where_there_was_none(name: str) -> None:
    none, one = (Figures(**{**vars(JUDGED), name: count}) for count in (0, 1))
    assert differs_materially(none, one)


@given(figures())
def test_equal_figures_never_differ(each: Figures) -> None:
    assert not differs_materially(each, each)


@given(figures(), figures())
def test_another_suggestion_always_does(judged: Figures, now: Figures) -> None:
    assert judged.suggestion == now.suggestion or differs_materially(judged, now)


@given(figures(), figures())
def test_the_split_alone_never_does(judged: Figures, other: Figures) -> None:
    split = replace(judged, mobilise=other.mobilise, learn=other.learn, acquire=other.acquire)
    assert not differs_materially(judged, split)


@given(figures(), st.integers(0, 60), st.integers(0, 60))
def test_who_is_asked_at_a_change_is_asked_at_a_greater_one(each: Figures, less: int, more: int) -> None:
    less, more = sorted((less, more))
    small = replace(each, missing=each.missing + less)
    assert not differs_materially(each, small) or differs_materially(
        each, replace(each, missing=each.missing + more)
    )


@given(st.integers(5, 60))
def test_one_person_of_five_or_more_is_not_material(missing: int) -> None:
    judged = replace(JUDGED, missing=missing)
    assert not differs_materially(judged, replace(judged, missing=missing + 1))
    assert not differs_materially(judged, replace(judged, missing=missing - 1))
