"""Figures as a page shows them: exact for those who lead, shares of large groups for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from kyndig.analysis import disclosure, gaps
from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.summaries import COUNTS

# What is shown together, in this order, as bars and as shares.
PARTS = ("met", "below", "not_assessed", "exempt")


@dataclass(frozen=True)
class Counts:
    """Pairs of employment and required competence by state; depth in levels, people are distinct."""

    required: int = 0
    met: int = 0
    below: int = 0
    expired: int = 0
    not_assessed: int = 0
    exempt: int = 0
    depth: int = 0
    confirmed: int = 0
    people: int = 0

    @property
    def short(self) -> int:
        """Below what is required, or expired."""
        return self.below + self.expired

    @property
    def concerns(self) -> int:
        """Those that are not exempt."""
        return self.required - self.exempt

    @property
    def assessed(self) -> int:
        """Of those that are not exempt."""
        return self.concerns - self.not_assessed

    @property
    def parts(self) -> dict[str, int]:
        """By PARTS: expired counts as below."""
        return {
            "met": self.met,
            "below": self.short,
            "not_assessed": self.not_assessed,
            "exempt": self.exempt,
        }

    @cached_property
    def shares(self) -> dict[str, int | None]:
        """Per cent by PARTS for those who see large groups only; None is hidden."""
        return disclosure.shares(self.parts, self.people)

    @property
    def share_assessed(self) -> int | None:
        """Per cent of what is asked for, protected as `shares`."""
        return disclosure.share(self.assessed, self.concerns, self.people)

    @property
    def is_hidden(self) -> bool:
        """True when so few people are concerned that others than their leaders see nothing."""
        return disclosure.is_hidden(self.people)

    def of_state(self, state: str) -> int:
        return int(getattr(self, state))


NOTHING = Counts()


def counts_of(row: Mapping[str, Any]) -> Counts:
    """From a row of `summaries.counted`."""
    return Counts(**{name: int(row[name]) for name in COUNTS})


def counts_by(frame: Frame, key: str) -> dict[int, Counts]:
    """`summaries.counted` by one key."""
    return {row[key]: counts_of(row) for row in collected(frame).rows(named=True)}


def together(every: Iterable[Counts], people: int) -> Counts:
    """The sum; people can't be summed, so their number is given."""
    rows = list(every)
    names = [field.name for field in fields(Counts) if field.name != "people"]
    return Counts(**{name: sum(getattr(row, name) for row in rows) for name in names}, people=people)


def has(counts: Counts, state: str | None) -> bool:
    """Whether a row has any pair in the state; every row has, when no state is asked for."""
    return state is None or state not in gaps.STATES or counts.of_state(state) > 0
