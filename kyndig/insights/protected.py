"""The heat table and the bars for readers of large groups only: no figure that could be about few people.

A figure is shown when the group it is about has at least five people, and neither those who can nor those who
can't are one to four. The order of rows and columns, and falls ahead, would tell what is hidden: they are
replaced and left out. Rows never overlap and no total is shown, so nothing follows by subtraction.
"""

from collections.abc import Mapping
from dataclasses import replace

from kyndig.analysis.frames import collected
from kyndig.analysis.heat import Cell, Heat
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot

SMALLEST = 5


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


def may_show(count: int, group: int) -> bool:
    """Whether `count` of `group` people may be told."""
    return group >= SMALLEST and not _few(count) and not _few(group - count)


def _few(count: int) -> bool:
    return 0 < count < SMALLEST


def table(full: Heat, sizes: Mapping[int, int], names: Mapping[int, str]) -> Heat:
    """The heat table with only the cells that may be shown. `names`: of its columns' competences, by id."""
    shown = {key: replace(cell, fall=None) for key, cell in full.cells.items() if _cell(cell, sizes)}
    return replace(
        full,
        unit_ids=tuple(sorted(full.unit_ids)),
        competence_ids=tuple(sorted(full.competence_ids, key=lambda each: names[each])),
        cells=shown,
    )


def _cell(cell: Cell, sizes: Mapping[int, int]) -> bool:
    return may_show(cell.holders or 0, sizes.get(cell.standing_id or cell.unit_id, 0))


def parts(counts: tuple[int, ...], group: int) -> bool:
    """Whether a bar's parts may be told: each is none, or at least five."""
    return group >= SMALLEST and not any(_few(count) for count in counts)
