"""When a need that somebody has judged is asked about again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

# A fourth of what was judged. One of three is another situation; one of forty is somebody on a course.
MATERIAL_SHARE: Final = 4

NEW, CHANGED, DUE = "new", "changed", "due"


@dataclass(frozen=True)
class Figures:
    """A row of `needs.needed`: people, and the kind suggested."""

    missing: int
    unknown: int
    mobilise: int
    learn: int
    acquire: int
    phase_out: int
    suggestion: str


def why_asked(judged: Figures | None, now: Figures, until: date | None, on: date) -> str | None:
    """NEW when nobody has judged it, CHANGED or DUE when it is asked again, None when the answer stands.

    Args: `until` is the day from which an answer of "not now" is asked again; None for other answers.
    """
    if judged is None:
        return NEW
    if differs_materially(judged, now):
        return CHANGED
    return DUE if until is not None and on >= until else None


def differs_materially(judged: Figures, now: Figures) -> bool:
    """True when the answer may no longer fit the figures.

    So it is when another kind is suggested, or when missing, unknown or phase_out has moved by at least one
    person and at least a fourth of what it was when judged. The suggestion alone would not do: five more
    missing may still be "learn". A number of people alone would not either: a leader with forty people in a
    competence would be asked each time somebody starts or leaves, and stop answering.
    How those missing are split on mobilise, learn and acquire matters only through the suggestion: it says
    what is possible, and the leader has chosen.
    """
    counts = (
        (judged.missing, now.missing),
        (judged.unknown, now.unknown),
        (judged.phase_out, now.phase_out),
    )
    return judged.suggestion != now.suggestion or any(_moved(before, after) for before, after in counts)


def _moved(before: int, after: int) -> bool:
    difference = abs(after - before)
    return difference > 0 and difference * MATERIAL_SHARE >= before
