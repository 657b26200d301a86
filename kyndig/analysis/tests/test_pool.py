"""Exports of many municipalities as one give what each gives alone, on every engine."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from kyndig.analysis import engines
from kyndig.analysis.tests.exported_towns import TABLES, found, pool_of, told
from kyndig.analysis.tests.on_engines import running_on
from kyndig.analysis.tests.plain import Town
from kyndig.analysis.tests.rich_towns import rich_towns
from kyndig.analysis.tests.test_difference import differ

# Many towns at once: an engine that plans for long answers for all of them in the same time.
_MANY = 12
towns = st.lists(rich_towns(), min_size=1, max_size=3)


def named(drawn: list[Town]) -> dict[str, Town]:
    return {f"M{number:02}": town for number, town in enumerate(drawn)}


def check(municipalities: Mapping[str, Town], engine: str) -> None:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as moved_to:
        pooled = pool_of(municipalities, Path(folder))
        pooled = pooled.on(engine, Path(moved_to))
        for by in TABLES:
            assert found(pooled, by) == told(municipalities, by), by


@settings(deadline=None, max_examples=25)
@given(towns)
def test_tables_are_those_of_each_municipality_alone(drawn: list[Town]) -> None:
    check(named(drawn), engines.POLARS)


def full_towns(number: int) -> list[Town]:
    """Many towns, the same every time, with rows in as many tables as can be."""
    drawn: list[Town] = []

    @seed(number)
    @settings(deadline=None, max_examples=80, phases=[Phase.generate], database=None)
    @given(rich_towns())
    def draw(town: Town) -> None:
        drawn.append(town)

    draw()
    drawn.sort(key=lambda town: -sum(bool(tell(town)) for _, _, tell in TABLES.values()))
    return drawn[:_MANY]


@pytest.mark.parametrize("number", [1, 2])
def test_duckdb_gives_the_same(number: int) -> None:
    with running_on(engines.DUCKDB):
        check(named(full_towns(number)), engines.DUCKDB)


@pytest.mark.spark
def test_spark_gives_the_same() -> None:
    """All in one test: a session begins once, and takes seconds to plan, whatever there is to answer."""
    changes = ("leave:K1", "train:PVK:3:O1")
    on_polars = differ(*changes)
    assert on_polars
    with running_on(engines.SPARK):
        assert differ(*changes) == on_polars
        check(named(full_towns(1)), engines.SPARK)
