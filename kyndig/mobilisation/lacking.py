"""Units that miss a competence: exact where one leads, large groups elsewhere, and no word of the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kyndig.accounts.models import User
from kyndig.analysis import disclosure
from kyndig.analysis.frames import collected
from kyndig.analysis.missing import missing_by_home
from kyndig.gaps.kept import Picture
from kyndig.gaps.places import Place, Words
from kyndig.gaps.reach import units_with_every_figure
from kyndig.organisation.models import Kind


@dataclass(frozen=True)
class Lacking:
    """A unit where people are below what is required of them, or expired. is_exact: one leads it."""

    place: Place
    missing: int
    is_exact: bool


def lacking(picture: Picture, words: Words, user: User) -> dict[int, list[Lacking]]:
    """By competence id, the units that may be named to the user, most missing first."""
    led = set(units_with_every_figure(user).values_list("pk", flat=True))
    found: dict[int, list[Lacking]] = {}
    for row in collected(missing_by_home(picture.pairs, picture.snapshot)).rows(named=True):
        place = words.places.get(row["unit_id"])
        shown = _shown(row["missing"], is_exact=row["unit_id"] in led)
        if place and shown:
            each = Lacking(place, shown, row["unit_id"] in led)
            found.setdefault(row["competence_id"], []).append(each)
    return {key: sorted(rows, key=_most_first) for key, rows in found.items()}


def _shown(missing: int, *, is_exact: bool) -> int | None:
    return missing if is_exact else disclosure.rounded(missing)


def _most_first(row: Lacking) -> tuple[int, str]:
    return -row.missing, row.place.name


def nearby(rows: Iterable[Lacking], words: Words, unit_id: int) -> list[Lacking]:
    """Those in the unit's sector, without the unit itself and what stands above and below it."""
    own = set(_above(words, unit_id))
    sector = next((each for each in _above(words, unit_id) if _is_sector(words, each)), None)
    return [row for row in rows if _is_near(_above(words, row.place.unit_id), own, sector, unit_id)]


def _is_near(line: list[int], own: Collection[int], sector: int | None, unit_id: int) -> bool:
    return (sector is None or sector in line) and unit_id not in line and line[0] not in own


def _is_sector(words: Words, unit_id: int) -> bool:
    return words.places[unit_id].kind == Kind.SECTOR


def _above(words: Words, unit_id: int) -> list[int]:
    """The unit, what it is part of, and so on to the top."""
    line = [unit_id]
    while parent := words.places[line[-1]].parent_id:
        line.append(parent)
    return line
