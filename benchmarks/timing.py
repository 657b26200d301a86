"""Times by repeated runs: a warm-up, then the median, as whole calls on the wall clock."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Timed:
    """Seconds of several runs of one thing."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        span = f"{milliseconds(min(self.seconds))}–{milliseconds(max(self.seconds))}"
        return f"{milliseconds(self.median)} ({span}, {len(self.seconds)} runs)"


def milliseconds(seconds: float) -> str:
    """Three significant figures, as people read times."""
    return f"{seconds * 1000:,.3g} ms" if seconds < 1 else f"{seconds:,.2f} s"


def timed(name: str, call: Callable[[], Any], *, runs: int = 7, warm_up: int = 1) -> Timed:
    """Run `call` and time it; warm-up runs are not counted."""
    for _ in range(warm_up):
        call()
    return Timed(name, tuple(_once(call) for _ in range(runs)))


def in_turn(calls: dict[str, Callable[[], Any]], *, runs: int = 7) -> dict[str, Timed]:
    """Time several calls in turn, A B A B …, so that a drift of the machine's speed meets them all."""
    for call in calls.values():
        call()
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(runs):
        for name, call in calls.items():
            seconds[name].append(_once(call))
    return {name: Timed(name, tuple(values)) for name, values in seconds.items()}


def _once(call: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun
