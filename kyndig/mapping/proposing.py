"""Which competences a round asks about, proposed from what is critical. Pure: rows in, proposals out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Critical:
    """A competence that is critical for a role inside the scope.

    people: those with the role who must have it; unknown: of them, not assessed or expired; covered: a unit
    in the scope must have so many who can.
    """

    role_id: int
    competence_id: int
    name: str
    level: int
    people: int
    unknown: int
    mandatory: bool
    covered: bool


def proposed(rows: Iterable[Critical], at_most: int) -> dict[int, list[Critical]]:
    """By role id, the competences to ask about, at most so many a role, in the order they are asked.

    Where more are critical, first what units must have a number of people for, then what is mandatory, then
    what least is known of.
    """
    by_role: dict[int, list[Critical]] = defaultdict(list)
    for row in rows:
        by_role[row.role_id].append(row)
    return {role: sorted(found, key=_first)[:at_most] for role, found in by_role.items()}


def _first(row: Critical) -> tuple[bool, bool, float, str, int]:
    known = 1 - row.unknown / row.people if row.people else 1.0
    return not row.covered, not row.mandatory, known, row.name, row.competence_id


# Seconds: what a keyed grid takes by column and by open cell, and reading it over (keystroke-level model).
_A_COLUMN, _AN_OPEN_CELL, _LOOKING_OVER = 8.0, 1.9, 60.0
# What a phone's question takes, and what surrounds the questions.
_A_QUESTION, _AROUND = 8.0, 40.0


def leader_minutes(columns: int, open_cells: int) -> int:
    """About how many minutes a leader needs, at least 1."""
    seconds = columns * _A_COLUMN + open_cells * _AN_OPEN_CELL + _LOOKING_OVER
    return max(1, round(seconds / 60 + 0.49))


def employee_minutes(questions: int) -> int:
    """About how many minutes an employee needs, at least 1."""
    return max(1, round((_AROUND + questions * _A_QUESTION) / 60 + 0.49))
