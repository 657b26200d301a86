"""`kyndig analyse`: the tables of `kyndig gaps` from exports, of one municipality or of many at once."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import narwhals as nw
from django.core.management.base import BaseCommand, CommandError

from kyndig.analysis import engines, pool
from kyndig.gaps import printing
from kyndig.gaps.answers import ANSWERS


class Command(BaseCommand):
    help = (
        "Print a table from a directory that `kyndig export_snapshot` wrote, as `kyndig gaps` does, or from "
        "a directory of such directories; then each row says whose it is. People have keys, not numbers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="an export, or a directory of exports")
        parser.add_argument("--by", required=True, choices=sorted(ANSWERS), help="which table")
        parser.add_argument(
            "--engine",
            choices=engines.ENGINES,
            default=engines.POLARS,
            help="what works it out; Spark holds 1 GiB unless SPARK_DRIVER_MEMORY says more, such as 8g",
        )
        parser.add_argument("--format", choices=["csv", "json"], default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = _rows(options["directory"], options["by"], options["engine"])
        except (ValueError, engines.EngineMissingError) as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write(printing.written(rows, options["format"]), ending="")


def _rows(directory: Path, by: str, engine: str) -> nw.DataFrame[Any]:
    answer = ANSWERS[by]
    exports = pool.exports_in(directory)
    with tempfile.TemporaryDirectory(prefix="kyndig-") as folder:
        rows = pool.read(exports).on(engine, Path(folder)).table(by, answer.key, answer.columns)
    if directory in exports.values():
        rows = rows.drop("municipality")
    keys = {"employee_number": "person_key"}
    return rows.rename({name: key for name, key in keys.items() if name in rows.columns})
