"""What an HR plan is made from and made into."""

from dataclasses import dataclass, field
from datetime import date

from kyndig.imports.columns import ParsedRow, ParsedTable
from kyndig.imports.plan import Change, Options
from kyndig.organisation.importing_employments import (
    Given,
    Positions,
    position_key,
    positions_as_they_are,
)
from kyndig.organisation.importing_units import Tree
from kyndig.organisation.importing_writing import PersonData, RoleData, Writing
from kyndig.organisation.models import Person, Role


@dataclass
class State:
    """Everything a plan is made from and made into."""

    rows: ParsedTable
    options: Options
    tree: Tree
    positions: Positions
    people: dict[str, PersonData]
    roles: dict[str, RoleData]
    writing: Writing = field(default_factory=Writing)
    changes: list[Change] = field(default_factory=list)
    # Positions that the file holds, or that a rejected row keeps from ending.
    held: set[tuple[str, str]] = field(default_factory=set)
    # Employee numbers of which nothing ends; None: nothing ends at all.
    spared: set[str] | None = field(default_factory=set)

    @property
    def as_of(self) -> date:
        return self.options.as_of


def state_of(rows: ParsedTable, options: Options, tree: Tree) -> State:
    """Everything as it is, nothing planned."""
    people = Person.objects.values_list(*PersonData._fields).iterator(chunk_size=5000)
    roles = Role.objects.values_list(*RoleData._fields)
    return State(
        rows,
        options,
        tree,
        positions_as_they_are(),
        {each[0]: PersonData(*each) for each in people},
        {each[0]: RoleData(*each) for each in roles},
    )


def position_of(row: ParsedRow) -> tuple[str, str] | None:
    """The position the row is about; None where it cannot be read."""
    number, position = row.get("employee_number"), row.get("position_number")
    if not number or (position is None and row.table.has("position_number")):
        return None
    unit, role, start = row.get("unit_code", ""), row.get("role_code", ""), row.get("start_date")
    if not position and not (unit and role and start):
        return None
    return number, position_key(position or "", unit, role, start or date.min)


def given_of(row: ParsedRow) -> Given:
    """What a row without errors says of its employment."""
    return Given(
        row["employee_number"],
        row.get("position_number") or "",
        row["role_code"],
        row["unit_code"],
        row["fte_percent"],
        row["start_date"],
        row.get("end_date"),
        row.get("employment_type"),
        row.get("leader_employee_number"),
        says_end=row.table.has("end_date"),
    )
