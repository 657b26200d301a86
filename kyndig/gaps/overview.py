"""A unit by the units right below it: municipality, sectors, units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import narwhals as nw
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.summaries import by_rows, counted
from kyndig.gaps import sentences
from kyndig.gaps.asking import Asked, kept_pairs
from kyndig.gaps.figures import NOTHING, Counts, counts_by, has
from kyndig.gaps.places import Place, Words
from kyndig.web import charts

PART_WORDS: dict[str, str | Promise] = {
    "met": gettext_lazy("Oppfylt"),
    "below": gettext_lazy("Under krav eller utløpt"),
    "not_assessed": gettext_lazy("Ikke vurdert"),
    "exempt": gettext_lazy("Unntatt"),
}


@dataclass(frozen=True)
class Row:
    """A unit and its figures, with all below it."""

    place: Place
    counts: Counts


@dataclass(frozen=True)
class Overview:
    """The rows, worst first (by name for those who see shares only), and the whole."""

    place: Place
    rows: tuple[Row, ...]
    whole: Counts
    every_figure: bool

    @property
    def headline(self) -> str:
        """The finding, in one sentence or two."""
        if not self.every_figure:
            return sentences.shares_of(self.place.name, self.whole)
        worst = self.rows[0].place.name if len(self.rows) > 1 else ""
        return sentences.short_in(self.place.name, self.whole, worst)

    @cached_property
    def chart(self) -> charts.Chart | None:
        """The rows as bars; only exact figures are drawn."""
        drawn = [charts.Bar(row.place.name, row.counts.parts) for row in self.rows if row.counts.required]
        if not self.every_figure or not drawn:
            return None
        description = _(
            "Andel ruter som er oppfylt, under krav eller utløpt, ikke vurdert og unntatt. "
            "Tallene står i tabellen."
        )
        return charts.bars(drawn, PART_WORDS, title=self.chart_title, description=description, width=520)

    @property
    def chart_title(self) -> str:
        """The finding of the chart."""
        half = [row.place.name for row in self.rows if row.counts.assessed * 2 < row.counts.concerns]
        return sentences.half_assessed(half)


def overview(
    snapshot: Snapshot, pairs: Frame, words: Words, place: Place, wanted: Asked, *, every_figure: bool
) -> Overview:
    """The unit by what is right below it. `pairs` are all of the snapshot's, not filtered."""
    kept = kept_pairs(pairs, wanted, words)
    children = words.children(place.unit_id)
    spread = by_rows(kept, snapshot, [place.unit_id, *(child.unit_id for child in children)])
    found = counts_by(counted(spread, "row_id"), "row_id")
    rows = [Row(child, found.get(child.unit_id, NOTHING)) for child in children]
    if every_figure:
        rows = [row for row in rows if has(row.counts, wanted.state)]
        rows.sort(key=_worst_first)
    return Overview(place, tuple(rows), found.get(place.unit_id, NOTHING), every_figure)


def _worst_first(row: Row) -> tuple[float, int, str]:
    share = row.counts.short / row.counts.concerns if row.counts.concerns else 0.0
    return -share, -row.counts.not_assessed, row.place.name


def people_in(snapshot: Snapshot, unit_id: int) -> int:
    """How many have an employment that counts in the unit or below it."""
    below = snapshot.closure.filter(nw.col("ancestor_id") == unit_id).select(unit_id="descendant_id")
    there = snapshot.profiles.employments.join(below, on="unit_id", how="semi")
    return int(collected(there.select(nw.col("person_id").n_unique()))["person_id"][0])
