"""The rows behind a figure: the pairs of a state, and the people who hold something."""

from __future__ import annotations

from collections.abc import Collection

import narwhals as nw

from kyndig.analysis.frames import Frame
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import only_within

COLUMNS = ("employment_id", "person_id", "unit_id", "role_id", "required_level", "current_level", "confirmed")
DETAILS = ("source", "assessed_on", "expires_on", "state")


def pairs_behind(pairs: Frame, competence_id: int, states: Collection[str]) -> Frame:
    """The pairs of a competence in any of the states: as many as the figure says.

    Args: `pairs` as from `gaps.pairs`, filtered or not. Returns: COLUMNS and DETAILS.
    """
    chosen = pairs.filter(nw.col("competence_id") == competence_id, nw.col("state").is_in(list(states)))
    return chosen.select(*COLUMNS, *DETAILS)


def holders_behind(snapshot: Snapshot, unit_id: int, competence_id: int, level: int) -> Frame:
    """The holders of a competence at a level in a unit (rule 5), once for each counting employment there.

    Returns: COLUMNS and DETAILS; required_level is the level asked about, state is null. The figure counts
    distinct people.
    """
    known = snapshot.current.filter(nw.col("competence_id") == competence_id)
    able = known.filter(~nw.col("expired"), nw.col("level") >= level)
    there = only_within(counting(snapshot), snapshot, unit_id)
    rows = there.select("employment_id", "person_id", "unit_id", "role_id").join(
        able.select("person_id", "confirmed", *DETAILS[:-1], current_level="level"),
        on="person_id",
        how="inner",
    )
    numbered = rows.with_columns(
        required_level=nw.lit(level, dtype=nw.Int64), state=nw.lit(None, dtype=nw.String)
    )
    return numbered.select(*COLUMNS, *DETAILS)
