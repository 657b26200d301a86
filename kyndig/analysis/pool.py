"""Exports of one or many municipalities, read from disk as one snapshot.

Every id is moved so that no two municipalities share one. Then each requirement, level and unit meets only
what is of its own municipality, and the tables are those of each municipality, one after another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import narwhals as nw

from kyndig.analysis import gaps, latent, needs, vulnerability
from kyndig.analysis.engines import moved
from kyndig.analysis.export_files import ExportError, manifests_of, scanned, shared
from kyndig.analysis.exports import FILES, as_snapshot
from kyndig.analysis.frames import ID_SPAN, Frame, collected, whole_number
from kyndig.analysis.snapshot import Snapshot


@dataclass(frozen=True)
class Pool:
    """Many municipalities' snapshot. names: by municipality_id; near_retirement_age: that of the flags."""

    snapshot: Snapshot
    names: tuple[str, ...]
    near_retirement_age: int

    def on(self, engine: str, folder: Path) -> Pool:
        """The same on another engine, over Parquet files in the folder; see `engines.moved`."""
        return Pool(moved(self.snapshot, engine, folder), self.names, self.near_retirement_age)

    def table(self, by: str, key: tuple[str, ...], columns: tuple[str, ...]) -> nw.DataFrame[Any]:
        """A table of every municipality, in memory: `municipality` and the columns, sorted by it and the key.

        `by` is one of the names in TABLES. Rows that share a key are in the order of their other columns.
        """
        rows = TABLES[by](self.snapshot, self.near_retirement_age)
        whose = self.snapshot.competences.select("competence_id", "municipality_id")
        named = _with_words(rows, self.snapshot).join(whose, on="competence_id", how="inner")
        found = collected(named.select("municipality_id", *columns))
        rest = [name for name in columns if name not in key]
        there = nw.from_native(found.to_polars(), eager_only=True).sort("municipality_id", *key, *rest)
        names = nw.new_series("municipality", self._names_of(there), nw.String, backend="polars")
        return there.select(names, *columns)

    def _names_of(self, rows: nw.DataFrame[Any]) -> list[str]:
        return [self.names[number] for number in rows["municipality_id"].to_list()]


# By ids, of every unit.
TABLES: Final[dict[str, Callable[[Snapshot, int], Frame]]] = {
    "person": lambda snapshot, _: gaps.pairs(snapshot),
    "unit": lambda snapshot, _: gaps.unit_counts(snapshot),
    "coverage": lambda snapshot, _: gaps.coverage_counts(snapshot),
    "vulnerability": vulnerability.vulnerabilities,
    "latent": lambda snapshot, _: latent.latencies(snapshot),
    "needs": lambda snapshot, _: needs.needed(snapshot),
}


def _with_words(rows: Frame, snapshot: Snapshot) -> Frame:
    """The rows with the codes of the ids that they have."""
    words = {
        "unit_id": snapshot.units.select("unit_id", "unit_code"),
        "competence_id": snapshot.competences.select("competence_id", competence="code"),
        "person_id": snapshot.people.select("person_id", "employee_number"),
        "role_id": snapshot.roles.select("role_id", "role_code"),
    }
    given = rows.collect_schema().names()
    for name, word in words.items():
        if name in given:
            rows = rows.join(word, on=name, how="left")
    return rows


def read(exports: Mapping[str, Path]) -> Pool:
    """Exports of snapshots as one, in Polars. Raises ExportError with the first thing that is wrong."""
    manifests = manifests_of(exports)
    as_of = shared(manifests, "as_of")
    age = int(shared(manifests, "near_retirement_age"))
    ids = _Ids()
    parts = [
        _pooled(ids, number, {name: scanned(path / f"{name}.parquet", FILES[name]) for name in FILES})
        for number, path in enumerate(exports.values())
    ]
    frames = {name: nw.concat([part[name] for part in parts]) for name in FILES}
    return Pool(as_snapshot(date.fromisoformat(as_of), age, frames), tuple(exports), age)


class _Ids:
    """Where the next municipality's ids begin, by column."""

    def __init__(self) -> None:
        self.next: dict[str, int] = {}

    def taken(self, frames: Mapping[str, Frame]) -> dict[str, int]:
        """Where these frames' ids begin; the next ones' begin after the greatest of them."""
        begin = dict(self.next)
        for frame in frames.values():
            for name, least, greatest in _spans(frame):
                if least < 0:
                    raise ExportError(f"An export has a {name} below 0.")
                self.next[name] = max(self.next.get(name, 0), begin.get(name, 0) + greatest + 1)
        if max(self.next.values(), default=0) > ID_SPAN:
            raise ExportError("The exports have too many ids to be held together.")
        return begin


def _kind(column: str) -> str:
    return "unit_id" if column == "parent_id" else column


def _spans(frame: Frame) -> list[tuple[str, int, int]]:
    """The kind of id, the least and the greatest of each column of ids that has any."""
    names = [name for name in frame.collect_schema().names() if name.endswith("_id")]
    ends = [nw.col(name).min().alias(f"{name}<") for name in names]
    ends += [nw.col(name).max().alias(f"{name}>") for name in names]
    (row,) = collected(frame.select(*ends)).rows(named=True)
    return [(_kind(name), row[f"{name}<"], row[f"{name}>"]) for name in names if row[f"{name}<"] is not None]


def _pooled(ids: _Ids, number: int, frames: Mapping[str, Frame]) -> dict[str, Frame]:
    """One municipality's frames with ids that no other has, and its number."""
    begin = ids.taken(frames)
    moved_frames = {name: _begun_at(frame, begin) for name, frame in frames.items()}
    for name in ("units", "competences"):
        moved_frames[name] = moved_frames[name].with_columns(municipality_id=whole_number(number))
    return moved_frames


def _begun_at(frame: Frame, begin: Mapping[str, int]) -> Frame:
    names = [name for name in frame.collect_schema().names() if name.endswith("_id")]
    return frame.with_columns(*(nw.col(name) + begin.get(_kind(name), 0) for name in names))
