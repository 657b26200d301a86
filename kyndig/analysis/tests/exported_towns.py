"""Random municipalities as exports on disk, and what the plain text makes of them one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import narwhals as nw
from hypothesis import Phase, given, seed, settings

from kyndig.analysis import export_files, exports, gaps, latent, needs, pool, vulnerability
from kyndig.analysis.tests import plain, plain_needs
from kyndig.analysis.tests.plain import Row, Town
from kyndig.analysis.tests.rich_towns import NEAR_AGE, rich_towns
from kyndig.analysis.tests.test_against_plain import snapshot_of

# Key, columns and the plain text of each table.
TABLES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[[Town], list[Row]]]]] = {
    "person": (gaps.KEYS["person"], gaps.COLUMNS["person"], plain.by_person),
    "unit": (gaps.KEYS["unit"], gaps.COLUMNS["unit"], plain.by_unit),
    "coverage": (gaps.KEYS["coverage"], gaps.COLUMNS["coverage"], plain.by_coverage),
    "vulnerability": (
        vulnerability.KEY,
        vulnerability.COLUMNS,
        lambda town: plain_needs.vulnerability(town, NEAR_AGE),
    ),
    "latent": (latent.KEY, latent.COLUMNS, plain_needs.latent),
    "needs": (needs.KEY, needs.COLUMNS, plain_needs.needs),
}


def export(town: Town, folder: Path, key_of: Callable[[str], str] = str, **facts: Any) -> Path:
    """The town's export in the folder. The key of an employee is the number itself, unless told otherwise."""
    snapshot = snapshot_of(town)
    roles = snapshot.roles.with_columns(styrk=nw.lit("2223"))
    folder.mkdir()
    tables = exports.exported(replace(snapshot, roles=roles), NEAR_AGE, key_of)
    exports.write(folder, tables, as_of=town.as_of.isoformat(), near_retirement_age=NEAR_AGE, **facts)
    return folder


def pool_of(towns: Mapping[str, Town], folder: Path) -> pool.Pool:
    for name, town in towns.items():
        export(town, folder / name)
    return pool.read(export_files.exports_in(folder))


def found(pooled: pool.Pool, by: str) -> list[Row]:
    key, columns, _ = TABLES[by]
    return _sorted(pooled.table(by, key, columns).rows(named=True))


def told(towns: Mapping[str, Town], by: str) -> list[Row]:
    """What the text gives for each town, one after another."""
    text = TABLES[by][2]
    return _sorted([{"municipality": name, **row} for name, town in towns.items() for row in text(town)])


def _sorted(rows: list[Row]) -> list[Row]:
    """Rows that share a key have no order of their own."""
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


def full_towns() -> list[Town]:
    """A dozen random towns, the same every time, with rows in as many tables as can be."""
    drawn: list[Town] = []

    @seed(1)
    @settings(deadline=None, max_examples=80, phases=[Phase.generate], database=None)
    @given(rich_towns())
    def draw(town: Town) -> None:
        drawn.append(town)

    draw()
    drawn.sort(key=lambda town: -sum(bool(tell(town)) for _, _, tell in TABLES.values()))
    return drawn[:12]
