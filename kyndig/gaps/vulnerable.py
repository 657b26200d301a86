"""Vulnerability on a page: what falls if one leaves, who is alone with it, and who elsewhere could cover."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sized
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from kyndig.analysis import disclosure
from kyndig.analysis.elsewhere import elsewhere
from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.tree import only_within
from kyndig.analysis.vulnerability import vulnerabilities
from kyndig.gaps import kept
from kyndig.gaps.finding import address_to_find
from kyndig.gaps.opening import Opened
from kyndig.gaps.people import in_matrix
from kyndig.gaps.places import Known, Place
from kyndig.organisation.models import Person
from kyndig.organisation.reach import SEE_EVERY_FIGURE, reach_of, unit_ids_reached

PER_PAGE = 50


@dataclass(frozen=True)
class Elsewhere:
    """Who outside a unit holds something: people in units one leads exactly, the others as large groups.

    place: where they are looked for; None where nothing is around the unit.
    """

    place: Place | None
    led: int
    others: int
    leads_all: bool

    @property
    def shown_others(self) -> int | None:
        """How many in units one does not lead, to the nearest five; None where it is hidden."""
        return disclosure.rounded(self.others)


@dataclass(frozen=True)
class Vulnerable:
    """A row of `vulnerabilities`, with who elsewhere could cover. People, and positions in holder_fte.

    sole_holder: who is alone with it, where the reader may see them by name. find_href: where to look for
    others who hold it, empty where the reader may not.
    """

    place: Place
    competence: Known
    level: int
    min_holders: int
    holders: int
    holder_fte: float
    shortfall: int
    shortfall_if_one_leaves: int
    near_retirement: int
    shortfall_if_they_retire: int
    sole_holder: Person | None
    elsewhere: Elsewhere
    find_href: str

    @property
    def level_word(self) -> str:
        return self.competence.level_word(self.level)

    @property
    def is_sole(self) -> bool:
        return self.holders == 1

    @property
    def tells_of_age(self) -> bool:
        """Whether near_retirement and what follows from it may be shown; see ADR 18."""
        return disclosure.may_tell_of_age(self.holders, self.near_retirement)

    @property
    def kind(self) -> str:
        """The look of its state."""
        if self.shortfall:
            return "below"
        return "fragile" if self.shortfall_if_one_leaves else "safe"


def vulnerable(opened: Opened) -> list[Vulnerable]:
    """What the unit and those below it hold too few of, or would; the worst first. For every figure only."""
    snapshot = opened.picture.snapshot
    table = only_within(
        vulnerabilities(snapshot, settings.RETIREMENT_EXPOSED_FROM_AGE), snapshot, opened.unit.pk
    )
    # Worked out once, since who is elsewhere is asked of the same rows.
    rows = collected(table)
    others = _elsewhere(opened, rows.lazy())
    alone = _named(opened, rows["sole_holder_id"].drop_nulls().to_list())
    found = [
        _vulnerable(row, opened, alone, others)
        for row in rows.rows(named=True)
        if row["unit_id"] in opened.words.places
    ]
    inside = [row for row in found if opened.asked.area_id in {None, row.competence.area_id}]
    return sorted(inside, key=_worst_first)


def falling(rows: Iterable[Vulnerable]) -> list[Vulnerable]:
    """Those that are short now, or would be if one leaves."""
    return [row for row in rows if row.shortfall_if_one_leaves]


def is_long(rows: Sized) -> bool:
    """Whether they are more than fit a page; of those, a reader is shown what falls before the rest."""
    return len(rows) > PER_PAGE


def _vulnerable(
    row: dict[str, Any],
    opened: Opened,
    alone: Mapping[int, Person],
    others: Mapping[tuple[int, int, int], Elsewhere],
) -> Vulnerable:
    found = others[_key(row)]
    competence = opened.words.competences[row.pop("competence_id")]
    return Vulnerable(
        place=opened.words.places[row.pop("unit_id")],
        competence=competence,
        sole_holder=alone.get(row.pop("sole_holder_id")),
        elsewhere=found,
        find_href=address_to_find(opened.user, competence.code, row["level"]),
        **row,
    )


def _named(opened: Opened, ids: Collection[int]) -> dict[int, Person]:
    """Those of a unit whom the reader may see in its matrix; nobody on the page of a sector."""
    if opened.place.is_whole:
        return {}
    return {each.pk: each for each in in_matrix(opened.user, set(ids))}


def _key(row: dict[str, Any]) -> tuple[int, int, int]:
    return row["unit_id"], row["competence_id"], row["level"]


def _elsewhere(opened: Opened, asked: Frame) -> dict[tuple[int, int, int], Elsewhere]:
    """By unit, competence and level: looked up in the municipality, which may be a minute old."""
    led = unit_ids_reached(reach_of(opened.user), SEE_EVERY_FIGURE)
    snapshot = kept.of_municipality(opened.asked.as_of).snapshot
    found = collected(elsewhere(asked, snapshot, led)).rows(named=True)
    return {_key(row): _read(row, opened, led) for row in found}


def _read(row: dict[str, Any], opened: Opened, led: Collection[int]) -> Elsewhere:
    wider = row["wider_id"]
    return Elsewhere(opened.words.places.get(wider or 0), row["led"], row["others"], wider in led)


def _worst_first(row: Vulnerable) -> tuple[int, int, int, str, str, int, int]:
    # Not by retirement: where it is hidden, the order would tell.
    return (
        -row.shortfall,
        -row.shortfall_if_one_leaves,
        row.holders,
        row.competence.name,
        row.place.name,
        row.level,
        row.min_holders,
    )
