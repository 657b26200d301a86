"""A unit's first page: the finding, and the worst of each kind."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw

from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.summaries import counted
from kyndig.gaps import sentences
from kyndig.gaps.asking import kept_pairs
from kyndig.gaps.covering import Cover, covers
from kyndig.gaps.figures import NOTHING, Counts, counts_of
from kyndig.gaps.lacking import Lack, lacks
from kyndig.gaps.opening import Opened
from kyndig.gaps.overview import Overview, overview

SHOWN = 6


@dataclass(frozen=True)
class Summary:
    """What a unit lacks (worst first, at most SHOWN of each), its coverage, and the units below it."""

    headline: str
    lacks: list[Lack]
    lacks_in_all: int
    covers: list[Cover]
    covers_in_all: int
    below: Overview | None

    @property
    def is_asked(self) -> bool:
        """False where nothing is required of anybody."""
        return bool(self.lacks_in_all or self.covers_in_all)


def whole(opened: Opened) -> Counts:
    """All pairs of the page after its filters."""
    return _one(kept_pairs(opened.pairs, opened.asked, opened.words))


def summary(opened: Opened) -> Summary:
    """The unit's first page."""
    every = opened.every_figure
    found = lacks(opened.pairs, opened.words, opened.asked, every_figure=every)
    covered = covers(opened.picture.snapshot, opened.words, opened.unit.pk, opened.asked, every_figure=every)
    short = [row for row in found if row.counts.short] if every else found
    problems = [row for row in covered if row.is_problem] if every else covered
    below = _below(opened)
    return Summary(
        headline=_headline(opened, covered),
        lacks=short[:SHOWN],
        lacks_in_all=len(found),
        covers=problems[:SHOWN],
        covers_in_all=len(covered),
        below=below if below.rows else None,
    )


def lacking(opened: Opened) -> str:
    """The finding about what is required of people."""
    total = whole(opened)
    name = opened.place.name
    return sentences.short_in(name, total) if opened.every_figure else sentences.shares_of(name, total)


def covering(opened: Opened, rows: list[Cover]) -> str:
    """The finding about how many can."""
    if not opened.every_figure:
        return sentences.coverage_of(opened.place.name)
    return sentences.coverage_short(opened.place.name, sum(bool(row.shortfall) for row in rows), len(rows))


def _headline(opened: Opened, covered: list[Cover]) -> str:
    total = whole(opened)
    name = opened.place.name
    if not opened.every_figure:
        return sentences.shares_of(name, total)
    critical = _one(opened.pairs.filter(nw.col("criticality") == "critical"))
    short = {row.competence.code for row in covered if row.shortfall}
    sole = {row.competence.code for row in covered if row.is_sole}
    return sentences.unit_finding(name, len(short), len(sole), total, critical)


def _below(opened: Opened) -> Overview:
    return overview(
        opened.picture.snapshot,
        opened.pairs,
        opened.words,
        opened.place,
        opened.asked,
        every_figure=opened.every_figure,
    )


def _one(pairs: Frame) -> Counts:
    rows = collected(counted(pairs.with_columns(all=nw.lit(1)), "all")).rows(named=True)
    return counts_of(rows[0]) if rows else NOTHING
