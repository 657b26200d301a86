"""`kyndig export_snapshot`: the municipality's facts, or its figures, as Parquet for analyses elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kyndig.gaps import exporting, printing
from kyndig.organisation.reach import today


class Command(BaseCommand):
    help = (
        "Write what is known as Parquet, without names and numbers of people. It is still about people and "
        "stays in the municipality. --pooled writes what may leave it: rounded counts of large groups."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="where to: new, or empty")
        parser.add_argument("--as-of", type=printing.a_date, metavar="DATE", help="the day (today)")
        parser.add_argument("--pooled", action="store_true", help="only what may leave the municipality")

    def handle(self, *args: Any, **options: Any) -> None:
        write = exporting.export_figures if options["pooled"] else exporting.export_snapshot
        target = options["directory"].absolute()
        try:
            write(target, options["as_of"] or today())
        except (exporting.TargetError, OSError) as error:
            raise CommandError(str(error), returncode=1) from error
        self.stderr.write(f"Written to {target}.")
