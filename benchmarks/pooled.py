"""Many municipalities' exports as one, on each engine: seconds and memory of whole processes.

As a program (`python -m benchmarks.pooled DIRECTORY ENGINE`) it reads the exports, works the tables out and
prints seconds and memory as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import django
import psutil

from benchmarks import database, timing

TITLE = "A hundred municipalities at once"
MUNICIPALITIES: Final = int(os.environ.get("KYNDIG_BENCH_MUNICIPALITIES", "100"))
PEOPLE: Final = int(os.environ.get("KYNDIG_BENCH_POOLED_PEOPLE", "5000"))
TABLES: Final = ("unit", "vulnerability", "needs")


def section() -> str:
    """Measure every engine that is there and tell."""
    from kyndig.analysis import engines

    folder = _exports()
    # Spark's own default is 1 GiB, too little for half a million people in one process.
    env = {"SPARK_DRIVER_MEMORY": "8g"} | database.environment("sqlite", str(PEOPLE))
    there = [engine for engine in engines.ENGINES if engines.missing(engine) is None]
    found = {engine: database.in_process(env, "benchmarks.pooled", str(folder), engine) for engine in there}
    steps = ["read", *TABLES]
    rows = [
        [engine, *(timing.shown(each["seconds"][step]) for step in steps), f"{each['peak'] / 2**20:,.0f} MiB"]
        for engine, each in found.items()
    ]
    return f"{_about(found)}\n{timing.table(['', *steps, 'peak memory'], rows)}"


def _about(found: dict[str, Any]) -> str:
    sizes = ", ".join(f"{rows:,} rows by {by}" for by, rows in next(iter(found.values()))["rows"].items())
    if any(each["rows"] != next(iter(found.values()))["rows"] for each in found.values()):
        raise AssertionError("The engines disagree on how many rows there are.")
    return (
        f"{MUNICIPALITIES} municipalities × {PEOPLE:,} people: copies of one export, held apart as others "
        f"are. {sizes}, the same on every engine. Each engine once, in a process of its own, one table after "
        "another; *read* is reading, checking, moving ids and what all tables share; for DuckDB and Spark "
        "also writing Parquet for them. Rows come to Python sorted. Memory is the most that the process and "
        "those it began (Spark's) ever held; Spark's driver may use 8 GiB (`SPARK_DRIVER_MEMORY`).\n"
    )


def _exports() -> Path:
    """The exports, made unless they are there."""
    folder = (database.KEPT / f"exports-{MUNICIPALITIES}-{PEOPLE}").resolve()
    if not folder.exists():
        env = database.prepared("sqlite", PEOPLE)
        parent = Path(tempfile.mkdtemp(dir=database.KEPT.resolve()))
        database.kyndig(env, "export_snapshot", str(parent / "M000"))
        for number in range(1, MUNICIPALITIES):
            shutil.copytree(parent / "M000", parent / f"M{number:03}")
        parent.rename(folder)
    return folder


def _main(folder: Path, engine: str) -> None:
    from kyndig.analysis import export_files, pool  # after Django's set-up
    from kyndig.gaps.answers import ANSWERS

    seconds, rows = {}, {}
    with tempfile.TemporaryDirectory() as moved_to:
        began = time.perf_counter()
        pooled = pool.read(export_files.exports_in(folder)).on(engine, Path(moved_to))
        pooled.snapshot.warm()
        seconds["read"] = time.perf_counter() - began
        for by in TABLES:
            answer = ANSWERS[by]
            began = time.perf_counter()
            rows[by] = len(pooled.table(by, answer.key, answer.columns))
            seconds[by] = time.perf_counter() - began
        print(json.dumps({"seconds": seconds, "rows": rows, "peak": _peak()}))


def _peak() -> int:
    """Bytes: the most that this process held, and those it began."""
    here = psutil.Process()
    numbers = [here.pid, *(child.pid for child in here.children(recursive=True))]
    return sum(_most_held(number) for number in numbers)


def _most_held(number: int) -> int:
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    django.setup()
    _main(Path(sys.argv[1]), sys.argv[2])
