"""What a unit lacks, by competence, worst first."""

from __future__ import annotations

from dataclasses import dataclass

from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.summaries import counted, criticality
from kyndig.gaps.asking import Asked, kept_pairs
from kyndig.gaps.figures import Counts, counts_by, has
from kyndig.gaps.places import Known, Words
from kyndig.requirements.models import Requirement

BY_WEIGHT = {
    2: Requirement.Criticality.CRITICAL,
    1: Requirement.Criticality.IMPORTANT,
    0: Requirement.Criticality.USEFUL,
}


@dataclass(frozen=True)
class Lack:
    """A competence that something is required of: how critical at its most, and the pairs by state."""

    competence: Known
    weight: int
    counts: Counts

    @property
    def criticality(self) -> str:
        """In words."""
        return str(BY_WEIGHT[self.weight].label)


def lacks(pairs: Frame, words: Words, wanted: Asked, *, every_figure: bool) -> list[Lack]:
    """The competences that these pairs ask for, worst first (by name for those who see shares only)."""
    kept = kept_pairs(pairs, wanted, words)
    weights = dict(collected(criticality(kept)).rows())
    found = counts_by(counted(kept, "competence_id"), "competence_id")
    rows = [Lack(words.competences[key], weights[key], counts) for key, counts in found.items()]
    if not every_figure:
        return sorted(rows, key=lambda row: (row.competence.name, row.competence.code))
    return sorted((row for row in rows if has(row.counts, wanted.state)), key=_worst_first)


def _worst_first(row: Lack) -> tuple[bool, int, int, int, int, str]:
    counts = row.counts
    # What is short and critical first; then what nobody has looked at.
    return (
        not counts.short,
        -row.weight,
        -counts.depth,
        -counts.short,
        -counts.not_assessed,
        row.competence.name,
    )
