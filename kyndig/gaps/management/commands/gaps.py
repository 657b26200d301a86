"""`kyndig gaps`: the three tables of the gap rule, on standard output."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

import narwhals as nw
from django.core.management.base import BaseCommand, CommandError

from kyndig.accounts import commands_as
from kyndig.accounts.models import User
from kyndig.analysis import gaps
from kyndig.analysis.frames import collected
from kyndig.gaps.loading import load_snapshot
from kyndig.gaps.reach import people_shown, units_with_every_figure
from kyndig.organisation.models import Unit
from kyndig.organisation.reach import today

TABLES = {"person": gaps.gap_by_person, "unit": gaps.gap_by_unit, "coverage": gaps.coverage}


def a_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date like 2027-01-31") from error


class Command(BaseCommand):
    help = "Print what is required, held and missing as of a date, by person, by unit, or as coverage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as-of", type=a_date, metavar="DATE", help="the day asked about (today)")
        parser.add_argument("--unit", metavar="CODE", help="only this unit and all below it")
        parser.add_argument("--by", required=True, choices=sorted(TABLES), help="which table")
        parser.add_argument("--format", choices=["csv", "json"], default="csv")
        commands_as.add_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        by = options["by"]
        user = commands_as.acting_user(options)
        unit = _unit(options["unit"])
        if user and unit and not _reaches(user, unit, by):
            raise CommandError(f"{user.username} does not see figures of {unit.code}.", returncode=1)
        rows = _rows(options["as_of"] or today(), by, unit, user)
        if by == "person":
            shown = rows["employee_number"].unique().to_list()
            commands_as.record_run("gaps", by=user, employee_numbers=shown, unit_code=options["unit"] or "")
        self.stdout.write(_written(rows, options["format"]), ending="")


def _unit(code: str | None) -> Unit | None:
    if code is None:
        return None
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise CommandError(f"There is no unit {code}.", returncode=1)
    return unit


def _reaches(user: User, unit: Unit, by: str) -> bool:
    if by == "person":
        return people_shown(user).exists()
    return units_with_every_figure(user).filter(pk=unit.pk).exists()


def _rows(as_of: date, by: str, unit: Unit | None, user: User | None) -> nw.DataFrame[Any]:
    table = TABLES[by](load_snapshot(as_of), unit.pk if unit else None)
    if user and by == "person":
        numbers = list(people_shown(user).values_list("employee_number", flat=True))
        table = table.filter(nw.col("employee_number").is_in(numbers))
    elif user:
        codes = list(units_with_every_figure(user).values_list("code", flat=True))
        table = table.filter(nw.col("unit_code").is_in(codes))
    return collected(table.sort(*gaps.KEYS[by]).select(*gaps.COLUMNS[by]))


def _written(rows: nw.DataFrame[Any], form: str) -> str:
    if form == "json":
        return json.dumps(rows.rows(named=True), ensure_ascii=False, indent=1) + "\n"
    return str(rows.write_csv())
