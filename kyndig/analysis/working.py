"""The rows behind a figure: the pairs of a state, and the people who hold, lack or do not use something."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import narwhals as nw

from kyndig.analysis.frames import Frame, whole_number
from kyndig.analysis.gaps import BELOW, EXPIRED
from kyndig.analysis.latent import latencies
from kyndig.analysis.need_reasons import candidates
from kyndig.analysis.needs import learning, people_short
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import homes_of, only_within

SHORT: Final = (BELOW, EXPIRED)
# One row for each employment; state and depth are null where nothing is required.
COLUMNS: Final = ("employment_id", "person_id", "unit_id", "role_id", "required_level", "current_level")
DETAILS: Final = ("confirmed", "source", "assessed_on", "expires_on", "state", "depth")


def pairs_behind(pairs: Frame, competence_id: int, states: Collection[str]) -> Frame:
    """The pairs of a competence in any of the states: as many as the figure says.

    Args: `pairs` as from `gaps.pairs`, filtered or not. Returns: COLUMNS and DETAILS.
    """
    return (
        in_states(pairs, states).filter(nw.col("competence_id") == competence_id).select(*COLUMNS, *DETAILS)
    )


def in_states(pairs: Frame, states: Collection[str]) -> Frame:
    """The pairs in any of the states."""
    return pairs.filter(nw.col("state").is_in(list(states)))


def at_home(rows: Frame, snapshot: Snapshot, unit_id: int) -> Frame:
    """The rows whose unit has the unit as its home; see `tree.homes_of`."""
    homes = homes_of(snapshot).filter(nw.col("home_id") == unit_id)
    return rows.join(homes.select("unit_id"), on="unit_id", how="semi")


def holders_behind(snapshot: Snapshot, unit_id: int, competence_id: int, level: int) -> Frame:
    """The holders of a competence at a level in a unit (rule 5), once for each counting employment there.

    Returns: COLUMNS and DETAILS, and fte_percent; required_level is the level asked about. The figure counts
    distinct people.
    """
    there = only_within(counting(snapshot), snapshot, unit_id)
    able = _held(snapshot, competence_id).filter(~nw.col("expired"), nw.col("current_level") >= level)
    rows = there.join(able, on="person_id", how="inner")
    return _shaped(rows.with_columns(required_level=whole_number(level)), "fte_percent")


def unused_behind(snapshot: Snapshot, unit_id: int, competence_id: int) -> Frame:
    """Those who hold a competence latently (`latent.latencies`), once for each employment in the unit.

    Returns: COLUMNS and DETAILS, reason and wants_to_use.
    """
    there = only_within(counting(snapshot), snapshot, unit_id)
    unused = latencies(snapshot).filter(nw.col("competence_id") == competence_id)
    said = unused.select("person_id", "reason", "wants_to_use")
    rows = there.join(said, on="person_id", how="inner")
    held = _held(snapshot, competence_id)
    return _shaped(rows.join(held, on="person_id", how="inner"), "reason", "wants_to_use")


def candidates_behind(snapshot: Snapshot, unit_id: int, competence_id: int) -> Frame:
    """Who could be mobilised for a home (`need_reasons.candidates`), once for each employment anywhere.

    Returns: COLUMNS and DETAILS.
    """
    asked = candidates(snapshot, unit_id, competence_id).select("person_id")
    rows = counting(snapshot).join(asked, on="person_id", how="semi")
    return _shaped(rows.join(_held(snapshot, competence_id), on="person_id", how="inner"))


def obsolete_behind(snapshot: Snapshot, unit_id: int, competence_id: int) -> Frame:
    """Those of a home who hold what nobody asks for any more, once for each employment of that home.

    Returns: COLUMNS and DETAILS.
    """
    able = _held(snapshot, competence_id).filter(~nw.col("expired"), nw.col("current_level") >= 1)
    here = at_home(counting(snapshot), snapshot, unit_id)
    return _shaped(here.join(able, on="person_id", how="inner"))


def learners(snapshot: Snapshot, unit_id: int, competence_id: int) -> Frame:
    """Those of a home who lack a competence and are near it, have had it or want to use it.

    Returns: person_id, had (expired), near (one level away), wishes; true or false.
    """
    homes = homes_of(snapshot).filter(nw.col("home_id") == unit_id)
    short = people_short(snapshot, homes).filter(nw.col("competence_id") == competence_id)
    able = learning(short, snapshot).filter(nw.col("learns"))
    wishes = nw.col("wants_to_use").fill_null(False)
    return able.select("person_id", "near", had=nw.col("expired") == 1, wishes=wishes)


def _held(snapshot: Snapshot, competence_id: int) -> Frame:
    """What is known of everybody's level of a competence."""
    known = snapshot.current.filter(nw.col("competence_id") == competence_id)
    details = ("confirmed", "source", "assessed_on", "expires_on")
    return known.select("person_id", "expired", *details, current_level="level")


def _shaped(rows: Frame, *more: str) -> Frame:
    """COLUMNS, DETAILS and more; nothing is required, but for what the rows say."""
    given = rows.collect_schema().names()
    required = nw.col("required_level") if "required_level" in given else nw.lit(None, dtype=nw.Int64)
    filled = rows.with_columns(
        required_level=required,
        state=nw.lit(None, dtype=nw.String),
        depth=nw.lit(None, dtype=nw.Int64),
    )
    return filled.select(*COLUMNS, *DETAILS, *more)
