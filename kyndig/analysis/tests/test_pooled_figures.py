"""Figures of many municipalities: each one's rows, and sums that never take what is hidden for nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import narwhals as nw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyndig.analysis import aggregates, engines, export_files, exports, pooled_figures
from kyndig.analysis.tests.on_engines import running_on
from kyndig.analysis.tests.plain import Row

NUMBERS = ("people", "required", "met", "below", "expired", "not_assessed", "exempt")
FACTS: dict[str, Any] = {"as_of": "2027-05-18", "rounded_to": 5, "hidden_under": 10}
Towns = Mapping[str, Mapping[str, list[Row]]]


def states_of(styrk: str, *counts: int | None) -> Row:
    return {"styrk": styrk, "competence": "PVK", **dict(zip(NUMBERS, counts, strict=True))}


def holders_of(level: int, holders: int) -> Row:
    return {"competence": "PVK", "level": level, "holders": holders}


AURE = {
    "states": [
        states_of("2221", 40, 40, 25, 10, None, None, None),
        states_of("3311", 10, 10, None, None, None, 10, None),
    ],
    "holders": [holders_of(1, 30), holders_of(2, 10)],
}
BRU = {"states": [states_of("2221", 15, 15, 10, None, None, None, None)], "holders": [holders_of(1, 10)]}
TOWNS: Towns = {"Aure": AURE, "Bru": BRU, "Nes": {"states": [], "holders": []}}


def framed(rows: list[Row], schema: dict[str, Any]) -> nw.DataFrame[Any]:
    columns = {name: [row[name] for row in rows] for name in schema}
    return nw.from_dict(columns, schema=schema, backend="polars")


def write(towns: Towns, folder: Path) -> None:
    for name, tables in towns.items():
        (folder / name).mkdir()
        frames = {table: framed(tables[table], schema) for table, schema in aggregates.FILES.items()}
        exports.write(folder / name, frames, aggregates.FORMAT, **FACTS)


def answers(towns: Towns, engine: str) -> dict[str, list[Row]]:
    """Each table and its totals."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as moved_to:
        write(towns, Path(folder))
        figures = pooled_figures.read(export_files.exports_in(Path(folder))).on(engine, Path(moved_to))
        rows = {by: figures.table(by).rows(named=True) for by in aggregates.FILES}
        return rows | {f"{by} total": figures.totals(by).rows(named=True) for by in aggregates.FILES}


def plain_answers(towns: Towns) -> dict[str, list[Row]]:
    """The same in plain Python."""
    found: dict[str, list[Row]] = {}
    for by, keys in aggregates.KEYS.items():
        rows = [{"municipality": name, **row} for name, tables in towns.items() for row in tables[by]]
        found[by] = sorted(rows, key=lambda row: (row["municipality"], *(row[key] for key in keys)))
        groups: dict[tuple[Any, ...], list[Row]] = {}
        for row in rows:
            groups.setdefault(tuple(row[key] for key in keys), []).append(row)
        found[f"{by} total"] = [
            {
                **dict(zip(keys, group, strict=True)),
                "municipalities": len(towns),
                **_summed(by, groups[group], len(towns)),
            }
            for group in sorted(groups)
        ]
    return found


def _summed(by: str, rows: list[Row], municipalities: int) -> Row:
    summed: Row = {}
    for name in [name for name in aggregates.FILES[by] if name not in aggregates.KEYS[by]]:
        told = [row[name] for row in rows if row[name] is not None]
        summed |= {name: sum(told) if told else None, f"{name}_hidden": municipalities - len(told)}
    return summed


@pytest.fixture(params=[engines.POLARS, engines.DUCKDB])
def found(request: pytest.FixtureRequest) -> dict[str, list[Row]]:
    with running_on(request.param):
        return answers(TOWNS, request.param)


def test_each_municipality_s_rows_are_those_that_it_told(found: dict[str, list[Row]]) -> None:
    assert found["holders"] == [
        {"municipality": "Aure", **holders_of(1, 30)},
        {"municipality": "Aure", **holders_of(2, 10)},
        {"municipality": "Bru", **holders_of(1, 10)},
    ]


def test_a_total_says_how_many_municipalities_do_not_tell(found: dict[str, list[Row]]) -> None:
    assert found["holders total"] == [
        {"competence": "PVK", "level": 1, "municipalities": 3, "holders": 40, "holders_hidden": 1},
        {"competence": "PVK", "level": 2, "municipalities": 3, "holders": 10, "holders_hidden": 2},
    ]


def test_what_is_hidden_is_not_added_as_nought_and_nothing_told_is_nothing(
    found: dict[str, list[Row]],
) -> None:
    nurses, helpers = found["states total"]
    assert (nurses["met"], nurses["met_hidden"]) == (35, 1)
    assert (nurses["below"], nurses["below_hidden"]) == (10, 2)
    assert (nurses["expired"], nurses["expired_hidden"]) == (None, 3)
    assert (helpers["people"], helpers["people_hidden"]) == (10, 2)


def test_the_plain_text_says_the_same_of_the_example(found: dict[str, list[Row]]) -> None:
    assert found == plain_answers(TOWNS)


told_or_hidden = st.none() | st.integers(2, 9).map(lambda fives: 5 * fives)
states = st.fixed_dictionaries(
    {"styrk": st.sampled_from(["", "2221", "3311"]), "competence": st.sampled_from(["PVK", "SAR"])}
    | dict.fromkeys(NUMBERS, told_or_hidden)
)
holders = st.fixed_dictionaries(
    {
        "competence": st.sampled_from(["PVK", "SAR"]),
        "level": st.integers(1, 3),
        "holders": told_or_hidden,
    }
)
tables = st.fixed_dictionaries(
    {
        "states": st.lists(states, max_size=4, unique_by=lambda row: (row["styrk"], row["competence"])),
        "holders": st.lists(holders, max_size=4, unique_by=lambda row: (row["competence"], row["level"])),
    }
)


@settings(deadline=None, max_examples=50)
@given(st.lists(tables, min_size=1, max_size=4))
def test_any_figures_are_held_together_as_the_plain_text_does(drawn: list[dict[str, list[Row]]]) -> None:
    towns = {f"M{number}": each for number, each in enumerate(drawn)}
    assert answers(towns, engines.POLARS) == plain_answers(towns)
