"""What is known today about who can what later: people who leave, and levels that expire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw

from kyndig.analysis.days import months_later
from kyndig.analysis.frames import Frame, collected, kept
from kyndig.analysis.gaps import usable_levels
from kyndig.analysis.snapshot import Snapshot

HORIZON_MONTHS = 24


@dataclass(frozen=True)
class Fall:
    """The first day on which too few are left at a unit, and how many they are then (people)."""

    ask_id: int
    on: date
    holders: int


def known_falls(asks: Frame, snapshot: Snapshot) -> list[Fall]:
    """For each ask, the first day after the date on which holders fall below its floor, when there is one.

    Rule 5 is asked of each later day with what is known now: the employments with their first and last days,
    and the current levels with the day they expire. Nothing is guessed: no new level, no new requirement.
    Days up to 24 months after the date are looked at.

    Args: `asks` has ask_id, unit_id, competence_id, level, floor and holders (at the date; people).
    """
    horizon = months_later(snapshot.as_of, HORIZON_MONTHS)
    ends = (nw.col("last") >= snapshot.as_of) & (nw.col("last") < horizon)
    spans = kept(_spans(asks, snapshot, horizon))
    endings = spans.filter(ends)
    risky = _at_risk(asks, endings)
    days = endings.join(risky, on="ask_id", how="inner").select("ask_id", "floor", fall="last").unique()
    first = _first_below(_counted(days, spans))
    rows = collected(first).rows(named=True)
    return [Fall(row["ask_id"], row["fall"] + timedelta(days=1), row["holders"]) for row in rows]


def _spans(asks: Frame, snapshot: Snapshot, horizon: date) -> Frame:
    """When each person is a holder: ask_id, person_id, start_date, last (last day; null is no end)."""
    below = snapshot.closure.select("ancestor_id", standing="descendant_id")
    places = asks.join(below, left_on="unit_id", right_on="ancestor_id", how="inner").select(
        "ask_id", "competence_id", "level", unit_id="standing"
    )
    ongoing = nw.col("end_date").is_null() | (nw.col("end_date") >= snapshot.as_of)
    there = snapshot.employments.filter(ongoing, nw.col("start_date") <= horizon)
    able = usable_levels(snapshot).join(asks.select("competence_id").unique(), on="competence_id", how="semi")
    spans = able.join(there, on="person_id", how="inner").join(
        places, on=["unit_id", "competence_id"], how="inner"
    )
    enough = spans.filter(nw.col("usable_level") >= nw.col("level"))
    return enough.select("ask_id", "person_id", "start_date", last=_earliest("end_date", "expires_on"))


def _earliest(first: str, second: str) -> nw.Expr:
    """The earlier of two days, where null is never."""
    a, b = nw.col(first), nw.col(second)
    return nw.when(a.is_null() | (b < a)).then(b).otherwise(a)


def _at_risk(asks: Frame, endings: Frame) -> Frame:
    """The asks that would be short if everyone who ends were gone at once: few, so only they are followed."""
    ending = endings.select("ask_id", "person_id").unique().group_by("ask_id").agg(ending=nw.len())
    counted = asks.join(ending, on="ask_id", how="inner")
    left = nw.col("holders") - nw.col("ending").cast(nw.Int64)
    return counted.filter(left < nw.col("floor")).select("ask_id", "floor")


def _counted(days: Frame, spans: Frame) -> Frame:
    """Holders on the day after each `fall`: ask_id, floor, fall, holders."""
    next_day = nw.col("fall").dt.offset_by("1d")
    still = (nw.col("start_date") <= next_day) & (
        nw.col("last").is_null() | (nw.col("last") > nw.col("fall"))
    )
    present = days.join(spans, on="ask_id", how="inner").filter(still)
    people = present.select("ask_id", "fall", "person_id").unique()
    counts = people.group_by("ask_id", "fall").agg(holders=nw.len().cast(nw.Int64))
    return days.join(counts, on=["ask_id", "fall"], how="left").with_columns(nw.col("holders").fill_null(0))


def _first_below(counted: Frame) -> Frame:
    short = counted.filter(nw.col("holders") < nw.col("floor"))
    first = short.group_by("ask_id").agg(nw.col("fall").min())
    return short.join(first, on=["ask_id", "fall"], how="semi")
