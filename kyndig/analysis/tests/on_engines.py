"""The engine that the tests' snapshots live on: Polars, or DuckDB or Spark over Parquet files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest

from kyndig.analysis import engines
from kyndig.analysis.snapshot import Snapshot

# Engines, each with a folder for its files; the innermost is that of the test.
_running: Final[list[tuple[str, Path]]] = []
Rows: TypeAlias = Mapping[str, Iterable[Mapping[str, Any]]]
# Where the rows of snapshots are noted besides, while somebody asks for it.
_noting: Final[list[list[Rows]]] = []
# Tiny frames: compiling takes longer than running, and one partition holds them all.
_QUICK_SPARK: Final = {
    "spark.master": "local[1]",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.default.parallelism": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def snapshot_here(as_of: date, rows: Rows) -> Snapshot:
    """A snapshot of the rows on the engine of the test."""
    for towns in _noting:
        towns.append(rows)
    snapshot = Snapshot.from_rows(as_of, rows)
    if not _running or _running[-1][0] == engines.POLARS:
        return snapshot
    name, folder = _running[-1]
    return engines.moved(snapshot, name, Path(tempfile.mkdtemp(dir=folder)))


@contextmanager
def recorded() -> Iterator[list[Rows]]:
    """The rows of all snapshots that are made inside."""
    towns: list[Rows] = []
    _noting.append(towns)
    try:
        yield towns
    finally:
        _noting.pop()


@contextmanager
def running_on(name: str) -> Iterator[None]:
    """The engine of what is done inside. Skips the test where it can't run."""
    if lacking := engines.missing(name):
        pytest.skip(lacking)
    if name == engines.SPARK:
        engines.spark(_QUICK_SPARK)
    with tempfile.TemporaryDirectory() as folder:
        _running.append((name, Path(folder)))
        try:
            yield
        finally:
            _running.pop()
