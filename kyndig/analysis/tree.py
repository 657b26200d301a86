"""The unit tree as pairs of ancestor and descendant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from kyndig.analysis.frames import Frame, kept, whole_number

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


def by_municipality(frame: Frame) -> Frame:
    """The units or competences with municipality_id: 0 where they have none, since they are of one then."""
    if "municipality_id" in frame.collect_schema():
        return frame
    return frame.with_columns(municipality_id=whole_number(0))


def within(snapshot: Snapshot, unit_id: int) -> Frame:
    """The unit and all below it: unit_id."""
    below = snapshot.closure.filter(nw.col("ancestor_id") == unit_id)
    return below.select(unit_id="descendant_id")


def only_within(frame: Frame, snapshot: Snapshot, unit_id: int | None) -> Frame:
    """The frame's rows whose unit_id is the unit or below it; every row when `unit_id` is None."""
    if unit_id is None:
        return frame
    return frame.join(within(snapshot, unit_id), on="unit_id", how="semi")


def homes_of(snapshot: Snapshot) -> Frame:
    """The home of whoever stands in a unit: the nearest of kind unit at or above it, else the unit itself.

    Returns: unit_id, home_id; every unit once.
    """
    near = _nearest(snapshot, "unit").select("unit_id", home_id="nearest_id")
    units = snapshot.units.select("unit_id").join(near, on="unit_id", how="left")
    return units.with_columns(nw.coalesce("home_id", "unit_id").alias("home_id"))


def sectors_of(snapshot: Snapshot) -> Frame:
    """Where a unit looks for colleagues: the nearest unit of kind sector at or above it, else the top unit.

    Returns: unit_id, sector_id; a unit outside the tree has the top unit of its municipality,
    where there is a tree.
    """
    units = by_municipality(snapshot.units).select("unit_id", "municipality_id")
    near = _nearest(snapshot, "sector").select("unit_id", sector_id="nearest_id")
    tops = snapshot.closure.filter(nw.col("top")).select(unit_id="descendant_id", sector_id="ancestor_id")
    outside = units.join(tops, on="unit_id", how="anti").join(near, on="unit_id", how="anti")
    top = units.join(tops.filter(nw.col("unit_id") == nw.col("sector_id")), on="unit_id", how="inner")
    top = top.select("municipality_id", "sector_id")
    rest = [tops.join(near, on="unit_id", how="anti"), outside.join(top, on="municipality_id", how="inner")]
    return nw.concat([each.select("unit_id", "sector_id") for each in (near, *rest)])


def wider_of(snapshot: Snapshot) -> Frame:
    """What a unit is part of, to look for others in: the nearest sector above it, else the top unit.

    Returns: unit_id, wider_id; neither the top unit nor a unit outside the tree has a row.
    """
    near = _nearest(snapshot, "sector", least_steps=1).select("unit_id", wider_id="nearest_id")
    tops = snapshot.closure.filter(nw.col("top"), nw.col("distance") > 0)
    rest = tops.select(unit_id="descendant_id", wider_id="ancestor_id")
    return nw.concat([near, rest.join(near, on="unit_id", how="anti")])


def _nearest(snapshot: Snapshot, kind: str, least_steps: int = 0) -> Frame:
    """The nearest unit of the kind at (0 steps) or above each unit that has one: unit_id, nearest_id."""
    of_kind = snapshot.units.filter(nw.col("kind") == kind).select(ancestor_id="unit_id")
    reach = snapshot.closure.filter(nw.col("distance") >= least_steps)
    above = reach.join(of_kind, on="ancestor_id", how="inner")
    least = nw.col("distance").min().over("descendant_id")
    near = above.with_columns(least=least).filter(nw.col("distance") == nw.col("least"))
    return near.select(unit_id="descendant_id", nearest_id="ancestor_id")
