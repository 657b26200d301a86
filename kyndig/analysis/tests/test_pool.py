"""Exports of many municipalities as one give what each gives alone."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kyndig.analysis import engines
from kyndig.analysis.tests.exported_towns import TABLES, found, full_towns, pool_of, told
from kyndig.analysis.tests.on_engines import running_on
from kyndig.analysis.tests.plain import Town
from kyndig.analysis.tests.rich_towns import rich_towns

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


def test_duckdb_gives_the_same() -> None:
    with running_on(engines.DUCKDB):
        check(named(full_towns()), engines.DUCKDB)
