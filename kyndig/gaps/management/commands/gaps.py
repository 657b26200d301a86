"""`kyndig gaps`: the tables of the gap rule and of the analyses on top of it, on standard output."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

import narwhals as nw
from django.core.management.base import BaseCommand, CommandError

from kyndig.accounts import commands_as
from kyndig.accounts.models import User
from kyndig.analysis.frames import collected
from kyndig.gaps import printing
from kyndig.gaps.answers import ANSWERS
from kyndig.gaps.loading import load_snapshot
from kyndig.gaps.reach import people_found_latent, people_shown
from kyndig.organisation.models import PersonQuerySet, Unit
from kyndig.organisation.reach import today


class Command(BaseCommand):
    help = (
        "Print what is required, held and missing as of a date: by person, by unit or as coverage; what is "
        "vulnerable, what is held latently, or what is needed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", required=True, choices=sorted(ANSWERS), help="which table")
        printing.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        by = options["by"]
        user = commands_as.acting_user(options)
        unit = printing.unit_named(options["unit"])
        if user and unit and not _reaches(user, unit, by):
            raise CommandError(f"{user.username} does not see figures of {unit.code}.", returncode=1)
        rows = _rows(options["as_of"] or today(), by, unit, user)
        if ANSWERS[by].of_people:
            shown = rows["employee_number"].unique().to_list()
            commands_as.record_run("gaps", by=user, employee_numbers=shown, unit_code=options["unit"] or "")
        self.stdout.write(printing.written(rows, options["format"]), ending="")


def _reaches(user: User, unit: Unit, by: str) -> bool:
    if ANSWERS[by].of_people:
        return _people(user, by).exists()
    return printing.sees_figures(user, unit)


def _people(user: User, by: str) -> PersonQuerySet:
    return people_found_latent(user) if by == "latent" else people_shown(user)


def _rows(as_of: date, by: str, unit: Unit | None, user: User | None) -> nw.DataFrame[Any]:
    answer = ANSWERS[by]
    table = answer.table(load_snapshot(as_of, looks_back=answer.looks_back), unit.pk if unit else None)
    if user and answer.of_people:
        numbers = list(_people(user, by).values_list("employee_number", flat=True))
        table = table.filter(nw.col("employee_number").is_in(numbers))
    elif user:
        table = table.filter(nw.col("unit_code").is_in(printing.codes_with_figures(user)))
    return collected(table.sort(*answer.key).select(*answer.columns))
