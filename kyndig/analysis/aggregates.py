"""What may leave a municipality: counts of its large groups, rounded, and nothing by unit.

A group is those with one occupation (STYRK-08) who must have one competence, in the whole municipality. The
counts are treated as pages treat them for those who don't lead the group; see `disclosure.py`.
"""

from __future__ import annotations

from typing import Any, Final

import narwhals as nw

from kyndig.analysis import disclosure, gaps, summaries
from kyndig.analysis.exports import Schema
from kyndig.analysis.frames import Frame, collected, whole_number
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot

FORMAT: Final = "kyndig-figures"
KEYS: Final = {"states": ("styrk", "competence"), "holders": ("competence", "level")}
# The files, with their columns.
FILES: Final[dict[str, Schema]] = {
    "states": {"styrk": nw.String, "competence": nw.String}
    | dict.fromkeys(("people", "required", *gaps.STATES), nw.Int64),
    "holders": {"competence": nw.String, "level": nw.Int64, "holders": nw.Int64},
}


def aggregated(snapshot: Snapshot) -> dict[str, nw.DataFrame[Any]]:
    """The tables that may leave, those of FILES, sorted by their KEYS.

    states: styrk (blank where the role has none), competence, people, required and each state (pairs);
    holders: competence, level, holders (people with that level or above, not expired, of all employed).
    Counts are to the nearest five, null under ten. A group under ten people has no row.

    Args: the snapshot is of the whole municipality, with `styrk` among the roles' columns.
    """
    return {
        "states": _rounded(_states(snapshot), "states", "people"),
        "holders": _rounded(_holders(snapshot), "holders", "holders"),
    }


def _states(snapshot: Snapshot) -> Frame:
    styrk = snapshot.roles.select("role_id", "styrk")
    codes = snapshot.competences.select("competence_id", competence="code")
    pairs = gaps.pairs(snapshot).join(styrk, on="role_id", how="inner")
    return summaries.counted(pairs.join(codes, on="competence_id", how="inner"), "styrk", "competence")


def _holders(snapshot: Snapshot) -> Frame:
    codes = snapshot.competences.select("competence_id", competence="code")
    here = counting(snapshot).select("person_id").unique()
    held = gaps.usable_levels(snapshot).join(here, on="person_id", how="semi")
    named = held.join(codes, on="competence_id", how="inner")
    levels = [
        named.filter(nw.col("usable_level") >= least).with_columns(level=whole_number(least))
        for least in (1, 2, 3)
    ]
    rows = nw.concat([each.select("competence", "level") for each in levels])
    return rows.group_by("competence", "level").agg(holders=nw.len().cast(nw.Int64))


def _rounded(counts: Frame, table: str, group: str) -> nw.DataFrame[Any]:
    """The counts as they may be told; without the rows of groups that are too small."""
    keys: tuple[str, ...] = KEYS[table]
    schema: dict[str, Any] = FILES[table]  # narwhals has a narrower type for it
    found = collected(counts.select(*schema).sort(*keys)).rows(named=True)
    rows = [
        {name: value if name in keys else disclosure.rounded(value) for name, value in row.items()}
        for row in found
    ]
    told = [row for row in rows if row[group] is not None]
    columns = {name: [row[name] for row in told] for name in schema}
    return nw.from_dict(columns, schema=schema, backend="polars")
