"""Who misses what: the people of each unit that are below what is required, or expired."""

from __future__ import annotations

import narwhals as nw

from kyndig.analysis.frames import Frame
from kyndig.analysis.gaps import BELOW, EXPIRED
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import homes_of


def missing_by_home(pairs: Frame, snapshot: Snapshot) -> Frame:
    """How many of each home unit are below or expired, by competence: `missing` as in `needs`.

    Args: `pairs` as from `gaps.pairs`, of the snapshot, filtered or not.
    Returns: unit_id (a home), competence_id, missing (distinct people); no row where nobody is.
    """
    short = pairs.filter(nw.col("state").is_in([BELOW, EXPIRED]))
    placed = short.join(homes_of(snapshot), on="unit_id", how="inner")
    people = placed.select("competence_id", "person_id", unit_id="home_id").unique()
    return people.group_by("unit_id", "competence_id").agg(missing=nw.len().cast(nw.Int64))
