"""The changes of a what-if once more, from their text, on lists of rows."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from kyndig.analysis.tests import plain
from kyndig.analysis.tests.plain import Row, Town
from kyndig.analysis.tests.plain_needs import age

RANK = {"useful": 0, "important": 1, "critical": 2}


class NoError(ValueError):
    """What the text says is refused."""


def applied(town: Town, changes: Sequence[str]) -> Town:
    town = copy.deepcopy(town)
    closed: set[int] = set()
    before = town.as_of - timedelta(days=1)
    for text in changes:
        name, *parts = text.split(":")
        if name == "leave":
            end_employments(people(town, parts[0].split(",")), town, before)
        elif name == "retire":
            old = [
                row["person_id"] for row in town.people if age(row["birth_date"], town.as_of) >= int(parts[0])
            ]
            end_employments(old, town, before)
        elif name == "move":
            move(town, parts, closed)
        elif name == "train":
            train(town, parts)
        elif name == "require":
            require(town, parts, closed, before)
        elif name == "drop":
            drop(town, parts, before)
        elif name == "close":
            close(town, parts[0], closed, before)
        else:
            raise NoError(text)
    return town


def one(rows: list[Row], key: str, code: str) -> Row:
    for row in rows:
        if row[key] == code:
            return row
    raise NoError(code)


def people(town: Town, numbers: Sequence[str]) -> list[int]:
    ids = [one(town.people, "employee_number", number)["person_id"] for number in numbers]
    working = {row["person_id"] for row in plain.counting(town, town.as_of)}
    if not set(ids) <= working:
        raise NoError(numbers)
    return ids


def end_employments(ids: Sequence[int], town: Town, last: date) -> None:
    for row in plain.counting(town, town.as_of):
        if row["person_id"] in ids:
            row["end_date"] = last


def in_tree(town: Town, code: str) -> int:
    unit = one(town.units, "unit_code", code)
    if unit["kind"] is None:
        raise NoError(code)
    return int(unit["unit_id"])


def move(town: Town, parts: list[str], closed: set[int]) -> None:
    unit_id = in_tree(town, parts[1])
    (person,) = people(town, [parts[0]])
    mine = [row for row in plain.counting(town, town.as_of) if row["person_id"] == person]
    if unit_id in closed or len(mine) > 1:
        raise NoError(parts)
    mine[0]["unit_id"] = unit_id


def competence(town: Town, code: str, level: str) -> int:
    row = one(town.competences, "code", code)
    if not level.isdigit() or int(level) > (3 if row["scale"] == "levels" else 1):
        raise NoError(level)
    return int(row["competence_id"])


def train(town: Town, parts: list[str]) -> None:
    competence_id = competence(town, parts[0], parts[1])
    for person in people(town, parts[2].split(",")):
        last = max((row["assessment_id"] for row in town.assessments), default=0)
        row: dict[str, Any] = {"assessment_id": last + 1, "person_id": person, "level": int(parts[1])}
        row.update(competence_id=competence_id, source="leader", assessed_on=town.as_of, expires_on=None)
        town.assessments.append({**row, "in_use": None, "wants_to_use": None})


def role(town: Town, code: str) -> int:
    role_id = one(town.roles, "role_code", code)["role_id"]
    has = [row["role_id"] for row in [*plain.counting(town, town.as_of), *town.requirements]]
    if role_id not in has:
        raise NoError(code)
    return int(role_id)


def require(town: Town, parts: list[str], closed: set[int], last: date) -> None:
    role_id = role(town, parts[0])
    competence_id = competence(town, parts[1], parts[2])
    unit_id = in_tree(town, parts[3]) if len(parts) > 3 else town.top()
    if unit_id in closed:
        raise NoError(parts)
    place = (None, unit_id) if unit_id == town.top() else (unit_id,)
    same = [
        row
        for row in town.requirements
        if (row["role_id"], row["competence_id"]) == (role_id, competence_id)
        and row["unit_id"] in place
        and plain.holds(row, town.as_of)
    ]
    best = max(same, key=lambda row: (row["level"], RANK[row["criticality"]]), default=None)
    for row in same:
        row["valid_to"] = last
    new: Row = {
        "requirement_id": 1000,
        "role_id": role_id,
        "competence_id": competence_id,
        "unit_id": unit_id,
    }
    new.update(level=int(parts[2]), criticality=best["criticality"] if best else "critical", mandatory=True)
    town.requirements.append({**new, "valid_from": town.as_of, "valid_to": None})


def drop(town: Town, parts: list[str], last: date) -> None:
    role_id = role(town, parts[0])
    competence_id = competence(town, parts[1], "0")
    same = [
        row
        for row in town.requirements
        if (row["role_id"], row["competence_id"]) == (role_id, competence_id) and stands(row, town.as_of)
    ]
    if not same:
        raise NoError(parts)
    for row in same:
        row["valid_to"] = last


def stands(row: Row, day: date) -> bool:
    """It holds on the day or begins later."""
    return row["valid_to"] is None or bool(row["valid_to"] >= day)


def close(town: Town, code: str, closed: set[int], last: date) -> None:
    unit_id = in_tree(town, code)
    below = {row["unit_id"] for row in town.units if unit_id in town.at_and_above(row["unit_id"])}
    for row in town.employments:
        if row["unit_id"] in below and plain.holds(row, town.as_of, "start_date", "end_date"):
            row["end_date"] = last
    for row in [*town.requirements, *town.coverage]:
        whole = row["unit_id"] is None and unit_id == town.top()
        if (row["unit_id"] in below or whole) and stands(row, town.as_of):
            row["valid_to"] = last
    closed |= below


def difference(before: list[Row], after: list[Row], key: Sequence[str]) -> list[Row]:
    """The rows that differ, one by one: those alike on both sides are taken away first."""
    sides = [Counter(tuple(row.items()) for row in rows) for rows in (before, after)]
    sides = [sides[0] - sides[1], sides[1] - sides[0]]
    left, right = ([dict(row) for row in side.elements()] for side in sides)
    found = []
    for keyed in {tuple(row[name] for name in key): None for row in [*left, *right]}:
        mine = [[row for row in side if tuple(row[name] for name in key) == keyed] for side in (left, right)]
        for copy_number in range(max(map(len, mine))):
            pair = [side[copy_number] if copy_number < len(side) else {} for side in mine]
            values = [name for name in (pair[0] or pair[1]) if name not in key]
            row = dict(zip(key, keyed, strict=True))
            row.update({f"before_{name}": pair[0].get(name) for name in values})
            row.update({f"after_{name}": pair[1].get(name) for name in values})
            found.append(row)
    return sorted(found, key=lambda row: [row[name] for name in key])
