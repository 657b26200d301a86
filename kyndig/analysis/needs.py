"""Needs: what a unit lacks, and whether to mobilise, learn, acquire, map or phase out.

Nordhaug (1993, 2004) tells acquisition, development and phasing out apart; Lai (2021) puts mobilisation of
what is there already before all three. `ANALYSIS.md` puts them in that order and numbers.
"""

from __future__ import annotations

from typing import Final

import narwhals as nw

from kyndig.analysis import gaps
from kyndig.analysis.frames import Frame, count_where, joint_key, kept, total, whole_number
from kyndig.analysis.latent import latencies, wanted
from kyndig.analysis.obsolete import phased_out
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import homes_of, only_within, sectors_of

KINDS: Final = ("mobilise", "learn", "acquire")
MAP, PHASE_OUT = "map", "phase_out"

KEY: Final = ("unit_code", "competence")
COLUMNS: Final = (*KEY, "missing", "unknown", *KINDS, PHASE_OUT, "suggestion")

_WHERE: Final = ("sector_id", "competence_id")
_PERSON: Final = ("competence_id", "person_id")
_LACKED = ("missing", "unknown", "learners", "found", PHASE_OUT)


def needs(snapshot: Snapshot, unit_id: int | None = None) -> Frame:
    """`needed` with codes: exactly COLUMNS. `unit_id` keeps the rows of the unit and all below it."""
    return with_codes(only_within(needed(snapshot), snapshot, unit_id), snapshot)


def with_codes(rows: Frame, snapshot: Snapshot) -> Frame:
    """Rows of `needed` with codes for ids: exactly COLUMNS."""
    return gaps.with_codes(rows, snapshot).select(*COLUMNS)


def needed(snapshot: Snapshot) -> Frame:
    """Per home unit and competence where something is missing, unknown or to be phased out, by ids.

    People are counted, never employments. missing: those with a counting employment of that home that is
    below or expired; unknown: with one that is not assessed.

    1. mobilise: people in the sector of the unit (else the top unit) or below it who are latent in the
       competence at the level asked or above and have not said that they do not want to use it; at most
       missing. The level asked is the highest among the employments that are below or expired.
    2. learn: of the missing those who are expired, or whose greatest depth is 1 on a `levels` scale, or who
       want to use it; at most missing - mobilise.
    3. acquire: the rest of the missing.

    phase_out is that of `obsolete.phased_out`, which needs requirements and coverage of the last 24 months
    and of the days ahead. suggestion: the first kind that is not 0, else map where somebody is unknown, else
    phase_out.

    Reads: every frame; of `assessments` those that say anything about use at least (see `latent.latencies`).
    Returns: unit_id (a home), competence_id, missing, unknown, mobilise, learn, acquire, phase_out (people),
    suggestion.
    """
    homes = homes_of(snapshot)
    lacking = kept(_lacking(snapshot, homes))
    missing = kept(_missing(_short(lacking), snapshot))
    parts = [missing, _unknown(lacking), _mobilisable(missing, snapshot), phased_out(snapshot, homes)]
    rows = nw.concat([_sums(part) for part in parts]).group_by("unit_id", "competence_id")
    counts = rows.agg(*(total(nw.col(name)) for name in _LACKED))
    rest = counts.with_columns(mobilise=_at_most("found", nw.col("missing")))
    rest = rest.with_columns(learn=_at_most("learners", nw.col("missing") - nw.col("mobilise")))
    rest = rest.with_columns(acquire=nw.col("missing") - nw.col("mobilise") - nw.col("learn"))
    return rest.select(
        *("unit_id", "competence_id", "missing", "unknown", *KINDS, PHASE_OUT), suggestion=_suggestion()
    )


def _sums(rows: Frame) -> Frame:
    """The counts of one part, 0 in the columns that it says nothing about."""
    given = rows.collect_schema().names()
    return rows.select(
        *("unit_id", "competence_id"),
        *(nw.col(name) if name in given else whole_number(0).alias(name) for name in _LACKED),
    )


def _at_most(name: str, limit: nw.Expr) -> nw.Expr:
    return nw.when(nw.col(name) > limit).then(limit).otherwise(nw.col(name))


def _suggestion() -> nw.Expr:
    word = nw.when(nw.col("unknown") > 0).then(nw.lit(MAP)).otherwise(nw.lit(PHASE_OUT))
    for kind in reversed(KINDS):
        word = nw.when(nw.col(kind) > 0).then(nw.lit(kind)).otherwise(word)
    return word


def _lacking(snapshot: Snapshot, homes: Frame) -> Frame:
    """The pairs below, expired or not assessed: unit_id (the home), competence_id, person_id, and as in pairs
    required_level, depth and state.
    """
    lacking = nw.col("state").is_in([gaps.BELOW, gaps.EXPIRED, gaps.NOT_ASSESSED])
    placed = gaps.pairs(snapshot).filter(lacking).join(homes, on="unit_id", how="inner")
    return placed.select(*_PERSON, "required_level", "depth", "state", unit_id="home_id")


def _missing(short: Frame, snapshot: Snapshot) -> Frame:
    """What is missing per home: unit_id, competence_id, missing, learners, level_asked."""
    people = learning(short, snapshot).group_by("unit_id", "competence_id")
    return people.agg(
        missing=nw.len().cast(nw.Int64),
        learners=count_where(nw.col("learns")),
        level_asked=nw.col("asked").max(),
    )


def _unknown(lacking: Frame) -> Frame:
    """What is not assessed per home: unit_id, competence_id, unknown."""
    unknown = lacking.filter(nw.col("state") == gaps.NOT_ASSESSED)
    people = unknown.select("unit_id", *_PERSON).unique()
    return people.group_by("unit_id", "competence_id").agg(unknown=nw.len().cast(nw.Int64))


def people_short(snapshot: Snapshot, homes: Frame) -> Frame:
    """A row per home, competence and person below or expired there.

    Returns: unit_id, competence_id, person_id, asked (the highest level), depth (the greatest), expired (0 or
    1). A person's state is the same wherever it is asked, but for how much is required.
    """
    return _short(_lacking(snapshot, homes))


def _short(lacking: Frame) -> Frame:
    short = lacking.filter(nw.col("state") != gaps.NOT_ASSESSED)
    expired = (nw.col("state") == gaps.EXPIRED).cast(nw.Int64)
    return short.group_by("unit_id", *_PERSON).agg(
        asked=nw.col("required_level").max(), depth=nw.col("depth").max(), expired=expired.max()
    )


def learning(short: Frame, snapshot: Snapshot) -> Frame:
    """The people of `people_short`, with scale, wants_to_use, near (one level away) and learns."""
    scales = snapshot.competences.select("competence_id", "scale")
    wishes = wanted(snapshot).select("wants_to_use", held=joint_key("person_id", "competence_id"))
    asked = short.with_columns(held=joint_key("person_id", "competence_id"))
    known = asked.join(scales, on="competence_id", how="left").join(wishes, on="held", how="left")
    near = ((nw.col("depth") == 1) & (nw.col("scale") == "levels")).fill_null(False)
    able = (nw.col("expired") == 1) | near | nw.col("wants_to_use").fill_null(False)
    return known.with_columns(near=near, learns=able)


def _mobilisable(missing: Frame, snapshot: Snapshot) -> Frame:
    """How many could be mobilised for each place where somebody is missing: unit_id, competence_id, found.

    People are counted by sector and level first. Both the places of a sector and its people grow with the
    municipality, so pairing them would take the product.
    """
    asked = _asked(missing, snapshot)
    willing = _willing(asked, snapshot).group_by(*_WHERE, "level").agg(people=nw.len().cast(nw.Int64))
    enough = asked.join(willing, on=[*_WHERE], how="inner").filter(nw.col("level") >= nw.col("level_asked"))
    return enough.group_by("unit_id", "competence_id").agg(found=total(nw.col("people")))


def mobilisable(missing: Frame, snapshot: Snapshot) -> Frame:
    """Who could be asked, for each place where somebody is missing: unit_id, competence_id, person_id, level.

    A row for each place and person: for few places at a time.

    Args: `missing` has unit_id (a home), competence_id and level_asked.
    """
    asked = _asked(missing, snapshot)
    matches = _willing(asked, snapshot).join(asked, on=[*_WHERE], how="inner")
    enough = matches.filter(nw.col("level") >= nw.col("level_asked"))
    return enough.select("unit_id", "competence_id", "person_id", "level")


def _asked(missing: Frame, snapshot: Snapshot) -> Frame:
    """The places where somebody is missing, with the sector_id that they look for colleagues in."""
    return missing.join(sectors_of(snapshot), on="unit_id", how="inner")


def _willing(asked: Frame, snapshot: Snapshot) -> Frame:
    """Who is latent and has not said no, in the sectors asked: sector_id, competence_id, person_id, level."""
    sectors = asked.select(ancestor_id="sector_id").unique()
    reach = snapshot.closure.join(sectors, on="ancestor_id", how="semi")
    here = counting(snapshot).select("person_id", "unit_id").unique()
    inside = here.join(reach, left_on="unit_id", right_on="descendant_id", how="inner")
    inside = inside.select("person_id", sector_id="ancestor_id").unique()
    willing = latencies(snapshot).filter(nw.col("wants_to_use").fill_null(True))
    return willing.join(inside, on="person_id", how="inner").select(*_WHERE, "person_id", "level")
