"""Every hand-made example gives on DuckDB and Spark what it gives on Polars, all of them as one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest

from kyndig.analysis import engines
from kyndig.analysis.frames import collected
from kyndig.analysis.pool import Pool
from kyndig.analysis.tests.all_examples import moved_to, pool_of, towns_of_examples
from kyndig.analysis.tests.example import D
from kyndig.analysis.tests.exported_towns import TABLES, full_towns
from kyndig.analysis.tests.on_engines import running_on
from kyndig.analysis.tests.rich_towns import NEAR_AGE
from kyndig.analysis.tests.test_difference import differ
from kyndig.analysis.tests.test_pooled_figures import TOWNS, answers, plain_answers

# Each kind of change once.
CHANGES = (
    *("require:SPL:PVK:2:U", "train:PVK:3:O1", "move:O1:U", "leave:K1"),
    *("retire:62", "drop:SPL:PVK", "close:A"),
)


@pytest.fixture(scope="module")
def towns() -> Pool:
    """The examples' towns, and random ones in which more rules meet."""
    random = [moved_to(D, town) for town in full_towns()]
    return pool_of(D, [*towns_of_examples(), *random], NEAR_AGE)


def tables(pool: Pool) -> dict[str, Any]:
    """Each table, and the current levels that all rest on."""
    found = {by: pool.table(by, key, columns).rows() for by, (key, columns, _) in TABLES.items()}
    return found | {"levels": sorted(collected(pool.snapshot.current).rows(), key=str)}


def check(towns: Pool, engine: str) -> None:
    on_polars = tables(towns)
    assert all(on_polars.values())
    with running_on(engine), tempfile.TemporaryDirectory() as folder:
        found = tables(towns.on(engine, Path(folder)))
    for by, rows in on_polars.items():
        assert found[by] == rows, by


def test_the_examples_of_every_rule_are_among_the_towns(towns: Pool) -> None:
    assert len(towns.names) > 150


def test_duckdb_gives_what_polars_gives(towns: Pool) -> None:
    check(towns, engines.DUCKDB)


def test_a_town_with_nothing_in_it_has_empty_tables_on_duckdb() -> None:
    with running_on(engines.DUCKDB), tempfile.TemporaryDirectory() as folder:
        assert not any(tables(pool_of(D, [{}], NEAR_AGE).on(engines.DUCKDB, Path(folder))).values())


@pytest.mark.spark
def test_spark_gives_what_polars_gives(towns: Pool) -> None:
    """All in one test: a session begins once, and takes seconds to plan, whatever there is to answer."""
    on_polars = differ(*CHANGES)
    assert on_polars
    check(towns, engines.SPARK)
    with running_on(engines.SPARK):
        assert differ(*CHANGES) == on_polars
        assert answers(TOWNS, engines.SPARK) == plain_answers(TOWNS)
