"""What the rows of `needs` rest on: how many it is asked of, how near they are, and who could be asked."""

from __future__ import annotations

from typing import Final

import narwhals as nw

from kyndig.analysis import gaps
from kyndig.analysis.frames import Frame, count_where, kept
from kyndig.analysis.needs import learning, mobilisable, people_short
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import homes_of

_PLACE: Final = ("unit_id", "competence_id")


def reasons(snapshot: Snapshot) -> Frame:
    """Per home unit and competence where something is required of somebody not exempt, by ids.

    Returns: unit_id (a home), competence_id; people (distinct); weight (2 critical, 1 important,
    0 useful: the highest there); level (the highest asked of those missing, else of all); and of those
    missing: expired, near (one level away) and wishing (want to use it), where one person may be in several.
    """
    homes = homes_of(snapshot)
    short = learning(people_short(snapshot, homes), snapshot)
    missing = short.group_by(*_PLACE).agg(
        level_asked=nw.col("asked").max(),
        expired=count_where(nw.col("expired") == 1),
        near=count_where(nw.col("near")),
        wishing=count_where(nw.col("wants_to_use").fill_null(False)),
    )
    known = _asked(snapshot, homes).join(missing, on=[*_PLACE], how="left")
    return known.select(
        *(*_PLACE, "people", "weight"),
        *(nw.col(name).fill_null(0) for name in ("expired", "near", "wishing")),
        level=nw.coalesce("level_asked", "level"),
    )


def _asked(snapshot: Snapshot, homes: Frame) -> Frame:
    """What is required at each home: unit_id, competence_id, people, weight, level."""
    important = nw.when(nw.col("criticality") == "important").then(nw.lit(1)).otherwise(nw.lit(0))
    weight = nw.when(nw.col("criticality") == "critical").then(nw.lit(2)).otherwise(important)
    pairs = gaps.pairs(snapshot).filter(nw.col("state") != gaps.EXEMPT)
    placed = pairs.join(homes, on="unit_id", how="inner").with_columns(weight=weight)
    counts = placed.group_by("home_id", "competence_id").agg(
        people=nw.col("person_id").n_unique().cast(nw.Int64),
        weight=nw.col("weight").max(),
        level=nw.col("required_level").max(),
    )
    return counts.select("competence_id", "people", "weight", "level", unit_id="home_id")


def candidates(snapshot: Snapshot, unit_id: int, competence_id: int) -> Frame:
    """Who in the sector could be asked for one home and competence: person_id, level; nobody when none lack.

    The same people as `needs` counts as mobilise, before it stops at the number missing.
    """
    homes = homes_of(snapshot).filter(nw.col("home_id") == unit_id)
    short = people_short(snapshot, homes).filter(nw.col("competence_id") == competence_id)
    missing = short.group_by(*_PLACE).agg(level_asked=nw.col("asked").max())
    return mobilisable(kept(missing), snapshot).select("person_id", "level")
