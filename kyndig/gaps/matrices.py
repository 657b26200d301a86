"""A unit's matrix: who is in it, what they are asked for, and what the reader may see of it."""

from __future__ import annotations

from dataclasses import dataclass

from kyndig.gaps import people, sentences
from kyndig.gaps.asking import kept_pairs
from kyndig.gaps.covering import Cover, covers
from kyndig.gaps.grid import PEOPLE_A_LIST, PEOPLE_A_PAGE, Grid, grid, matching, person_ids
from kyndig.gaps.lacking import lacks
from kyndig.gaps.opening import Opened


@dataclass(frozen=True)
class Matrix:
    """The grid, and whether names lead to the persons' pages (not for professional leads)."""

    grid: Grid
    names_lead_on: bool

    @property
    def others(self) -> str:
        """A sentence about those who were there on the day but are not shown; empty for nobody."""
        return sentences.others_not_shown(self.grid.others)


def matrix(opened: Opened, pages: tuple[str | None, str | None], *, as_list: bool) -> Matrix:
    """The page of the matrix that the reader may see; `opened` is for its own people only.

    Names follow what the reader may see today. Reasons of exemptions and how many can are for leaders and HR.
    """
    snapshot = opened.picture.snapshot
    ids = person_ids(snapshot, opened.unit.pk, own_only=opened.place.is_whole)
    pairs = kept_pairs(opened.pairs, opened.asked, opened.words)
    wanted = matching(pairs, opened.asked)
    visible = people.in_matrix(opened.user, ids)
    rows = [person for person in visible if wanted is None or person.pk in wanted]
    leads = opened.every_figure
    found = grid(
        snapshot,
        pairs,
        lacks(pairs, opened.words, opened.asked, every_figure=True),
        rows,
        _own_covers(opened) if leads else (),
        pages=pages,
        others=len(ids) - len(visible),
        waivers=people.waivers(snapshot) if leads else None,
        people_a_page=PEOPLE_A_LIST if as_list else PEOPLE_A_PAGE,
    )
    return Matrix(found, leads)


def _own_covers(opened: Opened) -> list[Cover]:
    """What is asked for at the very unit, which the matrix shows the people of."""
    rows = covers(opened.picture.snapshot, opened.words, opened.unit.pk, opened.asked, every_figure=True)
    return [row for row in rows if row.place.unit_id == opened.unit.pk]
