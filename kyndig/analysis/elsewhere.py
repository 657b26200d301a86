"""Where colleagues elsewhere could cover: who outside a unit holds what is asked for there.

Lai (2021) puts mobilising what the organisation already holds before acquiring more. Whether somebody can be
spared, and wants to, no register knows: this counts people who hold it, not people who are free.
"""

from __future__ import annotations

from collections.abc import Collection

import narwhals as nw

from kyndig.analysis.frames import Frame, count_where
from kyndig.analysis.gaps import holders
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import wider_of

_PLACE = ("unit_id", "competence_id", "level")


def elsewhere(asked: Frame, snapshot: Snapshot, led: Collection[int] = ()) -> Frame:
    """How many outside the unit hold what is asked for there, in the nearest sector around it.

    The nearest sector above the unit, else the top unit of the tree. Holders are those of rule 5 of the gap
    rule: a counting employment there, and a current level that has not expired, confirmed or not. Whoever
    has a counting employment in the unit or below it is not elsewhere.

    Args: `asked` has unit_id, competence_id and level, in any number of rows; `led` are units whose people
    are counted apart, since whoever leads them may know the exact number.
    Reads: units, employments, current levels.
    Returns: unit_id, competence_id, level (each once), wider_id (where they are looked for), led (people with
    a counting employment in one of the led units), others (the rest of the people). A unit that nothing is
    above has null and 0.
    """
    places = asked.select(*_PLACE).unique()
    numbered = places.with_row_index("coverage_id", order_by=_PLACE)
    numbered = numbered.with_columns(nw.col("coverage_id").cast(nw.Int64)).join(
        wider_of(snapshot), on="unit_id", how="left"
    )
    wide = numbered.filter(~nw.col("wider_id").is_null())
    wide = wide.select("coverage_id", "competence_id", "level", unit_id="wider_id")
    inside = holders(numbered.select("coverage_id", *_PLACE), snapshot)
    outside = holders(wide, snapshot).join(inside, on=["coverage_id", "person_id"], how="anti")
    counts = _counted(outside, snapshot, led)
    rows = numbered.join(counts, on="coverage_id", how="left")
    return rows.select(*_PLACE, "wider_id", *(nw.col(name).fill_null(0) for name in ("led", "others")))


def _counted(outside: Frame, snapshot: Snapshot, led: Collection[int]) -> Frame:
    """People by what they hold: coverage_id, led, others."""
    # Some engines take no empty list; no unit is -1.
    there = counting(snapshot).filter(nw.col("unit_id").is_in([-1, *led]))
    mine = there.select("person_id", mine=nw.lit(True)).unique()
    known = outside.join(mine, on="person_id", how="left").with_columns(nw.col("mine").fill_null(False))
    return known.group_by("coverage_id").agg(
        led=count_where(nw.col("mine")), others=count_where(~nw.col("mine"))
    )
