"""A dense NumPy floor for the municipality's unit × competence gap table.

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
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from benchmarks.facts import facts
from kyndig.analysis import gaps
from kyndig.analysis.frames import collected
from kyndig.analysis.snapshot import Snapshot

Array: TypeAlias = NDArray[Any]

# A level as laid out: 0-3, and what is not plain.
_UNKNOWN, _EXEMPT, _EXPIRED = 4, 5, 8
_KNOWN_CODES = 12  # expired levels are 8-11
_LEVELS = 4
_NOTHING = _LEVELS  # the required level where nothing is asked
# Each cell adds one number with a field per count, so that a block is summed once. In a block of
# at most 1,023 employments every count stays under 2**10 and the depth under 2**12.
_BLOCK = 1023
_FIELD = 10
_FIELDS = ("exempt", "not_assessed", "expired", "below", "met", "depth")


@dataclass(frozen=True)
class Floor:
    """Dense facts. Shapes: P people, C competences, L places, E employments, U units.

    level: P × C uint8 (0-3; 4 not assessed, 5 exempt, 8 more when expired); required: L × C uint8 (12 × the
    level; 48 is nothing); person, place: E, in the order of units; own: E, the unit's row; parents: (child,
    parent) rows, deepest first; unit_ids and competence_ids: what the rows and columns are.
    """

    level: Array
    required: Array
    person: Array
    place: Array
    own: Array
    parents: list[tuple[int, int]]
    unit_ids: list[int]
    competence_ids: list[int]


def table(floor: Floor) -> Array:
    """The gap table, 7 × U × C: required, then each state in the order of gaps.STATES, then depth."""
    result = np.zeros((7, len(floor.unit_ids), floor.level.shape[1]), dtype=np.int64)
    for start in range(0, len(floor.person), _BLOCK):
        _add_block(result, floor, slice(start, start + _BLOCK))
    for child, parent in floor.parents:
        result[1:, parent] += result[1:, child]
    result[0] = result[1:6].sum(0)
    return result


def _add_block(result: Array, floor: Floor, rows: slice) -> None:
    """One look-up per cell, one sum per block: the states of rule 4 stand in the look-up."""
    own = floor.own[rows]
    first = np.flatnonzero(np.diff(own, prepend=-1))
    cell = floor.required[floor.place[rows]] + floor.level[floor.person[rows]]
    packed = np.add.reduceat(_WORTH[cell], first, axis=0)
    for number in range(len(_FIELDS) - 1):
        result[number + 1, own[first]] += (packed >> (number * _FIELD)) & (2**_FIELD - 1)
    result[6, own[first]] += packed >> (5 * _FIELD)


def _worth() -> Array:
    """What a cell adds, by required level × 12 + level as laid out."""
    worth = np.zeros((_LEVELS + 1) * _KNOWN_CODES, dtype=np.int64)
    for required in range(_LEVELS):
        for level in range(_KNOWN_CODES):
            state, depth = _state(required, level)
            number = _FIELDS.index(state)
            worth[required * _KNOWN_CODES + level] = (1 << number * _FIELD) + (depth << 5 * _FIELD)
    return worth


def _state(required: int, level: int) -> tuple[str, int]:
    if level == _EXEMPT:
        return "exempt", 0
    if level == _UNKNOWN:
        return "not_assessed", 0
    if level >= _EXPIRED:
        return "expired", required
    return ("below", required - level) if level < required else ("met", 0)


_WORTH = _worth()


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
    required = np.full((len(places), len(competences)), _NOTHING * _KNOWN_CODES, dtype=np.uint8)
    cells = _rows(asked["profile"], places), _rows(asked["competence_id"], competences)
    required[cells] = asked["required_level"].to_numpy() * _KNOWN_CODES
    level = np.full((len(people), len(competences)), _UNKNOWN, dtype=np.uint8)
    _lay_out(level, collected(snapshot.current), people, competences)
    _lay_out(level, collected(gaps.valid_exemptions(snapshot)), people, competences)
    return Floor(
        level=level,
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


def _lay_out(level: Array, facts: nw.DataFrame[Any], people: Array, competences: Array) -> None:
    """Levels, or exemptions (facts without a level), into the matrix."""
    mine = facts.filter(nw.col("person_id").is_in(people.tolist()))
    cells = _rows(mine["person_id"], people), _rows(mine["competence_id"], competences)
    with_levels = "level" in mine.columns
    level[cells] = mine["level"] + mine["expired"].cast(nw.Int64) * _EXPIRED if with_levels else _EXEMPT


def _numbers(column: nw.Series[Any]) -> Array:
    return np.unique(column.to_numpy())


def _rows(column: nw.Series[Any], known: Array) -> Array:
    return np.searchsorted(known, column.to_numpy())


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
    other[:, rows, places] = found.select(*columns).to_numpy().T
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
