"""Coverage: how many people a unit must have, and has. Counts people, not shifts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyndig.analysis import disclosure, gaps
from kyndig.analysis.frames import collected
from kyndig.analysis.heat import FRAGILE_AT_MOST
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import only_within
from kyndig.gaps.asking import Asked
from kyndig.gaps.places import Known, Place, Words


@dataclass(frozen=True)
class Cover:
    """What a unit must have of a competence, and how many can (people)."""

    place: Place
    competence: Known
    level: int
    min_holders: int
    holders: int

    @property
    def shortfall(self) -> int:
        return max(0, self.min_holders - self.holders)

    @property
    def is_sole(self) -> bool:
        return self.holders == 1

    @property
    def is_fragile(self) -> bool:
        """At most two can, whatever is required."""
        return self.holders <= FRAGILE_AT_MOST

    @property
    def kind(self) -> str:
        """The look of its state."""
        if self.shortfall:
            return "below"
        return "exact" if self.holders == self.min_holders else "safe"

    @property
    def word(self) -> str | Promise:
        """Its state in words."""
        return {"below": _("Under krav"), "exact": _("På grensen"), "safe": _("Trygg")}[self.kind]

    @property
    def is_problem(self) -> bool:
        return bool(self.shortfall) or self.is_fragile

    @property
    def level_word(self) -> str:
        return self.competence.level_word(self.level)

    @property
    def is_enough(self) -> bool | None:
        """For those who see large groups only; None is hidden."""
        return disclosure.is_covered(self.holders, self.min_holders)


def covers(
    snapshot: Snapshot, words: Words, unit_id: int, wanted: Asked, *, every_figure: bool
) -> list[Cover]:
    """What is asked of the unit and those below it, worst first (by name for those who see no numbers)."""
    rows = collected(only_within(gaps.coverage_counts(snapshot), snapshot, unit_id)).rows(named=True)
    found = [
        Cover(
            words.places[row["unit_id"]],
            words.competences[row["competence_id"]],
            row["level"],
            row["min_holders"],
            row["holders"],
        )
        for row in rows
        if row["unit_id"] in words.places
    ]
    inside = [row for row in found if wanted.area_id in {None, row.competence.area_id}]
    return sorted(inside, key=_worst_first if every_figure else _by_name)


def _worst_first(row: Cover) -> tuple[int, int, bool, str, str, int]:
    return -row.shortfall, row.holders, not row.is_fragile, row.competence.name, row.place.name, row.level


def _by_name(row: Cover) -> tuple[str, str, int, int]:
    return row.place.name, row.competence.name, row.level, row.min_holders
