"""Which tests run on which engines."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from kyndig.analysis import engines
from kyndig.analysis.tests.on_engines import running_on

# Their snapshots live on the engine of the test. What gives a table runs in `test_engines.py`, all as one.
_ON_DUCKDB_TOO = {"test_difference", "test_tree", "test_whatif"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Polars and DuckDB. They do not touch the database, so with PostgreSQL they need not run again."""
    if metafunc.module.__name__.rpartition(".")[2] in _ON_DUCKDB_TOO:
        once = not os.environ.get("KYNDIG_DATABASE_URL", "").startswith("postgres")
        names = [engines.POLARS, engines.DUCKDB] if once else [engines.POLARS]
        metafunc.parametrize("engine_of_test", names, indirect=True)


@pytest.fixture(autouse=True)
def engine_of_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """The engine that the test's snapshots live on: Polars where nothing else is said."""
    with running_on(getattr(request, "param", engines.POLARS)):
        yield
