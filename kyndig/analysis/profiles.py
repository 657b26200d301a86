"""What is required of whom (rules 1 and 2 of the gap rule)."""

from __future__ import annotations

import narwhals as nw

from kyndig.analysis.frames import Frame, joint_key, valid_at
from kyndig.analysis.snapshot import Snapshot

# Beyond every distance in a tree: the top unit, and so the whole municipality, is always the farthest.
_FARTHEST = 10**6
_WHOLE_MUNICIPALITY = -1


def counting(snapshot: Snapshot) -> Frame:
    """Employments that count at the date (rule 1), with the column `place`: unit and role in one integer."""
    active = valid_at(snapshot.employments, snapshot.as_of, "start_date", "end_date")
    return active.with_columns(place=joint_key("unit_id", "role_id"))


def requirements_at_places(snapshot: Snapshot) -> Frame:
    """What is required at each unit and role that somebody has (rule 2).

    Resolved once per place, not per employment: a municipality has far fewer of them.
    Returns: place, competence_id, required_level, criticality, mandatory (true when any of the winners is).
    """
    places = counting(snapshot).select("place", "unit_id", "role_id").unique()
    reached = places.join(_reach(snapshot, places), on="unit_id", how="inner")
    standing = valid_at(snapshot.requirements, snapshot.as_of).select(
        "role_id", "competence_id", "level", "criticality", "mandatory", ancestor_id=_standing_at()
    )
    return _strongest(reached.join(standing, on=["role_id", "ancestor_id"], how="inner"))


def _standing_at() -> nw.Expr:
    return nw.col("unit_id").fill_null(_WHOLE_MUNICIPALITY)


def _reach(snapshot: Snapshot, places: Frame) -> Frame:
    """For each unit with people: itself, the units above it, and the whole municipality.

    A blank unit is the same as the top unit, so both are at one distance. A unit that is not among
    `units` reaches itself and the municipality.
    Returns: unit_id, ancestor_id, distance.
    """
    units = places.select("unit_id").unique()
    distance = nw.when(nw.col("top")).then(nw.lit(_FARTHEST)).otherwise(nw.col("distance")).cast(nw.Int64)
    above = snapshot.closure.select("ancestor_id", unit_id="descendant_id", distance=distance)
    columns = ("unit_id", "ancestor_id", "distance")
    in_tree = above.join(units, on="unit_id", how="semi")
    unknown = units.join(above, on="unit_id", how="anti").with_columns(
        ancestor_id="unit_id", distance=_int(0)
    )
    municipality = units.with_columns(ancestor_id=_int(_WHOLE_MUNICIPALITY), distance=_int(_FARTHEST))
    return nw.concat([frame.select(*columns) for frame in (in_tree, unknown, municipality)])


def _int(value: int) -> nw.Expr:
    return nw.lit(value, dtype=nw.Int64)


def _strongest(matches: Frame) -> Frame:
    """The nearest, then the highest level, then the most critical: the greatest of one integer.

    Its digits from the right: mandatory 0-1 and criticality 0-2 (one digit, 2 × criticality + mandatory),
    level (two digits), nearness.
    """
    nearness = _FARTHEST - nw.col("distance")
    last_digit = _criticality_rank() * 2 + nw.col("mandatory").cast(nw.Int64)
    strength = (nearness * 100 + nw.col("level")) * 10 + last_digit
    won = matches.group_by("place", "competence_id").agg(strength=strength.max())
    digit = nw.col("strength") % 10
    return won.select(
        "place",
        "competence_id",
        required_level=nw.col("strength") // 10 % 100,
        criticality=_criticality_word(digit // 2),
        mandatory=digit % 2 == 1,
    )


def _criticality_rank() -> nw.Expr:
    is_important = nw.when(nw.col("criticality") == "important").then(nw.lit(1)).otherwise(nw.lit(0))
    rank = nw.when(nw.col("criticality") == "critical").then(nw.lit(2)).otherwise(is_important)
    return rank.cast(nw.Int64)


def _criticality_word(rank: nw.Expr) -> nw.Expr:
    lower = nw.when(rank == 1).then(nw.lit("important")).otherwise(nw.lit("useful"))
    return nw.when(rank == 2).then(nw.lit("critical")).otherwise(lower)
