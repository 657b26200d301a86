"""The towns of the hand-made examples, all as one: each keeps its own ids, moved apart from the others'.

An engine plans for seconds whatever there is to answer, so they are asked all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from itertools import product
from types import ModuleType
from typing import Any, Final

import narwhals as nw

from kyndig.analysis.pool import Pool
from kyndig.analysis.snapshot import COLUMNS, Snapshot
from kyndig.analysis.tests import test_gaps, test_latent, test_levels, test_needs, test_vulnerability
from kyndig.analysis.tests.on_engines import Rows, recorded
from kyndig.analysis.tests.plain import Town

MODULES: Final = (test_gaps, test_latent, test_levels, test_needs, test_vulnerability)
# No example has ids as great.
_SPAN: Final = 200_000


def towns_of_examples() -> list[Rows]:
    """The rows of every town that the examples make; each example is run once for that, on Polars."""
    with recorded() as towns:
        for module in MODULES:
            for example, arguments in _examples(module):
                example(**arguments)
    distinct = {repr(town): town for town in towns}
    return list(distinct.values())


def _examples(module: ModuleType) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each test of the module, with each choice of arguments that its parametrize marks give."""
    for name, example in vars(module).items():
        if name.startswith("test_"):
            marks = getattr(example, "pytestmark", [])
            for chosen in product(*(_choices(*mark.args) for mark in marks)):
                yield example, {key: value for choice in chosen for key, value in choice.items()}


def _choices(names: str | tuple[str, ...], values: Iterable[Any]) -> list[dict[str, Any]]:
    if isinstance(names, str):
        return [{names: value} for value in values]
    return [dict(zip(names, each, strict=True)) for each in values]


def pool_of(as_of: date, towns: Iterable[Rows], near_retirement_age: int) -> Pool:
    """The towns as the exports of many municipalities are read, but with every date and assessment."""
    numbered = list(enumerate(towns))
    rows: dict[str, list[Mapping[str, Any]]] = {name: [] for name in COLUMNS}
    for number, town in numbered:
        for name, table in town.items():
            rows[name] += [_moved(row, number) for row in table]
    snapshot = Snapshot.from_rows(as_of, rows)
    named = replace(
        snapshot,
        units=snapshot.units.with_columns(municipality_id=nw.col("unit_id") // _SPAN),
        competences=snapshot.competences.with_columns(municipality_id=nw.col("competence_id") // _SPAN),
    )
    return Pool(named, tuple(f"M{number}" for number, _ in numbered), near_retirement_age)


def moved_to(as_of: date, town: Town) -> Rows:
    """The town's rows with every date as far from the day as it was from the town's own."""
    facts = asdict(town)
    later = as_of - facts.pop("as_of")
    return {
        name: [
            {key: value + later if isinstance(value, date) else value for key, value in row.items()}
            for row in rows
        ]
        for name, rows in facts.items()
    }


def _moved(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    moved = dict(row)
    for name, value in row.items():
        if name.endswith("_id") and value is not None:
            assert value < _SPAN, (name, value)
            moved[name] = value + number * _SPAN
    return moved
