"""Pairs of employment and required competence, counted by whatever a page has as rows."""

from __future__ import annotations

from collections.abc import Collection

import narwhals as nw

from kyndig.analysis import gaps
from kyndig.analysis.frames import Frame, count_where
from kyndig.analysis.snapshot import Snapshot

COUNTS = ("required", *gaps.STATES, "depth", "confirmed", "people")


def counted(pairs: Frame, *keys: str) -> Frame:
    """How many pairs are in each state, by the keys.

    Args: `pairs` as from `gaps.pairs`, filtered or not.
    Returns: the keys; required and each state (pairs); depth (levels, of what is known); confirmed (pairs
    that are assessed, not exempt, and confirmed); people (distinct).
    """
    states = {state: count_where(nw.col("state") == state) for state in gaps.STATES}
    confirmed = (nw.col("state") != gaps.EXEMPT) & nw.col("confirmed").fill_null(False)
    return pairs.group_by(*keys).agg(
        required=nw.len().cast(nw.Int64),
        **states,
        depth=nw.col("depth").fill_null(0).sum(),
        confirmed=count_where(confirmed),
        people=nw.col("person_id").n_unique().cast(nw.Int64),
    )


def by_rows(pairs: Frame, snapshot: Snapshot, unit_ids: Collection[int]) -> Frame:
    """The pairs once for each of the units that they are at or below, as `row_id`."""
    rows = snapshot.closure.filter(nw.col("ancestor_id").is_in(list(unit_ids)))
    return pairs.join(rows.select(row_id="ancestor_id", unit_id="descendant_id"), on="unit_id", how="inner")


def criticality(pairs: Frame) -> Frame:
    """How critical each competence is at its most: competence_id, weight (2 critical, 1 important, 0 not)."""
    important = nw.when(nw.col("criticality") == "important").then(nw.lit(1)).otherwise(nw.lit(0))
    weight = nw.when(nw.col("criticality") == "critical").then(nw.lit(2)).otherwise(important)
    return pairs.with_columns(weight=weight).group_by("competence_id").agg(nw.col("weight").max())
