"""Each analysis of the whole municipality, warm, held against the gap table; and what the snapshot takes.

As a program (`python -m benchmarks.analyses`, in the environment of a database) it measures that municipality
and prints the figures as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from typing import Any, Final

import django
import narwhals as nw

from benchmarks import database, timing

TITLE = "Vulnerability, latent competence, needs and what-if"
SIZES: Final = (10_000, 100_000)
RUNS: Final = 9
GAP, WHAT_IF, WORKED_OUT = "unit", "what-if, five changes", "needs"
MOST_GAP_TABLES: Final = {"needs": 15, "vulnerability": 15}


def section() -> str:
    """Measure every size and tell."""
    measured = {people: _measured(people) for people in SIZES}
    return f"{_ABOUT}\n{_times(measured)}\n{_aims(measured)}"


def _measured(people: int) -> Any:
    return database.in_process(database.prepared("sqlite", people), "benchmarks.analyses")


_ABOUT: Final = (
    "The tables of `kyndig gaps`, with codes and in order, of a snapshot that looks back and is loaded and "
    "worked out (`warm`); *unit* is the gap table. The what-if is five changes applied, and *needs* after "
    "them: a page has *needs* before them already. Memory is what the snapshot's frames hold, with levels, "
    "tree and profiles; Polars counts it.\n"
)


def _times(measured: dict[int, Any]) -> str:
    small, large = (measured[people]["times"] for people in SIZES)
    rows = [
        [
            name,
            timing.spread(small, name),
            timing.spread(large, name),
            f"{_growth(measured, name):.1f} ×",
            f"{timing.ratio(small, name, GAP):.1f} ×",
        ]
        for name in small
    ]
    return timing.table(["", *(f"{people:,} people" for people in SIZES), "growth", "÷ gap table"], rows)


def _growth(measured: dict[int, Any], name: str) -> float:
    small, large = (timing.median(measured[people]["times"], name) for people in SIZES)
    return large / small


def _aims(measured: dict[int, Any]) -> str:
    times = measured[SIZES[0]]["times"]
    rows = []
    for name, most in MOST_GAP_TABLES.items():
        ratio = timing.ratio(times, name, GAP)
        rows.append(
            [f"{name}: at most {most} × the gap table", f"{ratio:.1f} ×", timing.verdict(ratio <= most)]
        )
    took = timing.median(times, WHAT_IF)
    allowed = 2 * timing.median(times, GAP) + timing.median(times, WORKED_OUT)
    words = f"what-if: at most 2 × the gap table and {WORKED_OUT}, {timing.shown(allowed)}"
    rows.append([words, timing.shown(took), timing.verdict(took <= allowed)])
    name = max(times, key=lambda each: _growth(measured, each))
    growth = _growth(measured, name)
    rows.append([f"growth at most 13 × (most: {name})", f"{growth:.1f} ×", timing.verdict(growth <= 13)])
    for people in SIZES:
        share = measured[people]["bytes"] / 2**20 / (people / 10_000)
        rows.append([f"the snapshot of {people:,}, for 10,000 people", f"{share:.1f} MiB", ""])
    return timing.table(["aim", "measured", "met"], rows)


def _main() -> None:
    from kyndig.analysis import whatif  # after Django's set-up
    from kyndig.analysis.frames import collected
    from kyndig.gaps.answers import ANSWERS
    from kyndig.gaps.loading import load_snapshot
    from kyndig.organisation.reach import today

    snapshot = load_snapshot(today(), looks_back=True).warm()
    changes = _changes(snapshot)

    def asked(by: str, of: Any = snapshot) -> Any:
        answer = ANSWERS[by]
        return collected(answer.table(of, None).sort(*answer.key).select(*answer.columns))

    def answering(by: str) -> Callable[[], Any]:
        return lambda: asked(by)

    calls = {by: answering(by) for by in ANSWERS}
    calls[WHAT_IF] = lambda: asked(WORKED_OUT, whatif.applied(snapshot, changes))
    print(json.dumps({"times": timing.in_turn(calls, runs=RUNS), "bytes": _bytes(snapshot)}))


def _changes(snapshot: Any) -> list[str]:
    """Five changes of different kinds, of what comes first in the municipality."""
    from kyndig.analysis.frames import collected
    from kyndig.analysis.profiles import counting

    once = counting(snapshot).group_by("person_id").agg(positions=nw.len(), role_id=nw.col("role_id").min())
    people = once.filter(nw.col("positions") == 1).join(snapshot.people, on="person_id", how="inner")
    numbered = people.join(snapshot.roles, on="role_id", how="inner").sort("employee_number").head(9)
    (first, *_, last) = collected(numbered).rows(named=True)
    unit = collected(snapshot.units.filter(nw.col("kind") == "unit").sort("unit_code").head(1))["unit_code"][
        0
    ]
    competence = collected(snapshot.competences.filter(nw.col("scale") == "levels").sort("code").head(1))[
        "code"
    ][0]
    return [
        f"leave:{first['employee_number']}",
        "retire:66",
        f"train:{competence}:3:{last['employee_number']}",
        f"require:{last['role_code']}:{competence}:2",
        f"close:{unit}",
    ]


def _bytes(snapshot: Any) -> int:
    """What the frames hold, in bytes."""
    from kyndig.analysis.frames import collected

    frames = [getattr(snapshot, field.name) for field in fields(snapshot) if field.name != "as_of"]
    worked_out = [snapshot.current, snapshot.closure, snapshot.profiles.employments, snapshot.profiles.table]
    every = [frame for frame in frames if frame is not None] + worked_out
    return sum(int(collected(frame).to_native().estimated_size()) for frame in every)


if __name__ == "__main__":
    django.setup()
    _main()
