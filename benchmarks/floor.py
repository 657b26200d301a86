"""A dense NumPy floor for the municipality's unit × competence gap table, and facts to measure both with.

The floor has everything laid out beforehand: a matrix of people × competences, one of places (unit and role)
× competences, and employments as two index columns. What is left is the arithmetic that no engine avoids.

Run as `python -m benchmarks.floor [PEOPLE ...]`: medians of both in one run, and their ratio.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
import polars as pl
from numpy.typing import NDArray

from kyndig.analysis import gaps
from kyndig.analysis.frames import collected
from kyndig.analysis.snapshot import Snapshot

Array: TypeAlias = NDArray[Any]

_NONE = -1  # no level known; nothing required
_EXPIRED = 64  # added to a level that has expired
_BLOCK = 4096  # employments at a time: what stays in the processor's cache
AS_OF = date(2027, 1, 1)


@dataclass(frozen=True)
class Floor:
    """Dense facts. Shapes: P people, C competences, L places, E employments, U units.

    level: P × C int8 (-1 not assessed, 64 more when expired); exempt: P × C bool; required: L × C int8 (-1 is
    nothing); person, place: E, in the order of units; own: E, the unit's row; parents: (child, parent) rows,
    deepest first; codes and names: what the rows and columns are.
    """

    level: Array
    exempt: Array
    required: Array
    person: Array
    place: Array
    own: Array
    parents: list[tuple[int, int]]
    unit_ids: list[int]
    competence_ids: list[int]


def table(floor: Floor) -> Array:
    """The gap table, U × C × 7: required, then each state in the order of gaps.STATES, then depth."""
    result = np.zeros((7, len(floor.unit_ids), floor.level.shape[1]), dtype=np.int64)
    for start in range(0, len(floor.person), _BLOCK):
        _add_block(result, floor, slice(start, start + _BLOCK))
    for child, parent in floor.parents:
        result[:, parent] += result[:, child]
    return result.transpose(1, 2, 0)


def _add_block(result: Array, floor: Floor, rows: slice) -> None:
    required = floor.required[floor.place[rows]]
    level, exempt = floor.level[floor.person[rows]], floor.exempt[floor.person[rows]]
    own = floor.own[rows]
    first = np.flatnonzero(np.diff(own, prepend=-1))
    asked = required >= 0
    open_ = asked & ~exempt
    expired = open_ & (level >= _EXPIRED)
    unknown = open_ & (level < 0)
    known = open_ & ~expired & ~unknown
    below = known & (level < required)
    depth = np.where(below, required - level, 0) + np.where(expired, required, 0)
    parts = (asked, asked & exempt, unknown, expired, below, known & ~below, depth)
    for number, part in enumerate(parts):
        # A unit's block has at most 4,096 × level 3 in one cell: 16 bits hold it.
        result[number, own[first]] += np.add.reduceat(part, first, axis=0, dtype=np.int16)


def floor_of(snapshot: Snapshot) -> Floor:
    """The same facts laid out densely; not timed. Every employment's unit must be in the tree."""
    resolved = snapshot.profiles
    employments = collected(resolved.employments.sort("unit_id", "employment_id"))
    asked = collected(resolved.table.join(resolved.employments, on="profile", how="semi"))
    people = _numbers(employments["person_id"])
    places = _numbers(employments["profile"])
    competences = _numbers(collected(snapshot.competences)["competence_id"])
    units, parents = _tree(snapshot)
    rows = {unit: row for row, unit in enumerate(units)}
    required = np.full((len(places), len(competences)), _NONE, dtype=np.int8)
    required[_rows(asked["profile"], places), _rows(asked["competence_id"], competences)] = asked[
        "required_level"
    ]
    return Floor(
        level=_levels(collected(snapshot.current), people, competences),
        exempt=_exempt(collected(gaps.valid_exemptions(snapshot)), people, competences),
        required=required,
        person=_rows(employments["person_id"], people),
        place=_rows(employments["profile"], places),
        own=np.array([rows[unit] for unit in employments["unit_id"]]),
        parents=parents,
        unit_ids=units,
        competence_ids=competences.tolist(),
    )


def _tree(snapshot: Snapshot) -> tuple[list[int], list[tuple[int, int]]]:
    """The units in the order of their ids, and (child, parent) as rows of that, deepest first."""
    closure = collected(snapshot.closure)
    depth = closure.group_by("descendant_id").agg(nw.col("distance").max()).sort("descendant_id")
    units = depth["descendant_id"].to_list()
    row = {unit: number for number, unit in enumerate(units)}
    deep = dict(depth.iter_rows())
    steps = closure.filter(nw.col("distance") == 1).select("descendant_id", "ancestor_id").rows()
    deepest_first = sorted(steps, key=lambda step: -deep[step[0]])
    return units, [(row[child], row[parent]) for child, parent in deepest_first]


def _levels(current: nw.DataFrame[Any], people: Array, competences: Array) -> Array:
    level = np.full((len(people), len(competences)), _NONE, dtype=np.int8)
    mine = current.filter(nw.col("person_id").is_in(people.tolist()))
    stored = mine["level"].to_numpy() + mine["expired"].to_numpy().astype(np.int8) * _EXPIRED
    level[_rows(mine["person_id"], people), _rows(mine["competence_id"], competences)] = stored
    return level


def _exempt(valid: nw.DataFrame[Any], people: Array, competences: Array) -> Array:
    exempt = np.zeros((len(people), len(competences)), dtype=bool)
    mine = valid.filter(nw.col("person_id").is_in(people.tolist()))
    exempt[_rows(mine["person_id"], people), _rows(mine["competence_id"], competences)] = True
    return exempt


def _numbers(column: nw.Series[Any]) -> Array:
    return np.unique(column.to_numpy())


def _rows(column: nw.Series[Any], known: Array) -> Array:
    return np.searchsorted(known, column.to_numpy())


def facts(people: int, seed: int = 1) -> Snapshot:
    """A municipality with the field's skew: units of 1-90 people, 1.1 positions, six levels a person, gaps.

    Sixty competences are in use, sixty roles ask for about twelve of them each, one thing everywhere and a
    few things at some units. Everything is drawn at random: nobody in it exists.
    """
    rng = np.random.default_rng(seed)
    units = _draw_units(rng, people)
    places = np.flatnonzero(units["kind"].to_numpy() == "unit") + 1
    tables = {
        "units": units,
        "employments": _draw_employments(rng, people, places),
        "requirements": _draw_requirements(rng, places),
        "coverage": pl.DataFrame(schema=_schema("coverage_id unit_id competence_id level min_holders")),
        "assessments": _draw_assessments(rng, people),
        "exemptions": _draw_exemptions(rng, people),
        "competences": _named("competence_id", "code", 60, scale=pl.lit("levels"), area_id=pl.lit(1)),
        "people": _named("person_id", "employee_number", people, birth_date=_no_day()),
        "roles": _named("role_id", "role_code", 60),
    }
    tables["coverage"] = tables["coverage"].with_columns(valid_from=_no_day(), valid_to=_no_day())
    return Snapshot.from_frames(AS_OF, **tables)


def _schema(names: str) -> dict[str, type[pl.Int64]]:
    return dict.fromkeys(names.split(), pl.Int64)


def _no_day() -> pl.Expr:
    return pl.lit(None, dtype=pl.Date)


def _named(key: str, name: str, count: int, **more: pl.Expr) -> pl.DataFrame:
    numbers = pl.Series(key, np.arange(1, count + 1))
    wide = {column: value.cast(pl.Int64) if column == "area_id" else value for column, value in more.items()}
    return pl.DataFrame(numbers).with_columns(pl.format("N{}", key).alias(name), **wide)


def _draw_units(rng: np.random.Generator, people: int) -> pl.DataFrame:
    """A top, six sectors, and units of about 25 people, each under a sector or another unit before it."""
    count = max(6, people // 25)
    sectors = np.full(6, 1)
    under_unit = rng.random(count) < 0.4
    before = rng.integers(8, 8 + np.maximum(np.arange(count), 1))
    under = np.where(
        under_unit & (np.arange(count) > 0), np.minimum(before, 7 + count), rng.integers(2, 8, count)
    )
    shallow = np.where(under >= 8, np.where(under_unit[np.maximum(under - 8, 0)], 2, under), under)
    parents = [None, *sectors.tolist(), *shallow.tolist()]
    kinds = ["municipality", *["sector"] * 6, *["unit"] * count]
    units = _named("unit_id", "unit_code", len(kinds))
    return units.with_columns(parent_id=pl.Series(parents, dtype=pl.Int64), kind=pl.Series(kinds))


def _draw_employments(rng: np.random.Generator, people: int, places: Array) -> pl.DataFrame:
    """Sizes follow a lognormal, a unit has six roles, one in ten a second position, one in twenty has left."""
    holders = np.concatenate([np.arange(1, people + 1), rng.integers(1, people + 1, people // 10)])
    weight = np.clip(rng.lognormal(2.8, 0.9, len(places)), 1, 90)
    unit = rng.choice(len(places), len(holders), p=weight / weight.sum())
    roles = rng.integers(1, 61, (len(places), 6))
    left = rng.random(len(holders)) < 0.05
    ended = np.where(left, np.datetime64("2026-06-30"), np.datetime64("NaT")).astype("datetime64[D]")
    columns = {
        "employment_id": np.arange(1, len(holders) + 1),
        "person_id": holders,
        "unit_id": places[unit],
        "role_id": roles[unit, np.minimum(rng.geometric(0.4, len(holders)), 6) - 1],
        "fte_percent": rng.choice([20.0, 50.0, 75.0, 100.0], len(holders)),
        "start_date": np.full(len(holders), np.datetime64("2020-01-01")),
        "end_date": ended,
    }
    return pl.DataFrame(columns).with_columns(pl.col("end_date").cast(pl.Date))


def _draw_requirements(rng: np.random.Generator, places: Array) -> pl.DataFrame:
    whole = [(role, None, competence) for role in range(1, 61) for competence in _twelve(rng)]
    special = rng.choice(places, max(1, len(places) // 5), replace=False)
    local = [
        (int(rng.integers(1, 15)), int(unit), int(rng.integers(1, 61))) for unit in special for _ in range(4)
    ]
    frame = pl.DataFrame(
        [*whole, *local],
        schema={"role_id": pl.Int64, "unit_id": pl.Int64, "competence_id": pl.Int64},
        orient="row",
    )
    return frame.with_columns(
        requirement_id=pl.int_range(pl.len()),
        level=pl.Series(rng.integers(1, 4, len(frame))),
        criticality=pl.Series(rng.choice(["critical", "important", "useful"], len(frame))),
        mandatory=pl.Series(rng.random(len(frame)) < 0.3),
        valid_from=_no_day(),
        valid_to=_no_day(),
    )


def _twelve(rng: np.random.Generator) -> list[int]:
    """What a role asks for: one thing that all do, and a dozen of its own."""
    return [1, *(rng.choice(np.arange(2, 61), 12, replace=False)).tolist()]


def _draw_assessments(rng: np.random.Generator, people: int) -> pl.DataFrame:
    count = people * 7
    dated = np.datetime64(AS_OF - timedelta(days=1500)) + rng.integers(0, 1500, count)
    limited = rng.random(count) < 0.2
    expires = np.where(limited, dated + 1100, np.datetime64("NaT")).astype("datetime64[D]")
    columns = {
        "assessment_id": np.arange(1, count + 1),
        "person_id": rng.integers(1, people + 1, count),
        "competence_id": rng.integers(1, 61, count),
        "level": rng.integers(0, 4, count),
        "source": rng.choice(["self", "leader", "document", "course"], count, p=[0.4, 0.4, 0.1, 0.1]),
        "assessed_on": dated.astype("datetime64[D]"),
        "expires_on": expires,
    }
    unused = {"in_use": pl.lit(None, dtype=pl.String), "wants_to_use": pl.lit(None, dtype=pl.Boolean)}
    return pl.DataFrame(columns).with_columns(pl.col("assessed_on", "expires_on").cast(pl.Date), **unused)


def _draw_exemptions(rng: np.random.Generator, people: int) -> pl.DataFrame:
    count = people // 10
    columns = {"person_id": rng.integers(1, people + 1, count), "competence_id": rng.integers(1, 61, count)}
    return pl.DataFrame(columns).with_columns(valid_from=_no_day(), valid_to=_no_day())


def analysed(snapshot: Snapshot) -> nw.DataFrame[Any]:
    """The table by the analysis, as it is measured: by ids, collected."""
    return collected(gaps.unit_counts(snapshot))


def same(snapshot: Snapshot, floor: Floor) -> bool:
    """Whether both ways give the same table, cell by cell."""
    dense = table(floor)
    found = analysed(snapshot)
    columns = ("required", *gaps.STATES, "depth")
    rows = np.searchsorted(floor.unit_ids, found["unit_id"].to_numpy())
    places = np.searchsorted(floor.competence_ids, found["competence_id"].to_numpy())
    other = np.zeros_like(dense)
    other[rows, places] = found.select(*columns).to_numpy()
    return bool((dense == other).all())


def median_ms(work: Callable[[], object], repeats: int = 15) -> float:
    """Milliseconds, the median of the repeats after one run that is not counted."""
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def compare(people: int) -> tuple[float, float]:
    """Milliseconds by the analysis and by the floor, on the same facts. Raises when they disagree."""
    snapshot = facts(people).warm()
    floor = floor_of(snapshot)
    if not same(snapshot, floor):
        raise AssertionError("The analysis and the floor disagree.")
    return median_ms(lambda: analysed(snapshot)), median_ms(lambda: table(floor))


def main(sizes: list[int]) -> None:
    for people in sizes:
        analysis, floor = compare(people)
        ratio = analysis / floor
        print(f"{people:>8} people: analysis {analysis:6.1f} ms, floor {floor:6.1f} ms, {ratio:.1f} x")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000])
