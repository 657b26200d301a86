"""The heat table for readers of large groups only: what `analysis.disclosure` lets be said, and nothing else.

The order of rows and columns, and falls ahead, would tell what is hidden: they are replaced and left out.
"""

from collections.abc import Mapping
from dataclasses import replace

from kyndig.analysis import disclosure
from kyndig.analysis.frames import collected
from kyndig.analysis.heat import BELOW, SAFE, Cell, Heat
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot


def group_sizes(snapshot: Snapshot) -> dict[int, int]:
    """How many people work in each unit or below it, by unit id."""
    below = snapshot.closure.select("ancestor_id", unit_id="descendant_id")
    there = counting(snapshot).select("person_id", "unit_id").join(below, on="unit_id", how="inner")
    sizes: dict[int, int] = {}
    for (unit_id,) in collected(
        there.select("ancestor_id", "person_id").unique().select("ancestor_id")
    ).rows():
        sizes[unit_id] = sizes.get(unit_id, 0) + 1
    return sizes


def table(full: Heat, sizes: Mapping[int, int], names: Mapping[int, str]) -> Heat:
    """The table with the cells of which something may be said, without numbers: short, or not.

    `names`: of the competences, by id, for an order that tells nothing.
    """
    shown = {key: said for key, cell in full.cells.items() if (said := _said(cell, sizes))}
    return replace(
        full,
        unit_ids=tuple(sorted(full.unit_ids)),
        competence_ids=tuple(sorted(full.competence_ids, key=lambda each: names[each])),
        cells=shown,
    )


def _said(cell: Cell, sizes: Mapping[int, int]) -> Cell | None:
    if disclosure.is_hidden(sizes.get(cell.standing_id or cell.unit_id, 0)):
        return None
    covered = disclosure.is_covered(cell.holders or 0, cell.required or 0)
    if covered is None:
        return None
    word = SAFE if covered else BELOW
    return replace(cell, holders=None, required=None, word=word, fragile=False, fall=None)
