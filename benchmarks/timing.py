"""Times by repeated runs: a warm-up, then the median, as whole calls on the wall clock."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

# Seconds of each run, by what was run.
Times: TypeAlias = dict[str, list[float]]
Clock: TypeAlias = Callable[[], float]
FEWEST, MOST_SECONDS = 3, 40


def in_turn(calls: Mapping[str, Callable[[], Any]], *, runs: int, clock: Clock = time.perf_counter) -> Times:
    """Time several calls in turn, A B A B …, so that a drift of the machine's speed meets them all.

    Each is run once first, which is not counted. So many rounds, or as many as begin within the time that a
    comparison may take, but at least three.
    """
    began = time.perf_counter()
    for call in calls.values():
        call()
    times: Times = {name: [] for name in calls}
    for done in range(runs):
        if done >= FEWEST and time.perf_counter() - began > MOST_SECONDS:
            break
        for name, call in calls.items():
            times[name].append(once(call, clock))
    return times


def once(call: Callable[[], Any], clock: Clock = time.perf_counter) -> float:
    """Seconds of one call."""
    begun = clock()
    call()
    return clock() - begun


def median(times: Times, name: str) -> float:
    return statistics.median(times[name])


def ratio(times: Times, above: str, below: str) -> float:
    """How many times as long the first takes: the median of the ratios run by run."""
    pairs = zip(times[above], times[below], strict=True)
    return statistics.median(one / other for one, other in pairs)


def shown(seconds: float) -> str:
    """Three significant figures, as people read times."""
    if seconds >= 100:
        return f"{seconds:,.0f} s"
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def spread(times: Times, name: str) -> str:
    """The median, with the fastest and the slowest run, and how many there were."""
    values = times[name]
    if len(values) == 1:
        return f"{shown(values[0])} (once)"
    span = f"{shown(min(values))} – {shown(max(values))}"
    return f"{shown(statistics.median(values))} ({span}, {len(values)} runs)"


def verdict(met: bool) -> str:
    return "yes" if met else "**no**"


def table(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; all columns but the first are figures."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
