"""What the commands that print tables share: reading what they are asked, and writing the answer."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

import narwhals as nw
from django.core.management.base import CommandError

from kyndig.accounts import commands_as
from kyndig.accounts.models import User
from kyndig.gaps.reach import units_with_every_figure
from kyndig.organisation.models import Unit


def a_date(text: str) -> date:
    """A day as an argument is written."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date like 2027-01-31") from error


def add_arguments(parser: ArgumentParser) -> None:
    """The day, the unit, the format and whose reach."""
    parser.add_argument("--as-of", type=a_date, metavar="DATE", help="the day asked about (today)")
    parser.add_argument("--unit", metavar="CODE", help="only this unit and all below it")
    parser.add_argument("--format", choices=["csv", "json"], default="csv")
    commands_as.add_argument(parser)


def unit_named(code: str | None) -> Unit | None:
    """The unit of a code, None for none. Raises CommandError for one that there is not."""
    if code is None:
        return None
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise CommandError(f"There is no unit {code}.", returncode=1)
    return unit


def sees_figures(user: User, unit: Unit) -> bool:
    """Whether the unit's exact figures are for the user."""
    return units_with_every_figure(user).filter(pk=unit.pk).exists()


def codes_with_figures(user: User) -> list[str]:
    """The units whose exact figures are for the user."""
    return list(units_with_every_figure(user).values_list("code", flat=True))


def written(rows: nw.DataFrame[Any], form: str) -> str:
    """The rows as CSV or JSON. The only numbers with decimals are positions, which have two."""
    if form == "json":
        return json.dumps(rows.rows(named=True), ensure_ascii=False, indent=1) + "\n"
    return str(rows.to_native().write_csv(float_precision=2))
