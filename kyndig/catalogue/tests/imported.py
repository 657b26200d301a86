"""Importing a few lines in tests."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import call_command

from kyndig.imports import importers
from kyndig.imports.plan import Options, Plan
from kyndig.imports.preparing import Source, Sources, prepare

AS_OF = date(2026, 9, 1)


def written(directory: Path, text: str) -> Path:
    """A file with the text, one line a row, without the indentation of the test."""
    path = directory / "fil.csv"
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()), "utf-8")
    return path


def planned(kind: str, path: Path, **options: Any) -> Plan:
    """What the import would do."""
    source = Sources(Source(path.name, path))
    return prepare(importers.importer(kind), source, Options(options.pop("as_of", AS_OF), **options)).plan()


def counts(plan: Plan) -> dict[str, int]:
    """The numbers that are not 0."""
    return {status: number for status, number in plan.counts.items() if number}


def imported(kind: str, path: Path, *options: str) -> None:
    """Run the command. Raises CommandError when it is refused or rows are rejected."""
    call_command(f"import_{kind}", str(path), "--as-of", AS_OF.isoformat(), *options)
