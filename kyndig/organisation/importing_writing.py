"""Carrying out an HR plan: whole sets in a few statements, never row by row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from kyndig.accounts.models import User
from kyndig.imports.importers import Progress
from kyndig.imports.plan import Plan
from kyndig.organisation import leadership
from kyndig.organisation.importing_employments import Move, Period
from kyndig.organisation.importing_units import Tree
from kyndig.organisation.models import Employment, Person, Role, Unit
from kyndig.organisation.tree import replace_tree

BATCH = 2000
T = TypeVar("T")


@dataclass(frozen=True)
class PersonData:
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


@dataclass(frozen=True)
class RoleData:
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


def _write_roles(roles: Iterable[RoleData], by: User | None) -> None:
    rows = [Role(id=each.id, code=each.code, title=each.title, styrk=each.styrk) for each in roles]
    _create_and_update(Role, rows, ["title", "styrk"], by)


def _write_people(people: Sequence[PersonData], by: User | None, counted: _Counted) -> None:
    for part in counted.batches(people):
        rows = [
            Person(
                id=each.id,
                employee_number=each.employee_number,
                first_name=each.first_name,
                last_name=each.last_name,
                birth_date=each.birth_date,
                email=each.email,
            )
            for each in part
        ]
        _create_and_update(Person, rows, ["first_name", "last_name", "birth_date", "email"], by)


def _create_and_update(model: Any, rows: Iterable[Any], fields: list[str], by: User | None) -> None:
    given = list(rows)
    new, known = [each for each in given if not each.pk], [each for each in given if each.pk]
    if new:
        bulk_create_with_history(new, model, default_user=by)
    if known:
        bulk_update_with_history(known, model, fields, default_user=by)


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


def _write_employments(writing: Writing, counted: _Counted) -> None:
    """First the ends, then the new beginnings: a position never holds two periods at once."""
    people = dict(Person.objects.values_list("employee_number", "id"))
    roles = dict(Role.objects.values_list("code", "id"))
    units = dict(Unit.objects.values_list("code", "id"))

    def row(period: Period) -> Employment:
        return Employment(
            id=period.id,
            person_id=people[period.employee_number],
            position_key=period.position_key,
            position_number=period.position_number,
            role_id=roles[period.role],
            unit_id=units[period.unit],
            fte_percent=period.fte_percent,
            employment_type=period.employment_type,
            start_date=period.start_date,
            end_date=period.end_date,
            delivered_start_date=period.delivered_start_date,
            leader_employee_number=period.leader_employee_number,
        )

    for part in counted.batches(writing.changed):
        # As an upsert: many times faster than one CASE a row.
        Employment.objects.bulk_create(
            map(row, part), update_conflicts=True, unique_fields=["id"], update_fields=_CHANGED_FIELDS
        )
    for part in counted.batches(writing.begun):
        Employment.objects.bulk_create(map(row, part))
