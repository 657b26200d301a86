"""The changes of a what-if: each changes the frames of a `Scenario`, or raises `RefusedError`.

`text` is the change as it was written, for the sentence that refuses it or a later one.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import narwhals as nw

from kyndig.analysis.days import day_before
from kyndig.analysis.frames import Frame, collected, lasts_to, valid_at, whole_number
from kyndig.analysis.scenario import RefusedError, Scenario, age_of
from kyndig.analysis.snapshot import COLUMNS, LEVEL_COLUMNS
from kyndig.analysis.vulnerability import is_aged

_CRITICALITY: Final = ("useful", "important", "critical")
_NO_ID: Final = -1


def leave(scenario: Scenario, text: str, numbers: str) -> None:
    """Their counting employments end."""
    people = scenario.working(numbers, text)
    scenario.end(scenario.positions(nw.col("person_id").is_in(list(people.values()))), text)


def retire(scenario: Scenario, text: str, age: str) -> None:
    """The counting employments of everyone that old or older at the date end."""
    old = scenario.now.people.filter(is_aged(age_of(age, text), scenario.now.as_of))
    ids = collected(old.select("person_id"))["person_id"].to_list()
    scenario.end(scenario.positions(nw.col("person_id").is_in(ids)), text)


def move(scenario: Scenario, text: str, number: str, unit: str) -> None:
    """Their only counting employment stands in the unit."""
    unit_id = scenario.open_unit(unit, text)
    (person_id,) = _one(scenario.working(number, text), text).values()
    positions = scenario.positions(nw.col("person_id") == person_id)
    if len(positions) > 1:
        said = f"Employee {number} has {len(positions)} employments, so {text} doesn't say which."
        raise RefusedError(said, "several_positions", text, number=number, count=len(positions))
    here = nw.col("employment_id") == positions[0]["employment_id"]
    moved = nw.when(here).then(whole_number(unit_id)).otherwise(nw.col("unit_id"))
    scenario.put(employments=scenario.now.employments.with_columns(unit_id=moved))


def _one(people: dict[str, int], text: str) -> dict[str, int]:
    if len(people) != 1:
        raise RefusedError(f"{text} moves several people: write a change for each.", "moves_several", text)
    return people


def train(scenario: Scenario, text: str, competence: str, level: str, numbers: str) -> None:
    """A confirmed assessment dated the date, registered last, without expiry: it is what counts."""
    competence_id, reached = scenario.competence_and_level(competence, level, text)
    ids = list(scenario.working(numbers, text).values())
    known = scenario.now.current.select(*LEVEL_COLUMNS)
    theirs = nw.col("person_id").is_in(ids) & (nw.col("competence_id") == competence_id)
    trained = scenario.now.people.filter(nw.col("person_id").is_in(ids)).select(
        "person_id",
        competence_id=whole_number(competence_id),
        level=whole_number(reached),
        confirmed=nw.lit(True),
        expired=nw.lit(False),
        expires_on=nw.lit(None, dtype=nw.Date),
        assessed_on=nw.lit(scenario.now.as_of, dtype=nw.Date),
        source=nw.lit("course"),
        assessment_id=whole_number(_NO_ID),
    )
    scenario.put(known_levels=nw.concat([known.filter(~theirs), trained.select(*LEVEL_COLUMNS)]))


def require(scenario: Scenario, text: str, role: str, competence: str, *level_and_unit: str) -> None:
    """Takes the place of the role's requirements of the competence at that unit that hold at the date.

    It keeps the criticality of the one that won among them, else it is critical.
    """
    level, *units = level_and_unit
    role_id = scenario.role(role, text)
    competence_id, asked = scenario.competence_and_level(competence, level, text)
    unit_id = _place(scenario, units[0] if units else None, text)
    same = _of_role(role_id, competence_id) & _standing(scenario, unit_id)
    replaced = valid_at(scenario.now.requirements.filter(same), scenario.now.as_of)
    new = scenario.now.roles.filter(nw.col("role_id") == role_id).select(
        "role_id",
        requirement_id=whole_number(_NO_ID),
        unit_id=nw.lit(unit_id, dtype=nw.Int64),
        competence_id=whole_number(competence_id),
        level=whole_number(asked),
        criticality=nw.lit(_criticality(collected(replaced).rows(named=True))),
        mandatory=nw.lit(False),
        valid_from=nw.lit(scenario.now.as_of, dtype=nw.Date),
        valid_to=nw.lit(None, dtype=nw.Date),
    )
    columns = list(COLUMNS["requirements"])
    begun = nw.col("valid_from").is_null() | (nw.col("valid_from") <= scenario.now.as_of)
    left = _ended(scenario.now.requirements, same & begun, scenario.now.as_of)
    scenario.put(requirements=nw.concat([left.select(*columns), new.select(*columns)]))


def _place(scenario: Scenario, unit: str | None, text: str) -> int | None:
    """Where it is required: a unit's id, or None for the whole municipality, as the top unit also is."""
    top = scenario.top()
    if unit is None:
        scenario.check_open(top, "", text)
        return None
    unit_id = scenario.open_unit(unit, text)
    return None if unit_id == top else unit_id


def _standing(scenario: Scenario, unit_id: int | None) -> nw.Expr:
    """What stands at exactly that place; never null."""
    if unit_id is not None:
        return (nw.col("unit_id") == unit_id).fill_null(False)
    top = scenario.top()
    return nw.col("unit_id").is_null() | (nw.col("unit_id") == (_NO_ID if top is None else top))


def _criticality(replaced: list[dict[str, Any]]) -> str:
    """That of the requirement with the highest level, then the most critical."""
    ranked = [(row["level"], _CRITICALITY.index(row["criticality"])) for row in replaced]
    return _CRITICALITY[max(ranked)[1]] if ranked else "critical"


def drop(scenario: Scenario, text: str, role: str, competence: str) -> None:
    """All requirements of the competence of the role end, at every unit, those beginning later too."""
    role_id = scenario.role(role, text)
    competence_id, _ = scenario.competence(competence, text)
    same = _of_role(role_id, competence_id)
    standing = scenario.now.requirements.filter(same).filter(lasts_to(scenario.now.as_of))
    if collected(standing).is_empty():
        said = f"{text} has nothing to drop: the role has no such requirement."
        raise RefusedError(said, "nothing_to_drop", text)
    scenario.put(requirements=_ended(scenario.now.requirements, same, scenario.now.as_of))


def close(scenario: Scenario, text: str, unit: str) -> None:
    """Employments, requirements and coverage standing there or below end, those beginning later too."""
    unit_id = scenario.unit(unit, text)
    ids = scenario.below(unit_id)
    there = nw.col("unit_id").is_in(ids).fill_null(False)
    required = there | nw.col("unit_id").is_null() if unit_id == scenario.top() else there
    scenario.end(scenario.positions(there), text)
    scenario.put(
        employments=scenario.now.employments.filter(~there),
        requirements=_ended(scenario.now.requirements, required, scenario.now.as_of),
        coverage=_ended(scenario.now.coverage, there, scenario.now.as_of),
    )
    for each in ids:
        scenario.closed.setdefault(each, text)


def _of_role(role_id: int, competence_id: int) -> nw.Expr:
    return (nw.col("role_id") == role_id) & (nw.col("competence_id") == competence_id)


def _ended(facts: Frame, which: nw.Expr, day: date) -> Frame:
    """The facts, where those meant that have not ended before the day end the day before it.

    One that begins on the day or later never holds, so it is left out.
    """
    ends = which & lasts_to(day)
    begun = nw.col("valid_from").is_null() | (nw.col("valid_from") < day)
    last = day_before(day)
    if last is None:
        return facts.filter(~ends)
    lasting = nw.when(ends).then(nw.lit(last, dtype=nw.Date)).otherwise(nw.col("valid_to"))
    return facts.filter(~ends | begun).with_columns(valid_to=lasting)
