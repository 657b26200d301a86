"""The figures of one or many municipalities that may leave them, read from disk as one, and added up.

What is told is to the nearest five, and what is hidden is anything from none to nine. So a sum is of what is
told only, says how many municipalities are not in it, and is nothing at all where none tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw

from kyndig.analysis.aggregates import FILES, KEYS
from kyndig.analysis.engines import moved_frame
from kyndig.analysis.export_files import manifests_of, scanned, shared
from kyndig.analysis.frames import Frame, collected, count_where, total, whole_number


@dataclass(frozen=True)
class Figures:
    """Many municipalities' figures: the tables of `aggregates.FILES`, each row with its `municipality`."""

    tables: Mapping[str, Frame]
    names: tuple[str, ...]

    def on(self, engine: str, folder: Path) -> Figures:
        """The same on another engine, over Parquet files in the folder; see `engines.moved_frame`."""
        frames = {name: moved_frame(frame, engine, folder / name) for name, frame in self.tables.items()}
        return Figures({name: nw.from_native(frame).lazy() for name, frame in frames.items()}, self.names)

    def table(self, by: str) -> nw.DataFrame[Any]:
        """What each municipality tells: `municipality` and the columns of the file, in memory and sorted."""
        return _in_order(self.tables[by].select("municipality", *FILES[by]), "municipality", *KEYS[by])

    def totals(self, by: str) -> nw.DataFrame[Any]:
        """What they tell together: a row for each key that any of them has.

        Returns: the key; municipalities (all that were read); then each number of the file, the sum of what
        is told, and after it the same name with `_hidden`: how many of the municipalities are not in the sum,
        since they hide it or have no row. A sum is null where none tells, and at most two wrong for each that
        does. Municipalities are held together by their codes of occupations and competences.
        """
        keys, everybody = KEYS[by], whole_number(len(self.names))
        numbers = [name for name in FILES[by] if name not in keys]
        sums = {name: total(nw.col(name).fill_null(0)) for name in numbers}
        told = {f"{name}_told": count_where(~nw.col(name).is_null()) for name in numbers}
        rows = self.tables[by].group_by(*keys).agg(**sums, **told)
        shown = [each for name in numbers for each in _of_told(name, everybody)]
        return _in_order(rows.select(*keys, everybody.alias("municipalities"), *shown), *keys)


def _of_told(name: str, everybody: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    told = nw.col(f"{name}_told")
    return nw.when(told > 0).then(nw.col(name)).alias(name), (everybody - told).alias(f"{name}_hidden")


def _in_order(rows: Frame, *key: str) -> nw.DataFrame[Any]:
    return nw.from_native(collected(rows).to_polars(), eager_only=True).sort(*key)


def read(exports: Mapping[str, Path]) -> Figures:
    """Exports of figures as one, in Polars. Raises ExportError with the first thing that is wrong."""
    manifests = manifests_of(exports)
    for limit in ("rounded_to", "hidden_under"):
        shared(manifests, limit)
    tables = {name: nw.concat([_of(path, name, whose) for whose, path in exports.items()]) for name in FILES}
    return Figures(tables, tuple(exports))


def _of(path: Path, table: str, municipality: str) -> Frame:
    rows = scanned(path / f"{table}.parquet", FILES[table])
    return rows.with_columns(municipality=nw.lit(municipality, dtype=nw.String))
