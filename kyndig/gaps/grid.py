"""The matrix of a unit: people × the competences that are required of somebody there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import narwhals as nw
from django.core.paginator import Page, Paginator
from django.utils.functional import Promise

from kyndig.analysis import gaps
from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.gaps.asking import STATE_WORDS, Asked
from kyndig.gaps.covering import Cover
from kyndig.gaps.lacking import Lack
from kyndig.gaps.places import Known
from kyndig.organisation.models import Person

COMPETENCES_A_PAGE = 12
PEOPLE_A_PAGE = 50
# In the list, where everybody takes a screen of a phone.
PEOPLE_A_LIST = 10
SOON = timedelta(days=90)

# Of two positions that ask for the same competence, the one with most to do is shown.
_MOST_TO_DO = (gaps.EXPIRED, gaps.BELOW, gaps.NOT_ASSESSED, gaps.EXEMPT, gaps.MET)


@dataclass(frozen=True)
class Square:
    """A person and a competence. `state` is empty where nothing is required; level None if none is known."""

    competence: Known
    state: str
    level: int | None
    required_level: int | None
    confirmed: bool
    expires_on: date | None
    as_of: date
    reason: str = ""
    exempt_to: date | None = None

    @property
    def word(self) -> str | Promise:
        """The state in words."""
        return STATE_WORDS.get(self.state, "")

    @property
    def level_word(self) -> str:
        return "" if self.level is None else self.competence.level_word(self.level)

    @property
    def required_word(self) -> str:
        return "" if self.required_level is None else self.competence.level_word(self.required_level)

    @property
    def is_unconfirmed(self) -> bool:
        """The person has said so, and nobody has confirmed it."""
        return self.level is not None and not self.confirmed and self.state != gaps.EXEMPT

    @property
    def expires_soon(self) -> bool:
        return bool(self.expires_on and self.as_of <= self.expires_on <= self.as_of + SOON)

    @property
    def is_blank(self) -> bool:
        """Nothing is required, and nothing is known."""
        return not self.state and self.level is None


@dataclass(frozen=True)
class Line:
    """A person and a square for each column."""

    person: Person
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class Foot:
    """Under a column: how many can of how many must, where a number is asked for at this unit."""

    cover: Cover | None


@dataclass(frozen=True)
class Grid:
    """A page of the matrix. `others`: people who were there on the day, whom the reader may not see today."""

    columns: tuple[Lack, ...]
    lines: tuple[Line, ...]
    feet: tuple[Foot, ...]
    competence_page: Page[Any]
    people_page: Page[Any]
    others: int

    @property
    def has_feet(self) -> bool:
        return any(foot.cover for foot in self.feet)


@dataclass(frozen=True)
class Waiver:
    """Why a person is exempt, and until when; only for those who may read it."""

    reason: str
    valid_to: date | None


Waivers = dict[tuple[int, int], Waiver]


def person_ids(snapshot: Snapshot, unit_id: int, *, own_only: bool) -> set[int]:
    """Those with an employment that counts in the unit, and below it unless `own_only`."""
    below = snapshot.closure.filter(nw.col("ancestor_id") == unit_id)
    if own_only:
        below = below.filter(nw.col("distance") == 0)
    there = counting(snapshot).join(below.select(unit_id="descendant_id"), on="unit_id", how="semi")
    return set(collected(there.select("person_id").unique())["person_id"].to_list())


def matching(pairs: Frame, wanted: Asked) -> set[int] | None:
    """Those whom the filters on role and state leave; None when neither is asked for."""
    if not (wanted.role_code or wanted.state):
        return None
    if wanted.state:
        pairs = pairs.filter(nw.col("state") == wanted.state)
    return set(collected(pairs.select("person_id").unique())["person_id"].to_list())


def grid(
    snapshot: Snapshot,
    pairs: Frame,
    lacks: Sequence[Lack],
    people: Sequence[Person],
    covers: Iterable[Cover],
    *,
    pages: tuple[str | None, str | None],
    others: int,
    waivers: Waivers | None = None,
    people_a_page: int = PEOPLE_A_PAGE,
) -> Grid:
    """A page of the matrix: `pages` are the wanted pages of competences and of people.

    Args: `pairs` are those of the people, filtered; `lacks` the columns in order; `covers` what is asked for
    at the unit itself.
    """
    columns = Paginator(lacks, COMPETENCES_A_PAGE).get_page(pages[0])
    rows = Paginator(people, people_a_page).get_page(pages[1])
    shown = list(rows.object_list)
    competences = [lack.competence for lack in columns.object_list]
    squares = squares_of(snapshot, pairs, [person.pk for person in shown], competences, waivers or {})
    keys = [each.competence_id for each in competences]
    lines = tuple(Line(person, tuple(squares[person.pk, key] for key in keys)) for person in shown)
    asked = _by_competence(covers)
    feet = tuple(Foot(asked.get(each.competence_id)) for each in competences)
    return Grid(tuple(columns.object_list), lines, feet, columns, rows, others)


def squares_of(
    snapshot: Snapshot,
    pairs: Frame,
    people: Collection[int],
    competences: Collection[Known],
    waivers: Waivers,
) -> dict[tuple[int, int], Square]:
    """Each person and competence, required or not."""
    wanted = [each.competence_id for each in competences]
    here = nw.col("person_id").is_in(list(people)) & nw.col("competence_id").is_in(wanted)
    required = _required(collected(pairs.filter(here)).rows(named=True))
    known = {
        (row["person_id"], row["competence_id"]): row
        for row in collected(snapshot.current.filter(here)).rows(named=True)
    }
    return {
        (person, each.competence_id): _square(
            each,
            required.get((person, each.competence_id)),
            known.get((person, each.competence_id)),
            snapshot.as_of,
            waivers.get((person, each.competence_id)),
        )
        for person in people
        for each in competences
    }


def _required(rows: Iterable[dict[str, Any]]) -> dict[tuple[int, int], dict[str, Any]]:
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for row in rows:
        key = row["person_id"], row["competence_id"]
        if key not in found or _weight(row) > _weight(found[key]):
            found[key] = row
    return found


def _weight(row: dict[str, Any]) -> tuple[int, int]:
    return -_MOST_TO_DO.index(row["state"]), row["required_level"]


def _square(
    competence: Known,
    required: dict[str, Any] | None,
    known: dict[str, Any] | None,
    as_of: date,
    waiver: Waiver | None,
) -> Square:
    return Square(
        competence=competence,
        state=required["state"] if required else "",
        level=known["level"] if known else None,
        required_level=required["required_level"] if required else None,
        confirmed=bool(known and known["confirmed"]),
        expires_on=known["expires_on"] if known else None,
        as_of=as_of,
        reason=waiver.reason if waiver else "",
        exempt_to=waiver.valid_to if waiver else None,
    )


def _by_competence(covers: Iterable[Cover]) -> dict[int, Cover]:
    """Of several for one competence, the one that lacks most."""
    found: dict[int, Cover] = {}
    for cover in covers:
        key = cover.competence.competence_id
        if key not in found or (cover.shortfall, cover.level) > (found[key].shortfall, found[key].level):
            found[key] = cover
    return found
