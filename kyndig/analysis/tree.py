"""The unit tree as pairs of ancestor and descendant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from kyndig.analysis.frames import Frame, kept

if TYPE_CHECKING:
    from kyndig.analysis.snapshot import Snapshot


def closure_of(units: Frame) -> Frame:
    """Every unit with itself and all above it.

    Returns: ancestor_id, descendant_id, distance (steps; 0 is the unit itself), top (the ancestor is the
    top unit of the tree). A unit of kind null is outside the tree and is never top.
    Raises ValueError when the parents form a cycle.
    """
    return kept(nw.concat(_generations(units)).join(_tops(units), on="ancestor_id", how="inner"))


def _generations(units: Frame) -> list[Frame]:
    """One frame per distance, from the units themselves up; the tree may be of any depth."""
    parents = units.filter(~nw.col("parent_id").is_null()).select(child_id="unit_id", parent_id="parent_id")
    most = _count(units)
    generations: list[Frame] = []
    step = units.select(ancestor_id="unit_id", descendant_id="unit_id")
    while _count(step):
        if len(generations) > most:
            raise ValueError("The units' parents form a cycle.")
        generations.append(step.with_columns(distance=nw.lit(len(generations), dtype=nw.Int64)))
        step = kept(_one_up(step, parents))
    return generations or [step.with_columns(distance=nw.lit(0, dtype=nw.Int64))]


def _one_up(step: Frame, parents: Frame) -> Frame:
    above = step.join(parents, left_on="ancestor_id", right_on="child_id", how="inner")
    return above.select(ancestor_id="parent_id", descendant_id="descendant_id")


def _tops(units: Frame) -> Frame:
    top = nw.col("parent_id").is_null() & ~nw.col("kind").is_null()
    return units.select(ancestor_id="unit_id", top=top)


def _count(frame: Frame) -> int:
    return int(frame.select(rows=nw.len()).collect()["rows"][0])


def within(snapshot: Snapshot, unit_id: int) -> Frame:
    """The unit and all below it: unit_id."""
    below = snapshot.closure.filter(nw.col("ancestor_id") == unit_id)
    return below.select(unit_id="descendant_id")


def only_within(frame: Frame, snapshot: Snapshot, unit_id: int | None) -> Frame:
    """The frame's rows whose unit_id is the unit or below it; every row when `unit_id` is None."""
    if unit_id is None:
        return frame
    return frame.join(within(snapshot, unit_id), on="unit_id", how="semi")
