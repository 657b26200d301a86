"""What differs between two sides of a table: which way each row goes, and the worst first.

Pure: rows of `whatif.difference` in, rows in order out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeAlias

Side: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[Any, ...]


class Way(Enum):
    """Which way a row goes when the changes are made; in the order in which rows are shown."""

    WORSE = "worse"
    BETTER = "better"
    OTHERWISE = "otherwise"
    GONE = "gone"


_RANK: Final = {way: rank for rank, way in enumerate(Way)}

# How bad a row is, most important first: what grows is worse. Sums of columns; "-" in front counts down.
BADNESS: Final[dict[str, tuple[str, ...]]] = {
    "unit": ("below+expired", "depth", "not_assessed"),
    "coverage": ("shortfall", "-holders"),
    "vulnerability": ("shortfall", "shortfall_if_one_leaves", "-holders"),
    "needs": ("missing", "acquire", "unknown"),
}


@dataclass(frozen=True)
class Row:
    """A row of a table before and after; None on the side where there is no such row."""

    key: Key
    before: Side | None
    after: Side | None
    way: Way
    # By how much, in the first measure of badness that differs.
    by: int = 0

    def is_new(self) -> bool:
        return self.before is None


def rows(by: str, differing: Iterable[Mapping[str, Any]], key: Sequence[str]) -> list[Row]:
    """The rows of `whatif.difference` of a table, those that got worse first, and the most."""
    found = [_row(by, each, key) for each in differing]
    return sorted(found, key=lambda row: (_RANK[row.way], -abs(row.by), row.key))


def _row(by: str, row: Mapping[str, Any], key: Sequence[str]) -> Row:
    before, after = _side(row, "before_"), _side(row, "after_")
    way, difference = way_of(by, before, after)
    return Row(tuple(row[name] for name in key), before, after, way, difference)


def _side(row: Mapping[str, Any], prefix: str) -> Side | None:
    side = {name.removeprefix(prefix): row[name] for name in row if name.startswith(prefix)}
    return None if all(value is None for value in side.values()) else side


def way_of(by: str, before: Side | None, after: Side | None) -> tuple[Way, int]:
    """Worse, better or otherwise, and by how much. A row that is new is worse where it lacks anything."""
    if after is None:
        return Way.GONE, 0
    for term in BADNESS[by]:
        # How many can is no worse for being counted at last.
        was = _value(term, before) if before else (0 if not term.startswith("-") else _value(term, after))
        if difference := _value(term, after) - was:
            return (Way.WORSE if difference > 0 else Way.BETTER), difference
    return Way.OTHERWISE, 0


def _value(term: str, side: Side) -> int:
    sign = -1 if term.startswith("-") else 1
    return sign * sum(int(side[name]) for name in term.removeprefix("-").split("+"))


@dataclass(frozen=True)
class Falls:
    """How many competences come to lack people somewhere, lack more than before, or lack fewer."""

    under: int = 0
    deeper: int = 0
    nearer: int = 0


def falls(vulnerable: Iterable[Row], competence: int) -> Falls:
    """Counts each competence once, by the worst that happens to it in any row that is still there.

    Args: rows of the vulnerability table; `competence` is the competence's place in their key.
    """
    happens: defaultdict[Any, set[str]] = defaultdict(set)
    for row in vulnerable:
        if row.after is not None:
            was = row.before["shortfall"] if row.before else 0
            happens[row.key[competence]].add(_what_happens(was, row.after["shortfall"]))
    worst = [next(each for each in _HAPPENS if each in ways) for ways in happens.values()]
    return Falls(*(worst.count(each) for each in _HAPPENS[:-1]))


# The worst first.
_HAPPENS: Final = ("under", "deeper", "nearer", "same")


def _what_happens(was: int, becomes: int) -> str:
    if becomes > was:
        return "deeper" if was else "under"
    return "nearer" if becomes < was else "same"


@dataclass(frozen=True)
class Pair:
    """A row today and in two scenarios; None where there is no such row."""

    key: Key
    today: Side | None
    first: Side | None
    second: Side | None


def pairs(first: Sequence[Row], second: Sequence[Row]) -> list[Pair]:
    """The rows that differ from today in either of two scenarios, by key; the other side stands as today.

    Rows that share a key are alike and are told apart by number, as in `whatif.difference`.
    """
    one, other = _numbered(first), _numbered(second)
    found = [_pair(place, one.get(place), other.get(place)) for place in one.keys() | other.keys()]
    return sorted(found, key=lambda pair: pair.key)


def _numbered(rows: Sequence[Row]) -> dict[tuple[Key, int], Row]:
    seen: Counter[Key] = Counter()
    numbered = {}
    for row in rows:
        seen[row.key] += 1
        numbered[row.key, seen[row.key]] = row
    return numbered


def _pair(place: tuple[Key, int], one: Row | None, other: Row | None) -> Pair:
    known = one or other
    today = known.before if known else None
    return Pair(place[0], today, one.after if one else today, other.after if other else today)
