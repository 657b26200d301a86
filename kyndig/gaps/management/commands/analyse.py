"""`kyndig analyse`: tables from exports, of one municipality or of many at once."""

import tempfile
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import narwhals as nw
from django.core.management.base import BaseCommand, CommandError

from kyndig.analysis import aggregates, engines, export_files, pool, pooled_figures
from kyndig.gaps import printing
from kyndig.gaps.answers import ANSWERS

_FIGURES = tuple(aggregates.FILES)
_OF_FIGURES = "figures (export_snapshot --pooled)"
_OF_SNAPSHOTS = "snapshots (export_snapshot)"


class Command(BaseCommand):
    help = (
        "Print a table from a directory that `kyndig export_snapshot` wrote, as `kyndig gaps` does, or from "
        "a directory of such directories; then each row says whose it is. People have keys, not numbers. "
        f"From what --pooled wrote come {' and '.join(_FIGURES)}, with blanks where a count is hidden."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="an export, or a directory of exports of one kind")
        parser.add_argument(
            "--by",
            required=True,
            choices=sorted([*ANSWERS, *_FIGURES]),
            help=f"which table; {' and '.join(_FIGURES)} are those of {_OF_FIGURES}",
        )
        parser.add_argument(
            "--total",
            action="store_true",
            help=f"add up {_OF_FIGURES} of all municipalities: only what is told, with how many do not tell",
        )
        parser.add_argument(
            "--engine",
            choices=engines.ENGINES,
            default=engines.POLARS,
            help="what works it out; Spark holds 1 GiB unless SPARK_DRIVER_MEMORY says more, such as 8g",
        )
        parser.add_argument("--format", choices=["csv", "json"], default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = _rows(options["directory"], options["by"], options["engine"], total=options["total"])
        except (ValueError, engines.EngineMissingError) as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write(printing.written(rows, options["format"]), ending="")


def _rows(directory: Path, by: str, engine: str, *, total: bool) -> nw.DataFrame[Any]:
    exports = export_files.exports_in(directory)
    _check_kind(directory, exports, by, total=total)
    with tempfile.TemporaryDirectory(prefix="kyndig-") as folder:
        if total:
            return pooled_figures.read(exports).on(engine, Path(folder)).totals(by)
        if by in _FIGURES:
            rows = pooled_figures.read(exports).on(engine, Path(folder)).table(by)
        else:
            answer = ANSWERS[by]
            rows = pool.read(exports).on(engine, Path(folder)).table(by, answer.key, answer.columns)
    if directory in exports.values():
        rows = rows.drop("municipality")
    keys = {"employee_number": "person_key"}
    return rows.rename({name: key for name, key in keys.items() if name in rows.columns})


def _check_kind(directory: Path, exports: Mapping[str, Path], by: str, *, total: bool) -> None:
    """Raises ExportError where the exports are not of the kind that has the table."""
    manifests = export_files.manifests_of(exports)
    of_figures = export_files.shared(manifests, "format") == aggregates.FORMAT
    tables = _FIGURES if of_figures else tuple(sorted(ANSWERS))
    kind = _OF_FIGURES if of_figures else _OF_SNAPSHOTS
    if by not in tables:
        raise export_files.ExportError(f"{directory} holds {kind}, which give {', '.join(tables)}, not {by}.")
    if total and not of_figures:
        raise export_files.ExportError(f"{directory} holds {kind}: --total adds up {_OF_FIGURES} only.")
