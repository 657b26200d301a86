"""Random small municipalities: few of everything, so that ties and overlaps are common."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from kyndig.analysis.tests.plain import Row, Town

D = date(2027, 3, 1)
KINDS = ("municipality", "sector", "unit", "department", "team")

# The days around D are drawn often: every boundary of a period lies there.
days = st.sampled_from([D + timedelta(days=shift) for shift in (-400, -31, -1, 0, 1, 30, 200, 500, 900)])
days_or_none = st.none() | days
competence_ids = st.integers(1, 3)
person_ids = st.integers(1, 5)
role_ids = st.integers(1, 2)
levels = st.integers(0, 3)


def records(**columns: Any) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries(columns)


@st.composite
def trees(draw: st.DrawFn) -> list[Row]:
    """Up to six units below a top, at most four steps deep, and one unit outside the tree."""
    units: list[Row] = [{"unit_id": 1, "unit_code": "U1", "parent_id": None, "kind": KINDS[0]}]
    depth = {1: 0}
    for number in range(2, draw(st.integers(1, 7)) + 1):
        parent = draw(st.sampled_from([unit for unit in depth if depth[unit] < 4]))
        depth[number] = depth[parent] + 1
        kind = draw(st.sampled_from(KINDS[1:]))
        units.append({"unit_id": number, "unit_code": f"U{number}", "parent_id": parent, "kind": kind})
    units.append({"unit_id": 90, "unit_code": "U90", "parent_id": None, "kind": None})
    return units


@st.composite
def towns(draw: st.DrawFn) -> Town:
    units = draw(trees())
    # 99 is a unit that the snapshot does not know.
    placed = st.sampled_from([unit["unit_id"] for unit in units] + [99])
    known = st.sampled_from([unit["unit_id"] for unit in units])
    period = {"valid_from": days_or_none, "valid_to": days_or_none}
    return Town(
        as_of=D,
        units=units,
        employments=_many(draw, "employment_id", 8, _employments(placed)),
        requirements=_many(draw, "requirement_id", 8, _requirements(st.none() | placed, period)),
        coverage=_many(draw, "coverage_id", 4, _coverage(known, period)),
        assessments=_many(draw, "assessment_id", 12, _assessments()),
        exemptions=draw(
            st.lists(records(person_id=person_ids, competence_id=competence_ids, **period), max_size=4)
        ),
        competences=[{"competence_id": n, "code": f"C{n}", "scale": "levels"} for n in range(1, 4)],
        people=[{"person_id": n, "employee_number": f"P{n}"} for n in range(1, 6)],
        roles=[{"role_id": n, "role_code": f"R{n}"} for n in range(1, 3)],
    )


def _many(draw: st.DrawFn, key: str, most: int, rows: st.SearchStrategy[Row]) -> list[Row]:
    """Rows with numbers of their own, in a random order: nothing may rest on the order of rows."""
    drawn = draw(st.lists(rows, max_size=most))
    numbered = [{**row, key: number} for number, row in enumerate(drawn, start=1)]
    return draw(st.permutations(numbered))


def _employments(placed: st.SearchStrategy[int]) -> st.SearchStrategy[Row]:
    return records(
        person_id=person_ids,
        unit_id=placed,
        role_id=role_ids,
        fte_percent=st.sampled_from([20.0, 100.0]),
        start_date=days,
        end_date=days_or_none,
    )


def _requirements(placed: st.SearchStrategy[int | None], period: Row) -> st.SearchStrategy[Row]:
    return records(
        role_id=role_ids,
        unit_id=placed,
        competence_id=competence_ids,
        level=levels,
        criticality=st.sampled_from(["critical", "important", "useful"]),
        mandatory=st.booleans(),
        **period,
    )


def _coverage(placed: st.SearchStrategy[int], period: Row) -> st.SearchStrategy[Row]:
    return records(
        unit_id=placed,
        competence_id=competence_ids,
        level=levels,
        min_holders=st.integers(0, 4),
        **period,
    )


def _assessments() -> st.SearchStrategy[Row]:
    return records(
        person_id=person_ids,
        competence_id=competence_ids,
        level=levels,
        source=st.sampled_from(["self", "leader", "document", "course"]),
        assessed_on=days,
        expires_on=days_or_none,
    )
