"""What the municipality knows as of a date, as frames: the input of every analysis.

Columns and types stand in `COLUMNS`; ids are whole numbers below 2**30, codes are for the edge.

A loader may leave out rows that cannot matter at `as_of`, never more: the analyses look at the dates
themselves and are right on any superset. `units` is always the whole tree, also for one unit's page.
Annulled assessments and cancelled employments are never in a snapshot.

A snapshot may be of many municipalities at once (`pool.py`): then `units` and `competences` have
municipality_id too, nothing is shared between two of them, also no role, and each has a tree of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

import narwhals as nw

from kyndig.analysis import levels, profiles, tree
from kyndig.analysis.frames import Frame, kept

_ID: Final = nw.Int64
_TEXT: Final = nw.String
_DAY: Final = nw.Date

COLUMNS: Final[dict[str, dict[str, type[nw.dtypes.DType]]]] = {
    # The tree of as_of. kind is municipality, sector, unit, department or team; parent_id is null at the top.
    # A unit that a fact refers to but that is not in the tree of as_of has null kind and null parent_id:
    # it stands alone, what is required at it holds for it, and what the municipality requires too (ADR 3).
    "units": {"unit_id": _ID, "unit_code": _TEXT, "parent_id": _ID, "kind": _TEXT},
    # fte_percent 0-100; end_date is the last day, null for none.
    "employments": {
        "employment_id": _ID,
        "person_id": _ID,
        "unit_id": _ID,
        "role_id": _ID,
        "fte_percent": nw.Float64,
        "start_date": _DAY,
        "end_date": _DAY,
    },
    # unit_id null is the whole municipality; criticality is critical, important or useful; dates inclusive.
    "requirements": {
        "requirement_id": _ID,
        "role_id": _ID,
        "unit_id": _ID,
        "competence_id": _ID,
        "level": nw.Int64,
        "criticality": _TEXT,
        "mandatory": nw.Boolean,
        "valid_from": _DAY,
        "valid_to": _DAY,
    },
    # min_holders is a number of people at the unit or below it.
    "coverage": {
        "coverage_id": _ID,
        "unit_id": _ID,
        "competence_id": _ID,
        "level": nw.Int64,
        "min_holders": nw.Int64,
        "valid_from": _DAY,
        "valid_to": _DAY,
    },
    # assessment_id is the order of registration; source is self, leader, document or course;
    # expires_on is the last day; in_use is yes, partly, no or null.
    "assessments": {
        "assessment_id": _ID,
        "person_id": _ID,
        "competence_id": _ID,
        "level": nw.Int64,
        "source": _TEXT,
        "assessed_on": _DAY,
        "expires_on": _DAY,
        "in_use": _TEXT,
        "wants_to_use": nw.Boolean,
    },
    "exemptions": {"person_id": _ID, "competence_id": _ID, "valid_from": _DAY, "valid_to": _DAY},
    # scale is levels (0-3) or held (0-1).
    "competences": {"competence_id": _ID, "code": _TEXT, "scale": _TEXT, "area_id": _ID},
    "people": {"person_id": _ID, "employee_number": _TEXT, "birth_date": _DAY},
    "roles": {"role_id": _ID, "role_code": _TEXT},
}

LEVEL_COLUMNS: Final[dict[str, type[nw.dtypes.DType]]] = {
    "person_id": _ID,
    "competence_id": _ID,
    "level": nw.Int64,
    "confirmed": nw.Boolean,
    "expired": nw.Boolean,
    "expires_on": _DAY,
    "assessed_on": _DAY,
    "source": _TEXT,
    "assessment_id": _ID,
}


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Frozen frames as of a date. Changing something is `dataclasses.replace` with another frame."""

    as_of: date
    units: Frame
    employments: Frame
    requirements: Frame
    coverage: Frame
    assessments: Frame
    exemptions: Frame
    competences: Frame
    people: Frame
    roles: Frame
    # The current levels at as_of, when the loader has them at hand already (LEVEL_COLUMNS); they must equal
    # what rule 3 makes of all assessments. Then `assessments` may hold only those that say anything about
    # use, for the analyses that ask for it, or none.
    known_levels: Frame | None = None

    @classmethod
    def from_frames(cls, as_of: date, **frames: Any) -> Snapshot:
        """From the engine's own frames, eager or lazy, one per name in `COLUMNS`, checked by `validate`."""
        return cls(as_of, **{name: nw.from_native(frame).lazy() for name, frame in frames.items()}).validate()

    @classmethod
    def from_rows(
        cls, as_of: date, rows: Mapping[str, Iterable[Mapping[str, Any]]], backend: Any = "polars"
    ) -> Snapshot:
        """From dictionaries. A table or a key left out is empty or null: for tests and small loads."""
        tables = {name: _from_rows(rows.get(name, ()), schema, backend) for name, schema in COLUMNS.items()}
        return cls(as_of, **tables).validate()

    def validate(self) -> Snapshot:
        """The snapshot itself. Raises ValueError naming the table and column that is missing or mistyped."""
        for name, schema in COLUMNS.items():
            _check(name, getattr(self, name), schema)
        if self.known_levels is not None:
            _check("known_levels", self.known_levels, LEVEL_COLUMNS)
        return self

    @cached_property
    def current(self) -> Frame:
        """The current levels, kept; columns as in `levels.levels_at`."""
        known = self.known_levels
        return kept(levels.current_levels(self) if known is None else known)

    @cached_property
    def closure(self) -> Frame:
        """The tree as pairs of ancestor and descendant, kept; columns as in `tree.closure_of`."""
        return tree.closure_of(self.units)

    @cached_property
    def profiles(self) -> profiles.Profiles:
        """Who has which profile of requirements, and what each asks for, kept."""
        return profiles.profiles_of(self)

    def changed(self, **frames: Frame) -> Snapshot:
        """The same with other frames; what rests on none of them is not worked out anew."""
        others: dict[str, Any] = dict(frames)
        after = replace(self, **others)
        if "units" not in frames:
            vars(after)["closure"] = self.closure
        if not frames.keys() & {"assessments", "known_levels"}:
            vars(after)["current"] = self.current
        return after

    def fewer(self, left: Callable[[Frame], Frame], **frames: Frame) -> Snapshot:
        """The same with the employments that `left` leaves of them, and with other frames as in `changed`.

        Whoever is left has the profile they had, so none that is known is resolved anew: neither units nor
        requirements may be among the frames.
        """
        after = self.changed(employments=kept(left(self.employments)), **frames)
        if "profiles" in vars(self):
            employments = kept(left(self.profiles.employments))
            vars(after)["profiles"] = replace(self.profiles, employments=employments)
        return after

    def warm(self) -> Snapshot:
        """The snapshot itself, with levels, tree and profiles worked out: done once after loading."""
        _ = self.current, self.closure, self.profiles
        return self


def _from_rows(rows: Iterable[Mapping[str, Any]], schema: Mapping[str, Any], backend: Any) -> Frame:
    given = list(rows)
    columns = {column: [row.get(column) for row in given] for column in schema}
    return nw.from_dict(columns, schema=dict(schema), backend=backend).lazy()


def _check(name: str, frame: Frame, schema: Mapping[str, type[nw.dtypes.DType]]) -> None:
    found = frame.collect_schema()
    for column, wanted in schema.items():
        if column not in found:
            raise ValueError(f"{name}.{column} is missing.")
        if not _same_kind(found[column], wanted):
            raise ValueError(f"{name}.{column} is {found[column]}, not {wanted.__name__}.")


def _same_kind(found: nw.dtypes.DType, wanted: type[nw.dtypes.DType]) -> bool:
    """Narrower whole numbers would overflow where two ids share one, so the type is exact."""
    return found == wanted
