"""From the database to the gap table: loading the snapshot, and a whole process that starts from nothing.

As a program (`python -m benchmarks.load RUNS`) it loads the snapshot of the environment's database and prints
the seconds as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final

import django

from benchmarks import database, timing
from benchmarks.timing import Times

TITLE = "Loading, and starting from nothing"
SIZES: Final = (10_000, 100_000)
ENGINES: Final = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
RUNS: Final = {10_000: 9, 100_000: 5}
READ, READY = "read", "ready"
PROGRAMS: Final = ("analysis", "sql", "nothing")


def section() -> str:
    """Measure both engines at every size and tell."""
    where = [(engine, people) for engine in ENGINES for people in SIZES]
    loaded = {each: _loaded(*each) for each in where}
    cold = {people: _cold(people) for people in SIZES}
    rows = [
        [f"{ENGINES[engine]}, {people:,}", *(timing.spread(loaded[engine, people], each) for each in _STEPS)]
        for engine, people in where
    ]
    loading = timing.table(["the whole municipality", *_STEPS.values()], rows)
    return f"{_LOADING}\n{loading}\n{_COLD}\n{_cold_table(cold)}"


_STEPS: Final = {READ: "read", READY: "read and made ready (`warm`)"}
_LOADING: Final = "`load_snapshot` in a process that runs already; what it gives is what pages keep.\n"
_COLD: Final = (
    "Cold: whole processes in turn, on the wall clock, no files kept: Python starts, Django starts, and the "
    "gap table of the municipality is worked out, by the analysis or by PostgreSQL's own SQL on Django's "
    "connection. *Django alone* starts and does nothing; it is in both.\n"
)


def _cold_table(cold: dict[int, Times]) -> str:
    rows = []
    for people, times in cold.items():
        ratio = timing.ratio(times, "analysis", "sql")
        spreads = [timing.spread(times, program) for program in PROGRAMS]
        rows.append([f"{people:,} people", *spreads, f"{ratio:.2f}", timing.verdict(round(ratio, 2) <= 1)])
    header = ["", "analysis", "PostgreSQL's own SQL", "Django alone", "analysis ÷ SQL", "no slower?"]
    return timing.table(header, rows)


def _loaded(engine: str, people: int) -> Times:
    env = database.prepared(engine, people)
    times: Times = database.in_process(env, "benchmarks.load", str(RUNS[people]))
    return times


def _cold(people: int) -> Times:
    env = database.prepared("postgresql", people)
    return timing.in_turn({name: _process(env, name) for name in PROGRAMS}, runs=RUNS[people])


def _process(env: dict[str, str], program: str) -> Callable[[], Any]:
    command = [sys.executable, "-m", "benchmarks.cold", program]
    return lambda: subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)


def _main(runs: int) -> None:
    from kyndig.gaps.loading import load_snapshot  # after Django's set-up
    from kyndig.organisation.reach import today

    calls = {READ: lambda: load_snapshot(today()), READY: lambda: load_snapshot(today()).warm()}
    print(json.dumps(timing.in_turn(calls, runs=runs)))


if __name__ == "__main__":
    django.setup()
    _main(int(sys.argv[1]))
