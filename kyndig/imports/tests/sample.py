"""An import for tests: competence areas by name, with how many there are and when they began."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Group

from kyndig.accounts.models import User
from kyndig.imports import importers
from kyndig.imports.columns import Column, ParsedTable
from kyndig.imports.errors import Refused
from kyndig.imports.importers import Importer, Progress
from kyndig.imports.parsers import code, date_parser, decimal_parser, text, yes_no
from kyndig.imports.plan import Change, Detail, Options, Plan, Status, make_plan

COLUMNS = (
    Column("name", text(150), ("Navn", "Namn"), required=True),
    Column("number", code(), ("Nr",)),
    Column("share", decimal_parser, ("Andel",)),
    Column("begun", date_parser, ("Fra",)),
    Column("shown", yes_no, ("Vises",)),
)


def plan(rows: ParsedTable, options: Options, second: ParsedTable | None = None) -> Plan:
    """Groups of Django's, for want of a model of our own: new, or there already."""
    known = set(Group.objects.values_list("name", flat=True))
    changes = []
    for row in rows.good:
        there = row["name"] in known
        status = Status.UNCHANGED if there else Status.NEW
        details = () if there else (Detail("name", None, row["name"]),)
        changes.append(
            Change(
                status,
                row.line,
                row["name"],
                row["name"],
                None,
                details.__iter__,
                employee_number=row["name"],
            )
        )
    return make_plan("sample", options, [rows], changes, payload=rows)


def apply(plan: Plan, *, by: User | None, progress: Progress) -> None:
    """Write the new ones; the name "stopp" is refused in the middle."""
    new = [each.key for each in plan.changes if each.status == Status.NEW]
    for done, name in enumerate(new, start=1):
        Group.objects.create(name=name)
        if name == "stopp":
            raise Refused("Stoppet midt i.")
        progress(done, len(new))


IMPORTER = Importer(
    "sample", "eksempel", "Import av eksempler", COLUMNS, plan, apply, row_label="Navn", over_persons=True
)


@contextmanager
def registered() -> Iterator[Importer]:
    """The import is there while the block lasts."""
    importers.register(IMPORTER)
    try:
        yield IMPORTER
    finally:
        del importers._importers["sample"]
