"""The import of HR's export against saving the same rows one by one, and the import of assessments.

As a program (`python -m benchmarks.importing hr DIRECTORY RUNS`, or `assessments FILE RUNS`, in the
environment of a database of its own) it measures one of them and prints JSON.
"""

from __future__ import annotations

import io
import json
import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import django
import psycopg
from django.core.management import call_command
from django.db import transaction

from benchmarks import database, timing
from benchmarks.timing import Times

TITLE = "Imports"
PEOPLE: Final = 10_000
ENGINES: Final = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
RUNS: Final = 3
FEW: Final = 17_000
MOST_PEOPLE: Final = 100_000
IMPORT, SAVED, PROCESSOR = "import", "saved", " processor"


def section() -> str:
    """Measure the imports on both engines and tell."""
    files = database.generated(PEOPLE)
    found = {engine: _measured(engine, files) for engine in ENGINES}
    return f"{_hr(found)}\n{_assessments(found)}"


def _measured(engine: str, files: Path) -> dict[str, Any]:
    env = database.empty(engine, "import")
    hr = database.in_process(env, "benchmarks.importing", "hr", str(files), str(RUNS))
    few = _first(files / "assessments.csv", FEW)
    again = database.in_process(env, "benchmarks.importing", "assessments", str(few), str(RUNS))
    return {"hr": hr, "assessments": again}


def _first(file: Path, rows: int) -> Path:
    """A file with the first rows of another, beside it."""
    short = file.with_name(f"{file.stem}-{rows}.csv")
    with file.open(encoding="utf-8-sig") as lines:
        short.write_text("".join(islice(lines, rows + 1)), encoding="utf-8")
    return short


def _hr(found: dict[str, Any]) -> str:
    rows = []
    for engine, each in found.items():
        times: Times = each["hr"]["times"]
        for suffix, said in {"": "", PROCESSOR: ", processor"}.items():
            ratio = timing.ratio(times, SAVED + suffix, IMPORT + suffix)
            spreads = [timing.spread(times, name + suffix) for name in (IMPORT, SAVED)]
            row = [f"{ENGINES[engine]}{said}", *spreads, f"{ratio:.1f} ×", timing.verdict(ratio >= 10)]
            rows.append(row)
    saved = "the same rows saved one by one"
    header = ["", "import, from file to commit", saved, "one by one ÷ import", "at least 10 ×?"]
    count = next(iter(found.values()))["hr"]
    about = (
        f"{count['employments']:,} employments of {count['people']:,} people in {count['units']:,} units "
        "into an empty, migrated database, after one import that is not counted. The import reads, "
        "validates, plans, prints and writes, as the command does. *Saved one by one* has the rows ready in "
        "memory and only calls `save()` on each, in one transaction. *Processor* is the time that "
        "processors spent in the process itself, SQLite's work in it and PostgreSQL's not: on a busy "
        "machine it tells more than the clock.\n"
    )
    return f"{about}\n{timing.table(header, rows)}"


def _assessments(found: dict[str, Any]) -> str:
    rows = [
        [f"{FEW:,}, {ENGINES[engine]}", timing.spread(each["assessments"], IMPORT)]
        for engine, each in found.items()
    ]
    count, seconds = _while_filling()
    rows.append(
        [f"{count:,}, PostgreSQL, once, when the database of {MOST_PEOPLE:,} people was filled", seconds]
    )
    return timing.table(["assessments imported, holdings included", "time"], rows)


def _while_filling() -> tuple[int, str]:
    """How many assessments filled the large database, and the time that the import noted for itself."""
    database.prepared("postgresql", MOST_PEOPLE)
    with psycopg.connect(database.postgres_url(str(MOST_PEOPLE))) as connection:
        count = connection.execute("SELECT count(*) FROM holdings_assessment").fetchone()
        took = connection.execute(_TOOK).fetchone()
    return (count or (0,))[0], timing.shown((took or (0.0,))[0])


_TOOK: Final = """
SELECT CAST(EXTRACT(epoch FROM finished_at - started_at) AS FLOAT) FROM imports_importrun
WHERE kind = 'assessments' ORDER BY id LIMIT 1
"""


def _main_hr(directory: Path, runs: int) -> None:
    times: Times = defaultdict(list)
    counts: dict[str, int] = {}
    _time_empty(defaultdict(list), IMPORT, lambda: _import_hr(directory))
    began = time.perf_counter()
    for done in range(runs):
        if done and time.perf_counter() - began > timing.MOST_SECONDS:
            break
        _time_empty(times, IMPORT, lambda: _import_hr(directory))
        rows = _rows_now()
        counts = {name: len(rows[at]) for name, at in {"units": 0, "people": 4, "employments": 5}.items()}
        _time_empty(times, SAVED, partial(_save, rows))
    _time_empty(defaultdict(list), IMPORT, lambda: _import_hr(directory))
    call_command("import_catalogue", str(directory / "catalogue.csv"), stdout=io.StringIO())
    print(json.dumps({"times": times, **counts}))


def _time_empty(times: Times, name: str, call: Callable[[], Any]) -> None:
    """Time a call on a database emptied first, by the clock and by the processor."""
    call_command("flush", interactive=False, verbosity=0)
    spent = time.process_time()
    times[name].append(timing.once(call))
    times[name + PROCESSOR].append(time.process_time() - spent)


def _import_hr(directory: Path) -> None:
    call_command(
        "import_hr", str(directory / "hr.csv"), "--units", str(directory / "units.csv"), stdout=io.StringIO()
    )


def _rows_now() -> list[list[Any]]:
    """All that the import wrote about units, people, employments, roles and who leads."""
    from kyndig.organisation import models  # after Django's set-up

    kinds: list[Any] = [
        *(models.Unit, models.UnitTree, models.UnitNode, models.UnitClosure, models.Person),
        *(models.Employment, models.Role, models.LeaderProposal),
    ]
    return [list(kind.objects.all()) for kind in kinds]


@transaction.atomic
def _save(rows: list[list[Any]]) -> None:
    """One INSERT each; a person's and a role's history is written too, as the import does."""
    for row in chain(*rows[:5], rows[6], rows[5], rows[7]):
        row.save(force_insert=True)


def _main_assessments(file: Path, runs: int) -> None:
    from kyndig.holdings.models import Assessment, Holding  # after Django's set-up

    times: Times = {IMPORT: []}
    for _ in range(runs):
        Holding.objects.all().delete()
        Assessment.objects.all().delete()
        call = lambda: call_command("import_assessments", str(file), stdout=io.StringIO())  # noqa: E731
        times[IMPORT].append(timing.once(call))
    print(json.dumps(times))


if __name__ == "__main__":
    django.setup()
    logging.disable()
    what, path, count = sys.argv[1:]
    {"hr": _main_hr, "assessments": _main_assessments}[what](Path(path), int(count))
