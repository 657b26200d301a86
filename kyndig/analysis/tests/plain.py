"""The gap rule once more, from its text, in plain loops: what the frames are checked against.

Slow and unclever on purpose. It shares nothing with the functions that it checks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]

_CRITICALITY = {"useful": 0, "important": 1, "critical": 2}


@dataclass
class Town:
    """Facts as lists of rows with the columns of the snapshot."""

    as_of: date
    units: list[Row] = field(default_factory=list)
    employments: list[Row] = field(default_factory=list)
    requirements: list[Row] = field(default_factory=list)
    coverage: list[Row] = field(default_factory=list)
    assessments: list[Row] = field(default_factory=list)
    exemptions: list[Row] = field(default_factory=list)
    competences: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    roles: list[Row] = field(default_factory=list)

    def unit(self, unit_id: int | None) -> Row | None:
        return next((unit for unit in self.units if unit["unit_id"] == unit_id), None)

    def at_and_above(self, unit_id: int) -> list[int]:
        """The unit, its parent, and so on to the top."""
        chain = [unit_id]
        while (unit := self.unit(chain[-1])) is not None and unit["parent_id"] is not None:
            chain.append(unit["parent_id"])
        return chain

    def top(self) -> int | None:
        tops = [unit for unit in self.units if unit["parent_id"] is None and unit["kind"] is not None]
        return tops[0]["unit_id"] if tops else None

    def code(self, table: str, key: str, name: str, value: int) -> Any:
        return next((row[name] for row in getattr(self, table) if row[key] == value), None)


def holds(row: Row, day: date, begins: str = "valid_from", ends: str = "valid_to") -> bool:
    begun = row.get(begins) is None or row[begins] <= day
    return begun and (row.get(ends) is None or row[ends] >= day)


def counting(town: Town, day: date) -> list[Row]:
    """Rule 1."""
    return [row for row in town.employments if holds(row, day, "start_date", "end_date")]


def requirement(town: Town, employment: Row, competence_id: int) -> Row | None:
    """Rule 2: the requirement that wins for an employment, or None.

    Those of the whole municipality hold also in a unit that the tree of the day lacks; see ADR 3.
    """
    chain = town.at_and_above(employment["unit_id"])
    found = []
    for row in town.requirements:
        if row["role_id"] != employment["role_id"] or row["competence_id"] != competence_id:
            continue
        if not holds(row, town.as_of):
            continue
        whole = row["unit_id"] is None or row["unit_id"] == town.top()
        if whole:
            found.append((-1000, row))
        elif row["unit_id"] in chain:
            found.append((-chain.index(row["unit_id"]), row))
    if not found:
        return None
    return max(found, key=lambda each: (each[0], each[1]["level"], _CRITICALITY[each[1]["criticality"]]))[1]


@dataclass(frozen=True)
class Level:
    level: int
    confirmed: bool
    expired: bool
    expires_on: date | None


def current_level(town: Town, person_id: int, competence_id: int) -> Level | None:
    """Rule 3."""
    mine = [
        row
        for row in town.assessments
        if row["person_id"] == person_id
        and row["competence_id"] == competence_id
        and row["assessed_on"] <= town.as_of
    ]
    mine.sort(key=lambda row: (row["assessed_on"], row["assessment_id"]))
    confirmed = [row for row in mine if row["source"] in ("leader", "document", "course")]
    if confirmed:
        last, ends = confirmed[-1], confirmed[-1].get("expires_on")
        return Level(last["level"], True, ends is not None and ends < town.as_of, ends)
    return Level(mine[-1]["level"], False, False, None) if mine else None


def is_exempt(town: Town, person_id: int, competence_id: int) -> bool:
    return any(
        row["person_id"] == person_id and row["competence_id"] == competence_id and holds(row, town.as_of)
        for row in town.exemptions
    )


def state(exempt: bool, level: Level | None, required: int) -> tuple[str, int | None]:
    """Rule 4: the state and its depth."""
    if exempt:
        return "exempt", 0
    if level is None:
        return "not_assessed", None
    if level.expired:
        return "expired", required
    if level.level < required:
        return "below", required - level.level
    return "met", 0


def pairs(town: Town) -> Iterator[tuple[Row, int, Row, Level | None, str, int | None]]:
    """Each counting employment and required competence: with the requirement, the level, state and depth."""
    for employment in counting(town, town.as_of):
        for competence in town.competences:
            competence_id = competence["competence_id"]
            asked = requirement(town, employment, competence_id)
            if asked is None:
                continue
            level = current_level(town, employment["person_id"], competence_id)
            exempt = is_exempt(town, employment["person_id"], competence_id)
            yield employment, competence_id, asked, level, *state(exempt, level, asked["level"])


def by_person(town: Town) -> list[Row]:
    rows = []
    for employment, competence_id, asked, level, word, depth in pairs(town):
        row = {
            "employee_number": town.code("people", "person_id", "employee_number", employment["person_id"]),
            "unit_code": town.code("units", "unit_id", "unit_code", employment["unit_id"]),
            "role_code": town.code("roles", "role_id", "role_code", employment["role_id"]),
            "competence": town.code("competences", "competence_id", "code", competence_id),
            "required_level": asked["level"],
            "criticality": asked["criticality"],
            "current_level": level.level if level else None,
            "confirmed": level.confirmed if level else None,
            "state": word,
            "depth": depth,
        }
        rows.append(row)
    return sorted(rows, key=lambda row: [row[key] or "" for key in list(row)[:4]])


def by_unit(town: Town) -> list[Row]:
    tables: dict[tuple[str, str], Counter[str]] = {}
    for employment, competence_id, _, _, word, depth in pairs(town):
        code = town.code("competences", "competence_id", "code", competence_id)
        for unit_id in town.at_and_above(employment["unit_id"]):
            unit = town.unit(unit_id)
            if unit is not None:
                counts = tables.setdefault((unit["unit_code"], code), Counter())
                counts.update({"required": 1, word: 1, "depth": depth or 0})
    names = ("required", "met", "below", "expired", "not_assessed", "exempt", "depth")
    return [
        {"unit_code": unit, "competence": competence, **{name: counts[name] for name in names}}
        for (unit, competence), counts in sorted(tables.items())
    ]


def holders(town: Town, unit_id: int, competence_id: int, level: int, day: date | None = None) -> set[int]:
    """Rule 5, with what is known at the town's date, on that day or on another `day`."""
    at = day or town.as_of
    found = set()
    for employment in counting(town, at):
        if unit_id not in town.at_and_above(employment["unit_id"]):
            continue
        known = current_level(town, employment["person_id"], competence_id)
        if known is None or known.level < level:
            continue
        if known.confirmed and known.expires_on is not None and known.expires_on < at:
            continue
        found.add(employment["person_id"])
    return found


def by_coverage(town: Town) -> list[Row]:
    rows = []
    for asked in town.coverage:
        if not holds(asked, town.as_of):
            continue
        there = len(holders(town, asked["unit_id"], asked["competence_id"], asked["level"]))
        row = {
            "unit_code": town.code("units", "unit_id", "unit_code", asked["unit_id"]),
            "competence": town.code("competences", "competence_id", "code", asked["competence_id"]),
            "level": asked["level"],
            "min_holders": asked["min_holders"],
            "holders": there,
            "shortfall": max(0, asked["min_holders"] - there),
            "sole_holder": there == 1,
        }
        rows.append(row)
    return sorted(rows, key=lambda row: list(row.values())[:4])


def first_fall(town: Town, asked: Row, last_day: date) -> tuple[date, int] | None:
    """The first later day with fewer holders than asked for (than now, when it is short), and how many.

    Who is there changes only on the days looked at: when something begins, and the day after something ends.
    """
    place = asked["unit_id"], asked["competence_id"], asked["level"]
    floor = min(asked["min_holders"], len(holders(town, *place)))
    begins = [row["start_date"] for row in town.employments]
    ends = [row["end_date"] for row in town.employments] + [row["expires_on"] for row in town.assessments]
    days = {*begins, *(day + timedelta(days=1) for day in ends if day)}
    for day in sorted(day for day in days if town.as_of < day <= last_day):
        there = len(holders(town, *place, day))
        if there < floor:
            return day, there
    return None


def heat_cell(town: Town, unit_id: int, competence_id: int) -> tuple[str, int | None, int | None, bool]:
    """A cell of the heat table: its word, holders, required number, and whether it is fragile."""
    asked = _asked_in_cell(town, unit_id, competence_id)
    if asked is None:
        return "no_requirement", None, None, False
    there = len(holders(town, asked["unit_id"], competence_id, asked["level"]))
    needed = asked["min_holders"]
    if there == 0 and not _anyone_assessed(town, unit_id, competence_id):
        return "not_assessed", there, needed, False
    word = "below" if there < needed else "edge" if there == needed else "safe"
    return word, there, needed, there <= 2


def _asked_in_cell(town: Town, unit_id: int, competence_id: int) -> Row | None:
    rows = [row for row in town.coverage if row["competence_id"] == competence_id and holds(row, town.as_of)]
    rows = [row for row in rows if unit_id in town.at_and_above(row["unit_id"])]
    if rows:
        # A short one shows; else the unit's own; else the highest level.
        short = {id(row): row["min_holders"] - _holding(town, row) for row in rows}
        worst = max(0, *short.values())
        rows = [row for row in rows if max(0, short[id(row)]) == worst]
        own = [row for row in rows if row["unit_id"] == unit_id] or rows
        return max(own, key=lambda row: (row["level"], row["min_holders"]))
    levels = [
        asked["level"]
        for employment, competence, asked, *_ in pairs(town)
        if competence == competence_id
        and asked["criticality"] == "critical"
        and unit_id in town.at_and_above(employment["unit_id"])
    ]
    return {"unit_id": unit_id, "level": max(levels), "min_holders": 1} if levels else None


def _holding(town: Town, asked: Row) -> int:
    return len(holders(town, asked["unit_id"], asked["competence_id"], asked["level"]))


def _anyone_assessed(town: Town, unit_id: int, competence_id: int) -> bool:
    concerned = [
        level is not None
        for employment, competence, _, level, word, _ in pairs(town)
        if competence == competence_id
        and word != "exempt"
        and unit_id in town.at_and_above(employment["unit_id"])
    ]
    if concerned:
        return any(concerned)
    there = [row for row in counting(town, town.as_of) if unit_id in town.at_and_above(row["unit_id"])]
    return any(current_level(town, row["person_id"], competence_id) for row in there)
