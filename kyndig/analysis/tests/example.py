"""A small municipality by hand, and shorthands for its rows. Every name and number is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tests.on_engines import snapshot_here

D = date(2027, 5, 18)
TOP, SECTOR, HOME, WARD = 1, 2, 3, 4
NURSE, HELPER = 10, 11
PVK, WOUND = 20, 21
KARI, OLA = 30, 31

Row = dict[str, Any]

UNITS: list[Row] = [
    {"unit_id": TOP, "unit_code": "K", "parent_id": None, "kind": "municipality"},
    {"unit_id": SECTOR, "unit_code": "S", "parent_id": TOP, "kind": "sector"},
    {"unit_id": HOME, "unit_code": "U", "parent_id": SECTOR, "kind": "unit"},
    {"unit_id": WARD, "unit_code": "A", "parent_id": HOME, "kind": "department"},
]
COMPETENCES: list[Row] = [
    {"competence_id": PVK, "code": "PVK", "scale": "levels"},
    {"competence_id": WOUND, "code": "SAR", "scale": "levels"},
]
PEOPLE: list[Row] = [
    {"person_id": KARI, "employee_number": "K1"},
    {"person_id": OLA, "employee_number": "O1"},
]
ROLES: list[Row] = [{"role_id": NURSE, "role_code": "SPL"}, {"role_id": HELPER, "role_code": "HFA"}]


def works(
    person_id: int, unit_id: int = WARD, role_id: int = NURSE, employment_id: int | None = None, **other: Any
) -> Row:
    number = person_id * 10 if employment_id is None else employment_id
    row = {"person_id": person_id, "unit_id": unit_id, "role_id": role_id, "employment_id": number}
    return {"fte_percent": 100.0, "start_date": date(2020, 1, 1), **row, **other}


def asks(
    level: int, unit_id: int | None = None, competence_id: int = PVK, role_id: int = NURSE, **other: Any
) -> Row:
    row = {"requirement_id": 1, "role_id": role_id, "unit_id": unit_id, "competence_id": competence_id}
    return {**row, "level": level, "criticality": "critical", "mandatory": False, **other}


def needs(
    min_holders: int,
    level: int = 2,
    unit_id: int = HOME,
    competence_id: int = PVK,
    coverage_id: int = 1,
    **other: Any,
) -> Row:
    row = {"coverage_id": coverage_id, "unit_id": unit_id, "competence_id": competence_id}
    return {**row, "level": level, "min_holders": min_holders, **other}


def judged(
    person_id: int, level: int, source: str = "leader", on: date = D, number: int = 1, **other: Any
) -> Row:
    row = {"assessment_id": number, "person_id": person_id, "competence_id": PVK, "level": level}
    return {**row, "source": source, "assessed_on": on, **other}


def excused(person_id: int, **other: Any) -> Row:
    return {"person_id": person_id, "competence_id": PVK, **other}


def town(**rows: list[Row]) -> Snapshot:
    """A snapshot as of D of the example's units, people, roles and competences with the facts given."""
    fixed = {"units": UNITS, "competences": COMPETENCES, "people": PEOPLE, "roles": ROLES}
    return snapshot_here(D, {**fixed, **rows})
