"""Vulnerability, latent competence and needs once more, from their text, in plain loops.

Slow and unclever on purpose, like `plain`; it shares nothing with the functions that it checks.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kyndig.analysis.tests import plain
from kyndig.analysis.tests.plain import Row, Town

Place = tuple[int, int]


def kind(town: Town, unit_id: int) -> Any:
    unit = town.unit(unit_id)
    return unit and unit["kind"]


def home(town: Town, unit_id: int) -> int:
    return next((each for each in town.at_and_above(unit_id) if kind(town, each) == "unit"), unit_id)


def there(town: Town) -> list[Row]:
    """Counting employments in units that the snapshot knows; others are in no row of a unit."""
    return [row for row in plain.counting(town, town.as_of) if town.unit(row["unit_id"])]


def at_home(town: Town, unit_id: int) -> list[Row]:
    return [row for row in there(town) if home(town, row["unit_id"]) == unit_id]


def age(born: date | None, day: date) -> int:
    if born is None:
        return -1
    years = day.year - born.year
    birthday = (
        date(day.year, 3, 1)
        if (born.month, born.day) == (2, 29) and not calendar.isleap(day.year)
        else date(day.year, born.month, born.day)
    )
    return years if birthday <= day else years - 1


def usable(town: Town, person_id: int, competence_id: int) -> int | None:
    level = plain.current_level(town, person_id, competence_id)
    return None if level is None or level.expired else level.level


def code(town: Town, table: str, key: str, name: str) -> Callable[[int], Any]:
    return lambda value: town.code(table, key, name, value)


def vulnerability(town: Town, near_age: int) -> list[Row]:
    asked = [row for row in town.coverage if plain.holds(row, town.as_of)]
    covered = {(row["unit_id"], row["competence_id"]) for row in asked}
    critical: dict[Place, int] = {}
    for employment, competence_id, requirement, *_ in plain.pairs(town):
        if requirement["criticality"] == "critical" and town.unit(employment["unit_id"]):
            place = (home(town, employment["unit_id"]), competence_id)
            critical[place] = max(critical.get(place, 0), requirement["level"])
    rows = [
        _vulnerable(town, near_age, (row["unit_id"], row["competence_id"], row["level"], row["min_holders"]))
        for row in asked
    ]
    rows += [
        _vulnerable(town, near_age, (unit, competence, level, 1))
        for (unit, competence), level in critical.items()
        if (unit, competence) not in covered
    ]
    return sorted(rows, key=lambda row: list(row.values())[:4])


def _vulnerable(town: Town, near_age: int, asked: tuple[int, int, int, int]) -> Row:
    unit_id, competence_id, level, least = asked
    holders = plain.holders(town, unit_id, competence_id, level)
    near = [
        one
        for one in holders
        if age(town.code("people", "person_id", "birth_date", one), town.as_of) >= near_age
    ]
    percents = Decimal(0)
    for one in holders:
        mine = [row for row in there(town) if row["person_id"] == one]
        mine = [row for row in mine if unit_id in town.at_and_above(row["unit_id"])]
        percents += min(Decimal(100), sum((Decimal(str(row["fte_percent"])) for row in mine), Decimal(0)))
    return {
        "unit_code": town.code("units", "unit_id", "unit_code", unit_id),
        "competence": town.code("competences", "competence_id", "code", competence_id),
        "level": level,
        "min_holders": least,
        "holders": len(holders),
        "holder_fte": float((percents / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)),
        "shortfall": max(0, least - len(holders)),
        "shortfall_if_one_leaves": max(0, least - max(0, len(holders) - 1)),
        "near_retirement": len(near),
        "shortfall_if_they_retire": max(0, least - (len(holders) - len(near))),
    }


def last_said(town: Town, person_id: int, competence_id: int, column: str) -> Any:
    said = [
        ((row["assessed_on"], row["assessment_id"]), row[column])
        for row in town.assessments
        if (row["person_id"], row["competence_id"]) == (person_id, competence_id)
        and row["assessed_on"] <= town.as_of
        and row.get(column) not in (None, "")
    ]
    return max(said)[1] if said else None


def latencies(town: Town) -> list[tuple[int, int, int, str, Any]]:
    """Person, competence, level, reason, wants_to_use."""
    found = []
    working = {row["person_id"] for row in plain.counting(town, town.as_of)}
    for person in working:
        for competence in town.competences:
            competence_id = competence["competence_id"]
            level = usable(town, person, competence_id)
            least = 2 if competence["scale"] == "levels" else 1
            if level is None or level < least or plain.is_exempt(town, person, competence_id):
                continue
            mine = [row for row in plain.counting(town, town.as_of) if row["person_id"] == person]
            free = all(plain.requirement(town, row, competence_id) is None for row in mine)
            unused = last_said(town, person, competence_id, "in_use") == "no"
            if free or unused:
                reason = "both" if free and unused else "not_required" if free else "not_used"
                wish = last_said(town, person, competence_id, "wants_to_use")
                found.append((person, competence_id, level, reason, wish))
    return found


def latent(town: Town, unit_id: int | None = None) -> list[Row]:
    near = {
        row["person_id"]
        for row in plain.counting(town, town.as_of)
        if unit_id is None or unit_id in town.at_and_above(row["unit_id"])
    }
    rows = [
        {
            "employee_number": town.code("people", "person_id", "employee_number", person),
            "competence": town.code("competences", "competence_id", "code", competence),
            "level": level,
            "reason": reason,
            "wants_to_use": wish,
        }
        for person, competence, level, reason, wish in latencies(town)
        if person in near
    ]
    return sorted(rows, key=lambda row: (row["employee_number"], row["competence"]))


def sector(town: Town, unit_id: int) -> int | None:
    near = next((each for each in town.at_and_above(unit_id) if kind(town, each) == "sector"), None)
    return near if near is not None else town.top()


def needs(town: Town) -> list[Row]:
    homes = {home(town, row["unit_id"]) for row in there(town)}
    rows = [
        _need(town, unit, row["competence_id"], row["scale"]) for unit in homes for row in town.competences
    ]
    wanted = [row for row in rows if row["missing"] or row["unknown"] or row["phase_out"]]
    return sorted(wanted, key=lambda row: (row["unit_code"], row["competence"]))


def _need(town: Town, unit_id: int, competence_id: int, scale: str) -> Row:
    here = [
        (employment["person_id"], requirement["level"], state, depth)
        for employment, competence, requirement, _, state, depth in plain.pairs(town)
        if competence == competence_id
        and town.unit(employment["unit_id"])
        and home(town, employment["unit_id"]) == unit_id
    ]
    short = [each for each in here if each[2] in ("below", "expired")]
    missing = {each[0] for each in short}
    unknown = {each[0] for each in here if each[2] == "not_assessed"}
    asked = max((each[1] for each in short), default=0)
    mobilise = min(len(missing), _latent_near(town, unit_id, competence_id, asked))
    learners = 0
    for person in missing:
        expired = any(each[2] == "expired" for each in short if each[0] == person)
        deepest = max(each[3] or 0 for each in short if each[0] == person)
        wish = last_said(town, person, competence_id, "wants_to_use") is True
        learners += expired or wish or (deepest == 1 and scale == "levels")
    learn = min(learners, len(missing) - mobilise)
    counts = {"mobilise": mobilise, "learn": learn, "acquire": len(missing) - mobilise - learn}
    first = next((name for name, number in counts.items() if number), None)
    return {
        "unit_code": town.code("units", "unit_id", "unit_code", unit_id),
        "competence": town.code("competences", "competence_id", "code", competence_id),
        "missing": len(missing),
        "unknown": len(unknown),
        **counts,
        "phase_out": _phase_out(town, unit_id, competence_id),
        "suggestion": first or ("map" if unknown else "phase_out"),
    }


def _latent_near(town: Town, unit_id: int, competence_id: int, asked: int) -> int:
    around = sector(town, unit_id)
    inside = {row["person_id"] for row in there(town) if around in town.at_and_above(row["unit_id"])}
    return sum(
        1
        for person, competence, level, _, wish in latencies(town)
        if competence == competence_id and level >= asked and wish is not False and person in inside
    )


def _phase_out(town: Town, unit_id: int, competence_id: int) -> int:
    facts = [row for row in _standing_around(town, unit_id) if row["competence_id"] == competence_id]
    first = two_years_before(town.as_of)
    days = [first + timedelta(days=shift) for shift in range((town.as_of - first).days)]
    now = any(
        plain.holds(row, town.as_of)
        or (row["valid_from"] and row["valid_from"] > town.as_of and plain.holds(row, row["valid_from"]))
        for row in facts
    )
    before = any(plain.holds(row, day) for row in facts for day in days)
    if now or not before:
        return 0
    people = {row["person_id"] for row in at_home(town, unit_id)}
    return sum(1 for person in people if (usable(town, person, competence_id) or 0) >= 1)


def _standing_around(town: Town, unit_id: int) -> Iterable[Row]:
    """What stands at the unit, above it or below it; the whole municipality is above every unit."""
    for row in [*town.requirements, *town.coverage]:
        place = row["unit_id"]
        whole = place is None or ("role_id" in row and place == town.top())
        below = town.unit(place) and unit_id in town.at_and_above(place)
        if whole or place in town.at_and_above(unit_id) or below:
            yield row


def two_years_before(day: date) -> date:
    last = calendar.monthrange(day.year - 2, day.month)[1]
    return date(day.year - 2, day.month, min(day.day, last))
