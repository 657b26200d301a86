"""The tables that commands print: what each is sorted by, its columns, and how it comes about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from kyndig.analysis import gaps, latent, needs, vulnerability
from kyndig.analysis.frames import Frame
from kyndig.analysis.snapshot import Snapshot


@dataclass(frozen=True)
class Answer:
    """A table: its key, all its columns, and the function that keeps the rows of a unit (None: all of them).

    of_people: its rows are about people by number. looks_back: it needs a snapshot that was loaded so.
    """

    key: tuple[str, ...]
    columns: tuple[str, ...]
    table: Callable[[Snapshot, int | None], Frame]
    of_people: bool = False
    looks_back: bool = False


def _of_rule(by: str, table: Callable[[Snapshot, int | None], Frame], *, of_people: bool = False) -> Answer:
    return Answer(gaps.KEYS[by], gaps.COLUMNS[by], table, of_people)


def _vulnerability(snapshot: Snapshot, unit_id: int | None) -> Frame:
    return vulnerability.vulnerability(snapshot, settings.RETIREMENT_EXPOSED_FROM_AGE, unit_id)


ANSWERS: Final[dict[str, Answer]] = {
    "person": _of_rule("person", gaps.gap_by_person, of_people=True),
    "unit": _of_rule("unit", gaps.gap_by_unit),
    "coverage": _of_rule("coverage", gaps.coverage),
    "vulnerability": Answer(vulnerability.KEY, vulnerability.COLUMNS, _vulnerability),
    "latent": Answer(latent.KEY, latent.COLUMNS, latent.latent, of_people=True, looks_back=True),
    "needs": Answer(needs.KEY, needs.COLUMNS, needs.needs, looks_back=True),
}
