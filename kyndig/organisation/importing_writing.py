"""Carrying out an HR plan: whole sets in a few statements, never row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from kyndig.accounts.models import User
from kyndig.imports import bulk
from kyndig.imports.importers import Progress
from kyndig.imports.plan import Plan
from kyndig.organisation import leadership
from kyndig.organisation.importing_employments import Move, Period
from kyndig.organisation.importing_units import Tree
from kyndig.organisation.models import Employment, Person, Role, Unit
from kyndig.organisation.tree import replace_tree

BATCH = 2000
T = TypeVar("T")


class PersonData(NamedTuple):
    """A person as delivered; `id` when there is one already."""

    employee_number: str
    first_name: str
    last_name: str
    birth_date: date | None
    email: str
    id: int | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class RoleData(NamedTuple):
    """A role as delivered; `id` when there is one already."""

    code: str
    title: str
    styrk: str
    id: int | None = None


@dataclass
class Writing:
    """All that a plan writes."""

    tree: Tree | None = None
    roles: list[RoleData] = field(default_factory=list)
    people: list[PersonData] = field(default_factory=list)
    cancelled: list[Period] = field(default_factory=list)
    changed: list[Period] = field(default_factory=list)
    begun: list[Period] = field(default_factory=list)

    def add(self, move: Move) -> None:
        """Take in what becomes of one position."""
        self.cancelled += move.cancelled
        self.changed += move.changed
        self.begun += move.begun


def write(plan: Plan, *, by: User | None, progress: Progress) -> None:
    """Write the plan, then propose leaders by what now holds."""
    writing: Writing = plan.payload
    if writing.tree:
        replace_tree(writing.tree.after.values(), valid_from=plan.as_of)
    _write_roles(writing.roles, by)
    total = len(writing.people) + len(writing.changed) + len(writing.begun)
    counted = _Counted(progress, total)
    _write_people(writing.people, by, counted)
    _cancel(writing.cancelled)
    _write_employments(writing, counted)
    leadership.propose_leaders(as_of=plan.as_of)
    progress(total, total)


@dataclass
class _Counted:
    progress: Progress
    total: int
    done: int = 0

    def batches(self, rows: Sequence[T]) -> Iterator[Sequence[T]]:
        """The rows in parts, saying how far it has come after each."""
        for start in range(0, len(rows), BATCH):
            part = rows[start : start + BATCH]
            yield part
            self.done += len(part)
            self.progress(self.done, self.total)


def _write_roles(roles: Sequence[RoleData], by: User | None) -> None:
    _create_and_update(Role, roles, by)


def _write_people(people: Sequence[PersonData], by: User | None, counted: _Counted) -> None:
    for part in counted.batches(people):
        _create_and_update(Person, part, by)


def _create_and_update(model: Any, delivered: Sequence[PersonData | RoleData], by: User | None) -> None:
    if not delivered:
        return
    *columns, _id = delivered[0]._fields
    new = [each[:-1] for each in delivered if not each.id]
    known = [model(**each._asdict()) for each in delivered if each.id]
    if new:
        bulk.insert_with_history(model, columns, new, by=by)
    if known:
        bulk_update_with_history(known, model, columns[1:], default_user=by)


def _cancel(periods: Sequence[Period]) -> None:
    ids = [each.id for each in periods if each.id]
    for start in range(0, len(ids), BATCH):
        Employment.objects.filter(pk__in=ids[start : start + BATCH]).update(cancelled_at=timezone.now())


_CHANGED_FIELDS = [
    "start_date",
    "end_date",
    "delivered_start_date",
    "employment_type",
    "leader_employee_number",
]


_COLUMNS = ("person_id", "position_key", "position_number", "role_id", "unit_id", *Period._fields[5:-1])


def _write_employments(writing: Writing, counted: _Counted) -> None:
    """First the ends, then the new beginnings: a position never holds two periods at once."""
    people = dict(Person.objects.values_list("employee_number", "id"))
    roles = dict(Role.objects.values_list("code", "id"))
    units = dict(Unit.objects.values_list("code", "id"))

    def values(period: Period) -> bulk.Values:
        number, key, position, role, unit, *rest, _id = period
        return people[number], key, position, roles[role], units[unit], *rest

    def row(period: Period) -> Employment:
        return Employment(id=period.id, **dict(zip(_COLUMNS, values(period), strict=True)))

    for part in counted.batches(writing.changed):
        # As an upsert: many times faster than one CASE a row.
        Employment.objects.bulk_create(
            map(row, part), update_conflicts=True, unique_fields=["id"], update_fields=_CHANGED_FIELDS
        )
    for part in counted.batches(writing.begun):
        bulk.insert(Employment, _COLUMNS, map(values, part), {"registered_at": timezone.now()})
