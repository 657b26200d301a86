"""What if: the same question asked before and after changes that nobody has made.

A change is written as `ANALYSIS.md` says, and is applied to a snapshot: nothing is stored. What
ends, ends the day before the date.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import reduce
from operator import or_
from typing import Final

import narwhals as nw

from kyndig.analysis import changes
from kyndig.analysis.frames import Frame, collected, kept, whole_number
from kyndig.analysis.scenario import RefusedError, Scenario
from kyndig.analysis.snapshot import LEVEL_COLUMNS, Snapshot
from kyndig.analysis.tree import sectors_of

__all__ = ["RefusedError", "applied", "attempted", "columns", "difference", "narrowed", "people_named"]

# The change, and how many parts it has after its name.
_CHANGES: Final[dict[str, tuple[Callable[..., None], Collection[int]]]] = {
    "leave": (changes.leave, (1,)),
    "retire": (changes.retire, (1,)),
    "move": (changes.move, (2,)),
    "train": (changes.train, (3,)),
    "require": (changes.require, (3, 4)),
    "drop": (changes.drop, (2,)),
    "close": (changes.close, (1,)),
}
# Where the employee numbers stand among the parts.
_PEOPLE: Final = {"leave": 0, "move": 0, "train": 2}


def applied(snapshot: Snapshot, texts: Sequence[str]) -> Snapshot:
    """The snapshot as it would be with the changes, each applied to what the earlier ones left.

    `leave:EMP[,EMP]`, `retire:AGE`, `move:EMP:UNIT`, `train:COMPETENCE:LEVEL:EMP[,EMP]`,
    `require:ROLE:COMPETENCE:LEVEL[:UNIT]`, `drop:ROLE:COMPETENCE`, `close:UNIT`; codes as they are written in
    the snapshot. It needs requirements and coverage of every day, and everybody.

    Raises RefusedError with one sentence: an unknown change; a person without a counting employment by then
    (where an earlier change ended it, it names both); a unit not in the tree of the date, or closed by an
    earlier change; a competence not in the catalogue; a level outside its scale; a role that no counting
    employment and no requirement has; nothing to drop.
    """
    scenario = Scenario(snapshot)
    for text in texts:
        change, parts = _parsed(text)
        change(scenario, text, *parts)
    return scenario.now


def attempted(snapshot: Snapshot, texts: Sequence[str]) -> tuple[Snapshot, dict[int, RefusedError]]:
    """As `applied`, but a change that is refused is left out, with why by its place among the texts."""
    scenario = Scenario(snapshot)
    refused: dict[int, RefusedError] = {}
    for place, text in enumerate(texts):
        try:
            change, parts = _parsed(text)
            change(scenario, text, *parts)  # one that is refused has changed nothing yet
        except RefusedError as refusal:
            refused[place] = refusal
    return scenario.now, refused


def people_named(texts: Sequence[str]) -> set[str]:
    """The employee numbers in the changes. Raises RefusedError for an unknown change."""
    parsed = [(text.split(":")[0], _parsed(text)[1]) for text in texts]
    return {number for name, parts in parsed if name in _PEOPLE for number in parts[_PEOPLE[name]].split(",")}


def _parsed(text: str) -> tuple[Callable[..., None], list[str]]:
    name, *parts = text.split(":")
    change, counts = _CHANGES.get(name, (None, ()))
    if change is None or len(parts) not in counts:
        said = f"{text!r} is not a change: write one of {', '.join(_CHANGES)} and what it needs."
        raise RefusedError(said, "unknown_change", text)
    return change, parts


def columns(key: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """The columns of `difference` of a table with this key and these columns."""
    values = [name for name in names if name not in key]
    return (*key, *(f"before_{name}" for name in values), *(f"after_{name}" for name in values))


def difference(before: Frame, after: Frame, key: Sequence[str], names: Sequence[str]) -> Frame:
    """The rows that differ, appear or disappear between two answers to one question: exactly `columns`.

    Args: both frames have the columns `names`; rows that share a key are alike, and are told apart by number.
    Returns: the key once, every other column as before_ and as after_; null on the side without the row.
    """
    values = [name for name in names if name not in key]
    sides = {"before": _numbered(before, key), "after": _numbered(after, key)}
    place = [*key, "copy"]
    rows = nw.concat([side.select(*place) for side in sides.values()]).unique()
    for name, side in sides.items():
        given = side.select(
            *place, nw.lit(True).alias(name), *(nw.col(v).alias(f"{name}_{v}") for v in values)
        )
        rows = rows.join(given, on=place, how="left")
    differs = [nw.col(f"before_{v}") != nw.col(f"after_{v}") for v in values]
    one_sided = nw.col("before").is_null() | nw.col("after").is_null()
    changed = rows.filter(reduce(or_, (each.fill_null(False) for each in differs), one_sided))
    return changed.select(*columns(key, names))


def _numbered(table: Frame, key: Sequence[str]) -> Frame:
    """The table with `copy`: 1 for the first row of a key, 2 for another one."""
    counted = table.with_columns(one=whole_number(1))
    return counted.with_columns(copy=nw.col("one").cum_sum().over(*key, order_by=key[0]))


def narrowed(snapshot: Snapshot, unit_id: int) -> Snapshot:
    """The snapshot with those alone who can matter to a row of the unit or below it: for a quick answer.

    They are the people with an employment in the unit's sector (else the top unit) or below it, with all
    their employments: needs looks there for colleagues. Every table's rows of the unit stay as they are.
    For the top unit they are everybody.
    """
    sector = sectors_of(snapshot).filter(nw.col("unit_id") == unit_id).select(ancestor_id="sector_id")
    reach = kept(snapshot.closure.join(sector, on="ancestor_id", how="semi"))
    if any(collected(reach)["top"].to_list()):
        return snapshot
    there = reach.select(unit_id="descendant_id")
    here = kept(snapshot.employments.join(there, on="unit_id", how="semi").select("person_id").unique())

    def of_them(rows: Frame) -> Frame:
        return rows.join(here, on="person_id", how="semi")

    frames = {
        name: kept(of_them(getattr(snapshot, name))) for name in ("exemptions", "assessments", "people")
    }
    levels = kept(of_them(snapshot.current).select(*LEVEL_COLUMNS))
    return snapshot.fewer(of_them, **frames, known_levels=levels)
