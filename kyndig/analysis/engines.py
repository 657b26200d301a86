"""The engines that the analyses run on: Polars, and DuckDB or Spark over Parquet files.

DuckDB and Spark are extras of the package, so they are imported when somebody asks for them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import fields
from importlib import import_module
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw

if TYPE_CHECKING:
    from kyndig.analysis.snapshot import Snapshot

POLARS, DUCKDB, SPARK = ENGINES = ("polars", "duckdb", "spark")
# One process for a municipality or a hundred: few partitions, and no page that shows what is going on.
SPARK_OPTIONS: Final = {
    "spark.master": "local[*]",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    # What fails is raised. Spark would also tell, with a traceback, of work it gave up as no longer needed.
    "spark.log.level": "OFF",
}
_PACKAGES: Final = {DUCKDB: "duckdb", SPARK: "pyspark"}
_numbers = count(1)


class EngineMissingError(RuntimeError):
    """An engine that is not installed: one sentence that says what to do."""


def missing(engine: str) -> str | None:
    """What the engine lacks here and how to get it, as a sentence; None when it can run."""
    if engine != POLARS and not all(_is_installed(name) for name in (_PACKAGES[engine], "pyarrow")):
        return f"The engine {engine} is not installed: pip install 'kyndig[{engine}]'."
    if engine == SPARK and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        return "The engine spark needs Java 17, which is not found on the path or in JAVA_HOME."
    return None


def moved(snapshot: Snapshot, engine: str, folder: Path) -> Snapshot:
    """The same snapshot on another engine, which reads it from Parquet files written in the folder.

    The folder must be there, and stay as long as the snapshot is used.
    Raises EngineMissingError.
    """
    if engine == POLARS:
        return snapshot
    names = [field.name for field in fields(snapshot) if field.name != "as_of"]
    tables = {name: frame for name in names if (frame := getattr(snapshot, name)) is not None}
    return type(snapshot).from_frames(
        snapshot.as_of, **{name: moved_frame(frame, engine, folder / name) for name, frame in tables.items()}
    )


def moved_frame(frame: Any, engine: str, path: Path) -> Any:
    """A Polars frame as the engine's own, over a Parquet file that is written at the path.

    Raises EngineMissingError.
    """
    if engine == POLARS:
        return frame
    if lacking := missing(engine):
        raise EngineMissingError(lacking)
    file = str(path.with_suffix(".parquet"))
    frame.sink_parquet(file)
    if engine == DUCKDB:
        return _in_table(import_module("duckdb").read_parquet(file))
    return spark().read.parquet(file)


def spark(options: Mapping[str, str] = MappingProxyType({})) -> Any:
    """The process's Spark session. The first call begins it, with the options besides SPARK_OPTIONS."""
    sessions = import_module("pyspark.sql").SparkSession
    begun = sessions.getActiveSession()
    if begun is not None:
        return begun
    return sessions.builder.appName("kyndig").config(map={**SPARK_OPTIONS, **options}).getOrCreate()


def kept_by(frame: nw.LazyFrame[Any]) -> Callable[[Any], Any] | None:
    """How the frame's engine holds rows that are worked out; None for Polars, whose frames do."""
    return _KEPT_BY.get(frame.implementation)


def _in_table(relation: Any) -> Any:
    """The rows in a table in memory, on DuckDB's default connection: that of `moved_frame`."""
    name = f"kept_{next(_numbers)}"
    relation.create(name)
    return import_module("duckdb").table(name)


def _in_checkpoint(frame: Any) -> Any:
    """The rows where Spark's executors are. The plan that led to them is forgotten, so plans do not grow."""
    return frame.localCheckpoint()


_KEPT_BY: Final[dict[nw.Implementation, Callable[[Any], Any]]] = {
    nw.Implementation.DUCKDB: _in_table,
    nw.Implementation.PYSPARK: _in_checkpoint,
}


def _is_installed(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True
