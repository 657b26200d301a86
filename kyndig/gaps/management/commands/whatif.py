"""`kyndig whatif`: a table before and after changes that nobody has made, on standard output."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from typing import Any

import narwhals as nw
from django.core.management.base import BaseCommand, CommandError

from kyndig.accounts import commands_as
from kyndig.accounts.models import User
from kyndig.analysis import whatif
from kyndig.analysis.frames import collected
from kyndig.gaps import printing
from kyndig.gaps.answers import ANSWERS
from kyndig.gaps.loading import load_snapshot
from kyndig.organisation.models import Person, Unit
from kyndig.organisation.reach import today

_TABLES = ("coverage", "needs", "unit", "vulnerability")


class Command(BaseCommand):
    help = "Print what would differ after changes, applied in order; nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "changes",
            nargs="*",
            metavar="CHANGE",
            help="leave:EMP[,EMP] retire:AGE move:EMP:UNIT train:COMPETENCE:LEVEL:EMP[,EMP] "
            "require:ROLE:COMPETENCE:LEVEL[:UNIT] drop:ROLE:COMPETENCE close:UNIT",
        )
        parser.add_argument("--by", required=True, choices=_TABLES, help="which table")
        printing.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        changes: list[str] = options["changes"]
        user = commands_as.acting_user(options)
        unit = printing.unit_named(options["unit"])
        if user and unit and not printing.sees_figures(user, unit):
            raise CommandError(f"{user.username} does not see figures of {unit.code}.", returncode=1)
        try:
            named = whatif.people_named(changes)
            _check_sees(user, named)
            rows = _rows(options["as_of"] or today(), options["by"], changes, unit, user)
        except whatif.RefusedError as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        if named:
            # What changes when somebody leaves or learns tells what they hold.
            unit_code = options["unit"] or ""
            commands_as.record_run("whatif", by=user, employee_numbers=named, unit_code=unit_code)
        self.stdout.write(printing.written(rows, options["format"]), ending="")


def _check_sees(user: User | None, numbers: set[str]) -> None:
    if user is None:
        return
    seen = Person.objects.all().visible_to(user).filter(employee_number__in=numbers)
    unseen = sorted(numbers - set(seen.values_list("employee_number", flat=True)))
    if unseen:
        raise CommandError(f"{user.username} does not see employee {unseen[0]}.", returncode=1)


def _rows(
    as_of: date, by: str, changes: Sequence[str], unit: Unit | None, user: User | None
) -> nw.DataFrame[Any]:
    answer = ANSWERS[by]
    before = load_snapshot(as_of, looks_back=True).warm()
    unit_id = unit.pk if unit else None
    table = whatif.difference(
        answer.table(before, unit_id),
        answer.table(whatif.applied(before, changes), unit_id),
        answer.key,
        answer.columns,
    )
    if user:
        table = table.filter(nw.col("unit_code").is_in(printing.codes_with_figures(user)))
    return collected(table.sort(*answer.key))
