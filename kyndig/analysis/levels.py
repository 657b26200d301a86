"""The current level of a person in a competence (rule 3 of the gap rule)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import narwhals as nw

from kyndig.analysis.frames import Frame, latest

if TYPE_CHECKING:
    from kyndig.analysis.snapshot import Snapshot

_PAIR = ("person_id", "competence_id")


def current_levels(snapshot: Snapshot) -> Frame:
    """The current levels at the snapshot's date, worked out anew from its assessments; see `levels_at`."""
    return levels_at(snapshot.assessments, snapshot.as_of)


def levels_at(assessments: Frame, day: date) -> Frame:
    """One row per person and competence with an assessment on or before `day`; no row is *not assessed*.

    Returns: person_id, competence_id, level, confirmed, expired, expires_on (last day the level holds; null
    for none), assessed_on, source, assessment_id (the assessment that counts).
    """
    known = assessments.filter(nw.col("assessed_on") <= day).with_columns(
        confirmed=nw.col("source") != "self"
    )
    # A self-assessment never expires, whatever its row says.
    limit = nw.when(nw.col("confirmed")).then(nw.col("expires_on"))
    return (
        _that_counts(known)
        .with_columns(expires_on=limit)
        .with_columns(expired=(nw.col("expires_on") < day).fill_null(False))
        .select(
            *_PAIR, "level", "confirmed", "expired", "expires_on", "assessed_on", "source", "assessment_id"
        )
    )


def _that_counts(known: Frame) -> Frame:
    """Confirmed before unconfirmed, then the latest day, then the one registered last."""
    return latest(known, _PAIR, ("confirmed", "assessed_on", "assessment_id"))
