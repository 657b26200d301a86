"""What is on screen as rows for CSV and XLSX: the same rows, in the same order, for the same reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.gaps.covering import Cover
from kyndig.gaps.figures import PARTS, Counts
from kyndig.gaps.grid import Grid, Square
from kyndig.gaps.lacking import Lack
from kyndig.gaps.overview import PART_WORDS, Overview
from kyndig.gaps.vulnerable import Vulnerable
from kyndig.gaps.vulnerable_sentences import who_else
from kyndig.web.downloads import Column

Rows = Sequence[Sequence[Any]]
Sheet = tuple[list[Column], Rows]

_CODE = Column(gettext_lazy("Kode"), code=True)
_COUNTS = [
    Column(word, code=True)
    for word in (
        gettext_lazy("Ruter"),
        gettext_lazy("Oppfylt"),
        gettext_lazy("Under krav"),
        gettext_lazy("Utløpt"),
        gettext_lazy("Ikke vurdert"),
        gettext_lazy("Unntatt"),
    )
]


def _counts(counts: Counts) -> list[int]:
    return [
        counts.required,
        counts.met,
        counts.below,
        counts.expired,
        counts.not_assessed,
        counts.exempt,
    ]


def _share_columns() -> list[Column]:
    return [Column(_("%(part)s, prosent") % {"part": word}, code=True) for word in PART_WORDS.values()]


def _shares(counts: Counts) -> list[Any]:
    return [share_word(counts.shares[part]) for part in PARTS]


def share_word(share: int | None) -> Any:
    """A share as it is shown: hidden, under five, or a number."""
    if share is None:
        return _("Skjult")
    return share or _("under 5")


def of_overview(overview: Overview) -> Sheet:
    """Units, and the whole last."""
    rows = [(row.place, row.counts) for row in overview.rows] + [(overview.place, overview.whole)]
    head = [_CODE, Column(_("Enhet"))]
    if overview.every_figure:
        people = Column(_("Ansatte med krav"), code=True)
        return [*head, people, *_COUNTS], [
            (place.code, place.name, counts.people, *_counts(counts)) for place, counts in rows
        ]
    shown = [(place.code, place.name, *_shares(counts)) for place, counts in rows]
    return [*head, *_share_columns()], shown


def of_lacks(lacks: Iterable[Lack], *, every_figure: bool) -> Sheet:
    """Competences."""
    head = [_CODE, Column(_("Kompetanse")), Column(_("Hvor viktig"))]
    named = [((lack.competence.code, lack.competence.name, lack.criticality), lack.counts) for lack in lacks]
    if every_figure:
        depth = Column(_("Nivåer som mangler"), code=True)
        return [*head, *_COUNTS, depth], [(*name, *_counts(each), each.depth) for name, each in named]
    return [*head, *_share_columns()], [(*name, *_shares(each)) for name, each in named]


def of_covers(covers: Iterable[Cover], *, every_figure: bool) -> Sheet:
    """What units must have, and have (people)."""
    head = [_CODE, *(Column(text) for text in (_("Enhet"), _("Kompetanse"), _("Nivå")))]
    head.append(Column(_("Kreves"), code=True))
    named = [
        ((row.place.code, row.place.name, row.competence.name, row.level_word, row.min_holders), row)
        for row in covers
    ]
    if every_figure:
        columns = [*head, Column(_("Kan"), code=True), Column(_("Mangler"), code=True), Column(_("Tilstand"))]
        return columns, [(*name, row.holders, row.shortfall, str(row.word)) for name, row in named]
    return [*head, Column(_("Nok personer"))], [(*name, enough_word(row)) for name, row in named]


def of_vulnerable(rows: Iterable[Vulnerable]) -> Sheet:
    """What units hold too few of, or would; how many near retirement only where it tells of nobody's age."""
    texts = (_("Enhet"), _("Kompetanse"), _("Nivå"))
    numbers = (
        *(_("Kreves"), _("Kan"), _("Årsverk"), _("Mangler nå"), _("Mangler om én slutter")),
        *(_("Nær pensjon"), _("Mangler om de går av")),
    )
    columns = [_CODE, *(Column(text) for text in texts), *(Column(text, code=True) for text in numbers)]
    columns += [Column(_("Den eneste som kan")), Column(_("Hvem andre kan?"))]
    return columns, [_vulnerable(row) for row in rows]


def _vulnerable(row: Vulnerable) -> Sequence[Any]:
    hidden = _("Skjult")
    return (
        *(row.place.code, row.place.name, row.competence.name, row.level_word, row.min_holders),
        *(row.holders, row.holder_fte, row.shortfall, row.shortfall_if_one_leaves),
        row.near_retirement if row.tells_of_age else hidden,
        row.shortfall_if_they_retire if row.tells_of_age else hidden,
        row.sole_holder.name if row.sole_holder else "",
        who_else(row.elsewhere),
    )


def enough_word(cover: Cover) -> str:
    """For those who see large groups only."""
    return {True: _("Ja"), False: _("Nei"), None: _("Skjult")}[cover.is_enough]


def of_grid(grid: Grid) -> Sheet:
    """People and a column for each competence on the page."""
    columns = [Column(_("Ansattnummer"), code=True), Column(_("Navn"))]
    columns += [Column(lack.competence.name) for lack in grid.columns]
    rows: Rows = [
        (line.person.employee_number, line.person.name, *(in_words(square) for square in line.squares))
        for line in grid.lines
    ]
    return columns, rows


def in_words(square: Square) -> str:
    """A square as text: level, state, and whether anybody has confirmed it."""
    parts = [f"{square.level} {square.level_word}"] if square.level is not None else []
    parts += [str(square.word)] if square.state else []
    parts += [_("Ubekreftet")] if square.is_unconfirmed else []
    return ", ".join(parts)
