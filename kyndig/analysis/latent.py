"""Latent competence: what somebody holds that their work does not ask for, or that they do not use.

Lai (2021) calls it latent: held, but not required, or required and not used. That nobody knows of it is the
third kind, which no register can show.
"""

from __future__ import annotations

from typing import Final

import narwhals as nw

from kyndig.analysis.frames import Frame, joint_key, latest, whole_number
from kyndig.analysis.gaps import required_of, usable_levels, valid_exemptions
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import only_within

NOT_REQUIRED, NOT_USED, BOTH = "not_required", "not_used", "both"

KEY: Final = ("employee_number", "competence")
COLUMNS: Final = (*KEY, "level", "reason", "wants_to_use")

# From here somebody can do it alone; on a scale of has and has not, it is having it.
_ALONE, _HAS = 2, 1


def latent(snapshot: Snapshot, unit_id: int | None = None) -> Frame:
    """`latencies` with codes: exactly COLUMNS.

    `unit_id` keeps people with a counting employment in the unit or below it; no figure changes.
    """
    rows = latencies(snapshot)
    if unit_id is not None:
        there = only_within(counting(snapshot), snapshot, unit_id).select("person_id")
        rows = rows.join(there, on="person_id", how="semi")
    people = snapshot.people.select("person_id", "employee_number")
    names = snapshot.competences.select("competence_id", competence="code")
    rows = rows.join(people, on="person_id", how="left").join(names, on="competence_id", how="left")
    return rows.select(*COLUMNS)


def latencies(snapshot: Snapshot) -> Frame:
    """What each person holds latently, by ids.

    A person with a counting employment, no exemption valid at the date, and a current level (not expired,
    unconfirmed counts) of at least 2 on a `levels` scale or 1 on a `held` scale, where none of their counting
    employments requires the competence (not_required), or the latest of their assessments of it that says
    anything about use says that it is not used (not_used); or both.

    Reads: employments, requirements, exemptions, competences.scale, current levels, and `assessments`: those
    that say anything in in_use or wants_to_use at least, whatever their source.
    Returns: person_id, competence_id, level (the current one), reason, wants_to_use (null when nothing is
    said).
    """
    held = _held(snapshot)
    asked = required_of(held, snapshot.profiles)
    required = asked.select(held=joint_key("person_id", "competence_id"), required=nw.lit(True)).unique()
    unused = used(snapshot).filter(nw.col("in_use") == "no")
    unused = unused.select(held=joint_key("person_id", "competence_id"), unused=nw.lit(True))
    known = held.with_columns(held=joint_key("person_id", "competence_id"))
    known = known.join(required, on="held", how="left").join(unused, on="held", how="left")
    known = known.with_columns(nw.col("required").fill_null(False), nw.col("unused").fill_null(False))
    rows = known.filter(~nw.col("required") | nw.col("unused")).with_columns(reason=_reason())
    wishes = wanted(snapshot).select("wants_to_use", held=joint_key("person_id", "competence_id"))
    return rows.join(wishes, on="held", how="left").select(
        "person_id", "competence_id", "level", "reason", "wants_to_use"
    )


def _held(snapshot: Snapshot) -> Frame:
    """What those employed hold and are not exempt from: person_id, competence_id, level."""
    scales = snapshot.competences.select("competence_id", "scale")
    levels = usable_levels(snapshot).join(scales, on="competence_id", how="inner")
    least = nw.when(nw.col("scale") == "held").then(whole_number(_HAS)).otherwise(whole_number(_ALONE))
    high = levels.filter(nw.col("usable_level") >= least)
    here = high.join(counting(snapshot).select("person_id"), on="person_id", how="semi")
    free = here.join(valid_exemptions(snapshot), on=["person_id", "competence_id"], how="anti")
    return free.select("person_id", "competence_id", level="usable_level")


def _reason() -> nw.Expr:
    required, unused = nw.col("required"), nw.col("unused")
    one = nw.when(unused).then(nw.lit(NOT_USED)).otherwise(nw.lit(NOT_REQUIRED))
    return nw.when(unused & ~required).then(nw.lit(BOTH)).otherwise(one)


def used(snapshot: Snapshot) -> Frame:
    """What is last said of use, up to the date: person_id, competence_id, in_use (yes, partly or no)."""
    said = ~nw.col("in_use").is_null() & (nw.col("in_use") != "")
    return _last_said(snapshot, said).select("person_id", "competence_id", "in_use")


def wanted(snapshot: Snapshot) -> Frame:
    """What is last said of wanting to use it, up to the date: person_id, competence_id, wants_to_use."""
    said = ~nw.col("wants_to_use").is_null()
    return _last_said(snapshot, said).select("person_id", "competence_id", "wants_to_use")


def _last_said(snapshot: Snapshot, said: nw.Expr) -> Frame:
    """The latest assessment that says it, by day and then the order of registration, whatever its source."""
    known = snapshot.assessments.filter(nw.col("assessed_on") <= snapshot.as_of).filter(said)
    return latest(known, ("person_id", "competence_id"), ("assessed_on", "assessment_id"))
