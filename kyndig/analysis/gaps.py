"""Requirements meet levels: states, depths and coverage (rules 4 and 5 of the gap rule)."""

from __future__ import annotations

from typing import Any, Final

import narwhals as nw

from kyndig.analysis.frames import (
    ID_SPAN,
    Frame,
    at_least_none,
    collected,
    count_where,
    joint_key,
    total,
    valid_at,
    whole_number,
)
from kyndig.analysis.profiles import Profiles, counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import only_within

EXEMPT, NOT_ASSESSED, EXPIRED, BELOW, MET = STATES = ("exempt", "not_assessed", "expired", "below", "met")

# The key columns of each table: its order when it leaves.
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "person": ("employee_number", "unit_code", "role_code", "competence"),
    "unit": ("unit_code", "competence"),
    "coverage": ("unit_code", "competence", "level", "min_holders"),
}
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "person": (
        *KEYS["person"],
        "required_level",
        "criticality",
        "current_level",
        "confirmed",
        "state",
        "depth",
    ),
    "unit": (*KEYS["unit"], "required", MET, BELOW, EXPIRED, NOT_ASSESSED, EXEMPT, "depth"),
    "coverage": (*KEYS["coverage"], "holders", "shortfall", "sole_holder"),
}
# What is counted of each unit; what is not assessed is the rest.
_COUNTED = ("required", MET, BELOW, EXPIRED, EXEMPT, "depth")


def pairs(snapshot: Snapshot, unit_id: int | None = None) -> Frame:
    """Every (counting employment, required competence) with its state (rules 2 and 4), by ids.

    Args: `unit_id` keeps the unit and all below it.
    Returns: employment_id, person_id, unit_id, role_id, competence_id, required_level, criticality,
    mandatory, current_level, confirmed, source, assessed_on, expires_on (null when not assessed), state,
    depth (levels; null when not assessed). Two positions with one role in one unit give two rows.
    """
    return _judged(snapshot, unit_id).select(
        *("employment_id", "person_id", "unit_id", "role_id", "competence_id"),
        *("required_level", "criticality", "mandatory"),
        *("current_level", "confirmed", "source", "assessed_on", "expires_on"),
        state=_word_of_state(),
        depth=nw.when(~_state_is(NOT_ASSESSED)).then(nw.col("depth")),
    )


def _judged(snapshot: Snapshot, unit_id: int | None = None) -> Frame:
    """The pairs with the state as its number in STATES and a depth of 0 where it is unknown."""
    asked = snapshot.profiles
    employments = only_within(asked.employments, snapshot, unit_id)
    required = employments.join(asked.table, on="profile", how="inner")
    known = _with_exemptions(_with_levels(required, snapshot), snapshot)
    return known.with_columns(state=_state()).with_columns(depth=_depth())


def _with_levels(required: Frame, snapshot: Snapshot) -> Frame:
    levels = snapshot.current.select(
        *("confirmed", "expired", "source", "assessed_on", "expires_on"),
        current_level="level",
        held=joint_key("person_id", "competence_id"),
    )
    return required.with_columns(held=joint_key("person_id", "competence_id")).join(
        levels, on="held", how="left"
    )


def _with_exemptions(required: Frame, snapshot: Snapshot) -> Frame:
    exempt = valid_exemptions(snapshot).select(
        held=joint_key("person_id", "competence_id"), exempt=nw.lit(True)
    )
    return required.join(exempt, on="held", how="left")


def valid_exemptions(snapshot: Snapshot) -> Frame:
    """The pairs of person and competence that an exemption holds for at the date, once each."""
    valid = valid_at(snapshot.exemptions, snapshot.as_of)
    return valid.select("person_id", "competence_id").unique()


def _state() -> nw.Expr:
    """Rule 4's order: exempt before not assessed before expired before below before met."""
    unknown = nw.col("current_level").is_null()
    state = nw.when(unknown).then(_number(NOT_ASSESSED)).otherwise(_state_of_known())
    return nw.when(nw.col("exempt")).then(_number(EXEMPT)).otherwise(state)


def _state_of_known() -> nw.Expr:
    below = nw.col("current_level") < nw.col("required_level")
    state = nw.when(below).then(_number(BELOW)).otherwise(_number(MET))
    return nw.when(nw.col("expired")).then(_number(EXPIRED)).otherwise(state)


def _depth() -> nw.Expr:
    missing = nw.col("required_level") - nw.col("current_level")
    shallow = nw.when(_state_is(BELOW)).then(missing).otherwise(whole_number(0))
    return nw.when(_state_is(EXPIRED)).then(nw.col("required_level")).otherwise(shallow)


def _number(state: str) -> nw.Expr:
    return whole_number(STATES.index(state))


def _state_is(state: str) -> nw.Expr:
    return nw.col("state") == STATES.index(state)


def _word_of_state() -> nw.Expr:
    word = nw.lit(STATES[-1])
    for state in STATES[:-1]:
        word = nw.when(_state_is(state)).then(nw.lit(state)).otherwise(word)
    return word


def gap_by_person(snapshot: Snapshot, unit_id: int | None = None) -> Frame:
    """The pairs with codes: exactly COLUMNS["person"]. `unit_id` keeps the unit and all below it."""
    rows = with_codes(pairs(snapshot, unit_id), snapshot)
    people = snapshot.people.select("person_id", "employee_number")
    rows = rows.join(people, on="person_id", how="left").join(snapshot.roles, on="role_id", how="left")
    return rows.select(*COLUMNS["person"])


def unit_counts(snapshot: Snapshot) -> Frame:
    """How many pairs are in each state, each unit with all below it, by ids.

    The same as counting `pairs`, by a shorter way: what is required is counted by profile, and only levels
    and exemptions that there are one by one; the rest is not assessed. Few rows per own unit roll up.

    Returns: unit_id, competence_id, required, met, below, expired, not_assessed, exempt (pairs),
    depth (levels, of what is known). An employment in a unit that is not among `units` is in no row.
    """
    asked = snapshot.profiles
    counts = [_required_counts(asked), _exempt_counts(asked, snapshot), _known_counts(asked, snapshot)]
    own = _added_up(nw.concat(counts))
    rolled = own.join(snapshot.closure, left_on="unit_id", right_on="descendant_id", how="inner")
    totals = _added_up(rolled.select(*_COUNTED, place=joint_key("ancestor_id", "competence_id")))
    unknown = nw.col("required") - nw.sum_horizontal(*(nw.col(name) for name in _COUNTED[1:-1]))
    return totals.select("unit_id", "competence_id", *_COUNTED, not_assessed=unknown)


def _added_up(counts: Frame) -> Frame:
    """Sums by unit and competence, given as one key `place`: half the time of grouping by two columns."""
    sums = counts.group_by("place").agg(*(total(nw.col(name)) for name in _COUNTED))
    competence = nw.col("place") % ID_SPAN
    # Nothing is left over in the division, so it is exact also on an engine that divides with decimals.
    unit = (nw.col("place") - competence) // ID_SPAN
    return sums.select(*_COUNTED, unit_id=unit, competence_id=competence)


def _required_counts(asked: Profiles) -> Frame:
    people = asked.employments.group_by("unit_id", "profile").agg(people=nw.len().cast(nw.Int64))
    return _own(people.join(asked.table, on="profile", how="inner"), required=total(nw.col("people")))


def _exempt_counts(asked: Profiles, snapshot: Snapshot) -> Frame:
    return _own(required_of(valid_exemptions(snapshot), asked), exempt=nw.len().cast(nw.Int64))


def _known_counts(asked: Profiles, snapshot: Snapshot) -> Frame:
    levels = snapshot.current.select("person_id", "competence_id", "expired", current_level="level")
    held = required_of(levels, asked).with_columns(held=joint_key("person_id", "competence_id"))
    exempt = valid_exemptions(snapshot).select(held=joint_key("person_id", "competence_id"))
    known = held.join(exempt, on="held", how="anti").with_columns(state=_state_of_known())
    states = {state: count_where(_state_is(state)) for state in (EXPIRED, BELOW, MET)}
    return _own(known, **states, depth=total(_depth()))


def required_of(facts: Frame, asked: Profiles) -> Frame:
    """Facts of a person and competence, once per employment that requires the competence."""
    employments = asked.employments.select("person_id", "unit_id", "profile")
    table = asked.table.select("required_level", asked=joint_key("profile", "competence_id"))
    placed = facts.join(employments, on="person_id", how="inner")
    return placed.with_columns(asked=joint_key("profile", "competence_id")).join(
        table, on="asked", how="inner"
    )


def _own(rows: Frame, **counts: nw.Expr) -> Frame:
    """Counts by own unit and competence (`place`), 0 in the columns that these rows say nothing about."""
    keyed = rows.with_columns(place=joint_key("unit_id", "competence_id"))
    rest = {name: whole_number(0) for name in _COUNTED if name not in counts}
    return keyed.group_by("place").agg(**counts).with_columns(**rest).select("place", *_COUNTED)


def gap_by_unit(snapshot: Snapshot, unit_id: int | None = None) -> Frame:
    """`unit_counts` with codes: exactly COLUMNS["unit"]. `unit_id` keeps the unit and all below it."""
    rows = only_within(unit_counts(snapshot), snapshot, unit_id)
    return with_codes(rows, snapshot).select(*COLUMNS["unit"])


def coverage_counts(snapshot: Snapshot) -> Frame:
    """Each coverage row valid at the date with its holders (rule 5), by ids.

    Returns: coverage_id, unit_id, competence_id, level, min_holders, holders, shortfall, sole_holder.
    """
    counted = with_holders(valid_coverage(snapshot), snapshot)
    return counted.with_columns(
        shortfall=at_least_none(nw.col("min_holders") - nw.col("holders")),
        sole_holder=nw.col("holders") == 1,
    )


def valid_coverage(snapshot: Snapshot) -> Frame:
    """The coverage rows that hold at the date: coverage_id, unit_id, competence_id, level, min_holders."""
    valid = valid_at(snapshot.coverage, snapshot.as_of)
    return valid.select("coverage_id", "unit_id", "competence_id", "level", "min_holders")


def with_holders(asked: Frame, snapshot: Snapshot) -> Frame:
    """What is asked for, as in `holders`, with the number of people that meet it in `holders`."""
    held = holders(asked, snapshot).group_by("coverage_id").agg(holders=nw.len().cast(nw.Int64))
    counted = asked.join(held, on="coverage_id", how="left")
    return counted.with_columns(nw.col("holders").fill_null(0))


def holders(asked: Frame, snapshot: Snapshot) -> Frame:
    """The distinct people that meet each thing asked for at a unit.

    Args: `asked` has coverage_id, unit_id, competence_id and level.
    Returns: coverage_id, person_id.
    """
    there = counting(snapshot).select("person_id", "unit_id").unique()
    return meeting(asked, there, snapshot).select("coverage_id", "person_id").unique()


def meeting(asked: Frame, there: Frame, snapshot: Snapshot) -> Frame:
    """Who stands at or below each thing asked for, once per row of `there`, and meets it.

    Args: `asked` as in `holders`; `there` has person_id, unit_id and whatever else is wanted of them.
    Returns: the columns of `there`, coverage_id and level (asked for).
    """
    below = snapshot.closure.select("ancestor_id", standing="descendant_id")
    places = asked.join(below, left_on="unit_id", right_on="ancestor_id", how="inner").select(
        "coverage_id", "competence_id", "level", unit_id="standing"
    )
    able = usable_levels(snapshot).join(
        asked.select("competence_id").unique(), on="competence_id", how="semi"
    )
    found = able.join(there, on="person_id", how="inner").join(
        places, on=["unit_id", "competence_id"], how="inner"
    )
    return found.filter(nw.col("usable_level") >= nw.col("level"))


def usable_levels(snapshot: Snapshot) -> Frame:
    """Current levels that have not expired, confirmed or not.

    Returns: person_id, competence_id, usable_level, expires_on.
    """
    valid = snapshot.current.filter(~nw.col("expired"))
    return valid.select("person_id", "competence_id", "expires_on", usable_level="level")


def coverage(snapshot: Snapshot, unit_id: int | None = None) -> Frame:
    """`coverage_counts` with codes: exactly COLUMNS["coverage"]. `unit_id` keeps it and all below it."""
    rows = only_within(coverage_counts(snapshot), snapshot, unit_id)
    return with_codes(rows, snapshot).select(*COLUMNS["coverage"])


def with_codes(rows: Frame, snapshot: Snapshot) -> Frame:
    """The rows with unit_code and competence (its code) for their unit_id and competence_id."""
    units = snapshot.units.select("unit_id", "unit_code")
    names = snapshot.competences.select("competence_id", competence="code")
    return rows.join(units, on="unit_id", how="left").join(names, on="competence_id", how="left")


def in_order(table: Frame, by: str) -> list[dict[str, Any]]:
    """The rows of a table as it leaves: sorted by its key columns. `by` is person, unit or coverage."""
    return collected(table.sort(*KEYS[by]).select(*COLUMNS[by])).rows(named=True)


def basis(rows: Frame) -> Frame:
    """What figures made from these pairs rest on: one row.

    Args: `rows` as from `pairs`, filtered or not.
    Returns: required (pairs, exempt ones too), exempt, assessed (of those not exempt, with a level, expired
    or not), confirmed (of those assessed, by leader, document or course), share_assessed (of those not
    exempt), share_confirmed (confirmed of those assessed); shares 0-1, null of nothing.
    """
    concerns = nw.col("state") != EXEMPT
    assessed = concerns & ~nw.col("current_level").is_null()
    counts = rows.select(
        required=nw.len().cast(nw.Int64),
        exempt=count_where(~concerns),
        assessed=count_where(assessed),
        confirmed=count_where(assessed & nw.col("confirmed").fill_null(False)),
    )
    return counts.with_columns(
        share_assessed=_share("assessed", nw.col("required") - nw.col("exempt")),
        share_confirmed=_share("confirmed", nw.col("assessed")),
    )


def _share(part: str, whole: nw.Expr) -> nw.Expr:
    return nw.when(whole > 0).then(nw.col(part) / whole)
