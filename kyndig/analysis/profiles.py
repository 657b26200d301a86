"""What is required of whom (rules 1 and 2 of the gap rule).

Most people have just what the whole municipality asks of their role. So what is required is resolved for
*profiles*, not people: one per role, and one per unit and role that a requirement below the top reaches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import narwhals as nw

from kyndig.analysis.frames import Frame, joint_key, kept, valid_at, whole_number

if TYPE_CHECKING:
    from kyndig.analysis.snapshot import Snapshot

# Beyond every distance in a tree, whose top unit is the same as the whole municipality.
_FARTHEST = 10**6
_RESOLVED = ("role_id", "competence_id", "distance", "level", "criticality", "mandatory")


@dataclass(frozen=True)
class Profiles:
    """Who has which profile, and what each asks for.

    employments: those that count, with `profile`. table: profile, competence_id, required_level, criticality,
    mandatory (true when any of the requirements that win together is).
    """

    employments: Frame
    table: Frame


def counting(snapshot: Snapshot) -> Frame:
    """Employments that count at the date (rule 1)."""
    return valid_at(snapshot.employments, snapshot.as_of, "start_date", "end_date")


def profiles_of(snapshot: Snapshot) -> Profiles:
    """The profiles of everyone with an employment that counts (rule 2), kept."""
    whole, local = _requirements(snapshot)
    employments = counting(snapshot).with_columns(place=joint_key("unit_id", "role_id"))
    near = _near(local, employments, snapshot)
    places = near.select("place", "role_id").unique().with_row_index("special", order_by="place")
    everywhere = places.join(whole, on="role_id", how="inner")
    mixed = [near.select("place", *_RESOLVED), everywhere.select("place", *_RESOLVED)]
    special = nw.concat(mixed).join(_numbered(places), on="place", how="inner")
    general = whole.with_columns(profile=_profile_of_role())
    columns = ("profile", *_RESOLVED)
    table = _strongest(nw.concat([special.select(*columns), general.select(*columns)]))
    return Profiles(kept(_with_profile(employments, places)), kept(table))


def _requirements(snapshot: Snapshot) -> tuple[Frame, Frame]:
    """Those that hold at the date: of the whole municipality, and of units below the top."""
    tops = snapshot.closure.filter(nw.col("top") & (nw.col("distance") == 0))
    valid = valid_at(snapshot.requirements, snapshot.as_of)
    placed = valid.join(tops.select("top", unit_id="ancestor_id"), on="unit_id", how="left")
    whole = nw.col("unit_id").is_null() | ~nw.col("top").is_null()
    return placed.filter(whole).with_columns(distance=whole_number(_FARTHEST)), placed.filter(~whole)


def _near(local: Frame, employments: Frame, snapshot: Snapshot) -> Frame:
    """The local requirements at each place (unit and role that somebody has) that they reach.

    A requirement at a unit that the snapshot does not know holds for employments in that very unit.
    """
    below = snapshot.closure.select("ancestor_id", "distance", standing="descendant_id")
    known = local.join(below, left_on="unit_id", right_on="ancestor_id", how="inner")
    unknown = local.join(below, left_on="unit_id", right_on="ancestor_id", how="anti")
    alone = unknown.with_columns(standing="unit_id", distance=whole_number(0))
    columns = ("standing", *_RESOLVED)
    reach = nw.concat([known.select(*columns), alone.select(*columns)])
    places = employments.select("place").unique()
    return reach.with_columns(place=joint_key("standing", "role_id")).join(places, on="place", how="semi")


def _profile_of_role() -> nw.Expr:
    """Below zero, so that it never is the number of a special place."""
    return -nw.col("role_id") - 1


def _numbered(places: Frame) -> Frame:
    return places.select("place", profile=nw.col("special").cast(nw.Int64))


def _with_profile(employments: Frame, places: Frame) -> Frame:
    special = nw.col("profile").is_null()
    profile = nw.when(special).then(_profile_of_role()).otherwise(nw.col("profile"))
    return employments.join(_numbered(places), on="place", how="left").with_columns(profile=profile)


def _strongest(matches: Frame) -> Frame:
    """The nearest, then the highest level, then the most critical: the greatest of one integer.

    Its digits from the right: one for 2 × criticality + mandatory, two for the level, then nearness.
    """
    nearness = _FARTHEST - nw.col("distance")
    last_digit = _criticality_rank() * 2 + nw.col("mandatory").cast(nw.Int64)
    strength = (nearness * 100 + nw.col("level")) * 10 + last_digit
    won = (
        matches.with_columns(strength=strength)
        .group_by("profile", "competence_id")
        .agg(nw.col("strength").max())
    )
    digit = nw.col("strength") % 10
    return won.select(
        "profile",
        "competence_id",
        required_level=nw.col("strength") // 10 % 100,
        criticality=_criticality_word(digit // 2),
        mandatory=digit % 2 == 1,
    )


def _criticality_rank() -> nw.Expr:
    important = nw.when(nw.col("criticality") == "important").then(nw.lit(1)).otherwise(nw.lit(0))
    rank = nw.when(nw.col("criticality") == "critical").then(nw.lit(2)).otherwise(important)
    return rank.cast(nw.Int64)


def _criticality_word(rank: nw.Expr) -> nw.Expr:
    lower = nw.when(rank == 1).then(nw.lit("important")).otherwise(nw.lit("useful"))
    return nw.when(rank == 2).then(nw.lit("critical")).otherwise(lower)
