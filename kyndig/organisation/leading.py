"""Who leads each unit, worked out from who is whose nearest leader. Pure: rows in, leaders out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Reporting(NamedTuple):
    """An employment: where it stands, whose it is and who is its nearest leader ("" for nobody)."""

    unit_id: int
    number: str
    leader: str


@dataclass
class _Place:
    """What is known of a unit: who stands there, whom they name, whom anybody at or below it names."""

    standing: dict[str, str] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)
    named_below: set[str] = field(default_factory=set)


def leaders_of(parents: Mapping[int, int | None], reportings: Iterable[Reporting]) -> dict[int, str]:
    """The leader's employee number by unit; a unit whose leader leads the unit above it too is left out.

    Those at a unit say who leads it. A leader's own nearest leader leads the unit above, so leaders do not
    speak for where they stand but for the unit over the one they lead: a director who stands alone at the
    sector is named by the leaders of its units, and the chief executive by the directors.

    Args: parents by unit id, None at the top; nearest leaders who are not employed are not counted.
    """
    places = {unit: _Place() for unit in parents}
    bosses: dict[str, str] = {}
    rows = [row for row in reportings if row.unit_id in places]
    employed = {row.number for row in rows}
    for row in rows:
        places[row.unit_id].standing[row.number] = row.leader
        if row.leader in employed and row.leader != row.number:
            bosses.setdefault(row.number, row.leader)
            places[row.unit_id].named_below.add(row.leader)
            places[row.unit_id].named[row.leader] += 1
    found = _bottom_up(parents, places, bosses)
    return {unit: leader for unit, leader in found.items() if not _leads_above(unit, leader, parents, found)}


def _bottom_up(
    parents: Mapping[int, int | None], places: Mapping[int, _Place], bosses: Mapping[str, str]
) -> dict[int, str]:
    found: dict[int, str] = {}
    children: dict[int, list[int]] = {}
    for unit in sorted(parents, key=lambda each: -len(_above(each, parents))):
        below = children.get(unit, [])
        places[unit].named_below.update(*(places[child].named_below for child in below))
        leader = _leader(places[unit], [found[child] for child in below if child in found], bosses)
        if leader:
            found[unit] = leader
        above = parents[unit]
        if above is not None:
            children.setdefault(above, []).append(unit)
    return found


def _leader(place: _Place, below: Iterable[str], bosses: Mapping[str, str]) -> str:
    """The one most named. `below`: the leaders of the units directly below, who name their own leader."""
    votes = place.named.copy()
    for number, leader in place.standing.items():
        if number in place.named_below and leader in votes:
            votes[leader] -= 1
    for leader in below:
        voted = leader if leader in place.standing else bosses.get(leader, "")
        if voted:
            votes[voted] += 1
    named = [number for number, count in votes.items() if count > 0]
    return min(named, key=lambda each: (-votes[each], each not in place.standing, each), default="")


def _above(unit: int, parents: Mapping[int, int | None]) -> list[int]:
    found = []
    above = parents.get(unit)
    while above is not None:
        found.append(above)
        above = parents.get(above)
    return found


def _leads_above(unit: int, leader: str, parents: Mapping[int, int | None], found: Mapping[int, str]) -> bool:
    return any(found.get(above) == leader for above in _above(unit, parents))
