"""Exports on disk: which there are, of what kind, and whether their files are what they ought to be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import narwhals as nw
from narwhals.exceptions import NarwhalsError
from polars.exceptions import PanicException, PolarsError

from kyndig.analysis import aggregates, exports
from kyndig.analysis.exports import MANIFEST, VERSION, Schema
from kyndig.analysis.frames import Frame, collected

# By format, the numbers in the manifest without which the rows can't be read right.
NUMBERS: Final[dict[str, tuple[str, ...]]] = {
    exports.FORMAT: ("near_retirement_age",),
    aggregates.FORMAT: ("rounded_to", "hidden_under"),
}
Manifest = dict[str, Any]


class ExportError(ValueError):
    """An export that can't be used: one sentence that says which file, and what is wrong."""


def exports_in(directory: Path) -> dict[str, Path]:
    """The exports by name: the directory itself when it is one, else those that stand in it.

    Raises ExportError where there is none, or where something in it is none.
    """
    if (directory / MANIFEST).is_file():
        return {directory.resolve().name: directory}
    if not directory.is_dir():
        raise ExportError(f"{directory} is not a directory.")
    inside = sorted(each for each in directory.iterdir() if each.is_dir() and each.name[0] != ".")
    if not inside:
        raise ExportError(f"{directory} is not an export and holds none: it has no {MANIFEST}.")
    for each in inside:
        if not (each / MANIFEST).is_file():
            raise ExportError(f"{each} is not an export: it has no {MANIFEST}.")
    return {each.name: each for each in inside}


def manifests_of(found: Mapping[str, Path]) -> dict[Path, Manifest]:
    """What each says of itself. Raises ExportError where one says nothing of use, or kinds or days differ."""
    manifests = {path: _manifest(path) for path in found.values()}
    shared(manifests, "format", "analyse them apart")
    shared(manifests, "as_of")
    return manifests


def shared(manifests: Mapping[Path, Manifest], name: str, advice: str = "export both alike") -> Any:
    """What all say. Raises ExportError where two differ: their figures could not be held together."""
    first, *others = manifests
    for other in others:
        if manifests[other][name] != manifests[first][name]:
            said = [f"{path} has {name} {manifests[path][name]}" for path in (first, other)]
            raise ExportError(f"{' and '.join(said)}: {advice}.")
    return manifests[first][name]


def _manifest(path: Path) -> Manifest:
    file = path / MANIFEST
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ExportError(f"{file} is not JSON.") from error
    if not isinstance(found, dict) or found.get("format") not in NUMBERS or found.get("version") != VERSION:
        raise ExportError(f"{file} is not that of a {' or a '.join(NUMBERS)} of version {VERSION}.")
    _check_values(file, found)
    return found


def _check_values(file: Path, manifest: Manifest) -> None:
    numbers = NUMBERS[manifest["format"]]
    try:
        date.fromisoformat(manifest["as_of"])
        for name in numbers:
            int(manifest[name])
    except (KeyError, TypeError, ValueError) as error:
        lacks = f"as_of, a date, or {' or '.join(numbers)}, a number"
        raise ExportError(f"{file} lacks {lacks}.") from error


def scanned(file: Path, schema: Schema) -> Frame:
    """The file's columns, not held yet. Raises ExportError naming file and column."""
    try:
        frame = nw.scan_parquet(str(file), backend="polars")
        found = frame.collect_schema()
    except (OSError, PolarsError, NarwhalsError) as error:
        is_there = "is not a Parquet file" if file.exists() else "is missing"
        raise ExportError(f"{file} {is_there}.") from error
    for column, wanted in schema.items():
        if column not in found:
            raise ExportError(f"{file} has no column {column}.")
        if found[column] != wanted:
            raise ExportError(f"{file}: the column {column} is {found[column]}, not {wanted.__name__}.")
    asked = frame.select(*schema)
    _check_rows(file, asked)
    return asked


def _check_rows(file: Path, frame: Frame) -> None:
    """Read every row once, so that damaged ones are told of with the file, whatever the engine."""
    try:
        collected(frame.select(nw.all().max()))
    # A panic is what Polars calls damage that it has no words for.
    except (OSError, PolarsError, NarwhalsError, PanicException) as error:
        raise ExportError(
            f"{file} is damaged, its rows can't be read: copy it anew from where it was exported, or export "
            "again."
        ) from error
