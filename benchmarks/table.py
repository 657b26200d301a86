"""The municipality's unit × competence gap table, warm: the analysis, a dense floor, and two databases.

As a program (`python -m benchmarks.table`, in the environment of a PostgreSQL database) it measures one size
and prints the seconds as JSON.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

import django
import psycopg

from benchmarks import database, floor, timing
from benchmarks.gap_sql import TUNED, gap_sql
from benchmarks.timing import Times

TITLE = "The gap table of the whole municipality"
SIZES: Final = (10_000, 100_000)
RUNS: Final = {10_000: 15, 100_000: 7}
COLUMNS: Final = ("required", "met", "below", "expired", "not_assessed", "exempt", "depth")
ANALYSIS, FLOOR, PLAIN, TUNED_SQL, LITE = (
    "Polars",
    "NumPy floor",
    "PostgreSQL",
    "PostgreSQL, tuned",
    "SQLite",
)


def section() -> str:
    """Measure every size and tell."""
    measured = {people: _measured(people) for people in SIZES}
    rows = [
        [name, *(timing.spread(measured[people]["times"], name) for people in SIZES), _growth(measured, name)]
        for name in measured[SIZES[0]]["times"]
    ]
    header = ["", *(f"{people:,} people" for people in SIZES), "growth"]
    return f"{_about(measured)}\n{timing.table(header, rows)}\n{_aims(measured)}"


def _measured(people: int) -> Any:
    database.prepared("sqlite", people)
    env = database.prepared("postgresql", people)
    return database.in_process(env, "benchmarks.table", str(people))


def _growth(measured: dict[int, Any], name: str) -> str:
    small, large = (timing.median(measured[people]["times"], name) for people in SIZES)
    return f"{large / small:.1f} ×"


def _about(measured: dict[int, Any]) -> str:
    sizes = "; ".join(
        f"{people:,} people: {found['pairs']:,} pairs of employment and competence, {found['rows']:,} rows"
        for people, found in measured.items()
    )
    return (
        "Every unit with all below it × every competence that somebody there must have; by ids. "
        f"{sizes}. All five give the same table, which is checked before they are timed, in turn, in one "
        "process. Warm: the snapshot is loaded, levels and requirement profiles are worked out; the floor "
        "has everything laid out as matrices. PostgreSQL after VACUUM ANALYZE; *tuned* has work_mem 128 MB "
        "and no JIT. The databases' times include fetching the rows. *Processor* is the time that "
        "processors spent in the process, all threads together: on a busy machine it tells more than the "
        "clock.\n"
    )


def _aims(measured: dict[int, Any]) -> str:
    rows = []
    for people, found in measured.items():
        times: Times = found["times"]
        best = min((PLAIN, TUNED_SQL), key=lambda name: timing.median(times, name))
        over, faster = timing.ratio(times, ANALYSIS, FLOOR), timing.ratio(times, best, ANALYSIS)
        spent = timing.ratio(times, f"{ANALYSIS}, processor", f"{FLOOR}, processor")
        rows += [
            [f"{people:,}: at most 4 × the floor", f"{over:.1f} ×", timing.verdict(over <= 4)],
            [f"{people:,}: the same in processor time", f"{spent:.1f} ×", timing.verdict(spent <= 4)],
            [f"{people:,}: 5 × faster than {best}", f"{faster:.1f} ×", timing.verdict(faster >= 5)],
        ]
    growth = float(_growth(measured, ANALYSIS).split()[0])
    rows.append(["growth at most 13 ×", f"{growth:.1f} ×", timing.verdict(growth <= 13)])
    return timing.table(["aim", "measured", "met"], rows)


def _main(people: int) -> None:
    from kyndig.gaps.loading import load_snapshot  # after Django's set-up
    from kyndig.organisation.reach import today

    as_of = today()
    snapshot = load_snapshot(as_of).warm()
    dense = floor.floor_of(snapshot)
    if not floor.same(snapshot, dense):
        raise AssertionError("The analysis and the floor disagree.")
    calls: dict[str, Callable[[], Any]] = {
        ANALYSIS: lambda: floor.analysed(snapshot),
        FLOOR: lambda: floor.table(dense),
        PLAIN: _on_postgresql(people, as_of, ()),
        TUNED_SQL: _on_postgresql(people, as_of, TUNED),
        LITE: _on_sqlite(people, as_of),
    }
    found = floor.analysed(snapshot).select("unit_id", "competence_id", *COLUMNS)
    for name in (PLAIN, TUNED_SQL, LITE):
        if sorted(calls[name]()) != sorted(found.rows()):
            raise AssertionError(f"The analysis and {name} disagree.")
    pairs = int(dense.required[dense.place].__lt__(48).sum())
    runs = RUNS.get(people, 5)
    times = timing.in_turn(calls, runs=runs)
    here = {name: calls[name] for name in (ANALYSIS, FLOOR)}
    spent = timing.in_turn(here, runs=runs, clock=time.process_time)
    times |= {f"{name}, processor": seconds for name, seconds in spent.items()}
    print(json.dumps({"times": times, "rows": len(found), "pairs": pairs}))


def _on_postgresql(people: int, as_of: date, settings: Iterable[str]) -> Callable[[], Any]:
    connection = psycopg.connect(database.postgres_url(str(people)), autocommit=True)
    for setting in settings:
        connection.execute(setting)
    text, cursor = gap_sql("postgresql"), connection.cursor(binary=True)
    tree = connection.execute(_TREE, [as_of]).fetchone()
    parameters = {"as_of": as_of, "tree_id": tree[0] if tree else None}
    return lambda: cursor.execute(text, parameters).fetchall()


def _on_sqlite(people: int, as_of: date) -> Callable[[], Any]:
    connection = sqlite3.connect(database.sqlite_file(str(people)))
    day = as_of.isoformat()
    (tree,) = connection.execute(_TREE.replace("%s", "?"), [day]).fetchone()
    text, parameters = gap_sql("sqlite"), {"as_of": day, "tree_id": tree}
    return lambda: connection.execute(text, parameters).fetchall()


_TREE = "SELECT id FROM organisation_unittree WHERE valid_from <= %s ORDER BY valid_from DESC LIMIT 1"

if __name__ == "__main__":
    django.setup()
    _main(int(sys.argv[1]))
