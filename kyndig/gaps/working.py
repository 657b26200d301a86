"""The rows behind a figure on a page: by name for a unit, as numbers by unit and position for a sector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kyndig.analysis import gaps
from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.working import holders_behind, pairs_behind
from kyndig.gaps.asking import STATE_WORDS, Asked, kept_pairs
from kyndig.gaps.opening import Opened
from kyndig.gaps.people import in_matrix
from kyndig.gaps.places import Known, Place, Position
from kyndig.holdings.models import Source
from kyndig.organisation.models import Person

ALL, HOLDERS = "alle", "kan"
# What a figure may be of, in the address, and in words.
KINDS: dict[str, str | Promise] = {ALL: _("Ruter"), HOLDERS: _("Kan"), **STATE_WORDS}
_DEEPEST = 3


@dataclass(frozen=True)
class Row:
    """A row with the person it is about. confirmed and what follows are None where nobody has assessed."""

    person: Person
    place: Place
    position: Position
    required: str
    level: str
    state: str | None
    word: str | Promise
    confirmed: bool | None
    source: str
    assessed_on: date | None
    expires_on: date | None


@dataclass(frozen=True)
class Part:
    """How many rows a unit and position have."""

    place: Place
    position: Position
    number: int


@dataclass(frozen=True)
class Working:
    """kind: of KINDS. number: as the figure says. rows: by name, of a unit; else parts. unseen: people."""

    competence: Known
    kind: str
    level: int | None
    number: int
    rows: list[Row]
    parts: list[Part]
    unseen: int

    @property
    def word(self) -> str | Promise:
        """What the figure is of, in words."""
        return KINDS[self.kind]

    @property
    def counts_people(self) -> bool:
        return self.kind == HOLDERS

    @property
    def level_word(self) -> str:
        return self.competence.level_word(self.level) if self.level is not None else ""


def query(wanted: Asked, kind: str, level: int | None = None) -> str:
    """The query of an address: the figure's kind, and the filters it was counted with."""
    asked: dict[str, Any] = {"av": kind}
    if level is not None:
        asked["niva"] = level
    if not wanted.is_today:
        asked["dato"] = wanted.as_of.isoformat()
    if kind != HOLDERS:
        asked |= {"kritikalitet": wanted.criticality, "stilling": wanted.role_code}
    return "?" + urlencode({key: value for key, value in asked.items() if value is not None})


def working(opened: Opened, code: str, asked: Mapping[str, Any]) -> Working:
    """The rows behind a figure of the unit. Raises Http404 for an unknown competence or kind."""
    competence = next((each for each in opened.words.competences.values() if each.code == code), None)
    kind, level = asked.get("av", ""), _level(asked)
    if competence is None or kind not in KINDS or (kind == HOLDERS and level is None):
        raise Http404
    rows = collected(_frame(opened, competence, kind, level)).rows(named=True)
    rows = [row for row in rows if row["unit_id"] in opened.words.places]
    named = [] if opened.place.is_whole else _named(opened, competence, rows)
    people = {row["person_id"] for row in rows}
    return Working(
        competence=competence,
        kind=kind,
        level=level if kind == HOLDERS else None,
        number=len(people) if kind == HOLDERS else len(rows),
        rows=named,
        parts=_parts(opened, rows) if opened.place.is_whole else [],
        unseen=0 if opened.place.is_whole else len(people - {row.person.pk for row in named}),
    )


def _level(asked: Mapping[str, Any]) -> int | None:
    text = str(asked.get("niva", ""))
    return int(text) if text.isdecimal() and len(text) == 1 and int(text) <= _DEEPEST else None


def _frame(opened: Opened, competence: Known, kind: str, level: int | None) -> Frame:
    if kind == HOLDERS:
        return holders_behind(opened.picture.snapshot, opened.unit.pk, competence.competence_id, level or 0)
    states = gaps.STATES if kind == ALL else (kind,)
    kept = kept_pairs(opened.pairs, opened.asked, opened.words)
    return pairs_behind(kept, competence.competence_id, states)


def _named(opened: Opened, competence: Known, rows: list[dict[str, Any]]) -> list[Row]:
    people = {each.pk: each for each in in_matrix(opened.user, {row["person_id"] for row in rows})}
    seen = [row for row in rows if row["person_id"] in people]
    found = [_row(people[row["person_id"]], row, opened, competence) for row in seen]
    return sorted(found, key=lambda row: (row.person.last_name, row.person.first_name, row.person.pk))


def _row(person: Person, row: dict[str, Any], opened: Opened, competence: Known) -> Row:
    words, level = opened.words, row["current_level"]
    return Row(
        person=person,
        place=words.places[row["unit_id"]],
        position=words.positions[row["role_id"]],
        required=f"{row['required_level']} {competence.level_word(row['required_level'])}",
        level="" if level is None else f"{level} {competence.level_word(level)}",
        state=row["state"],
        word=STATE_WORDS[row["state"]] if row["state"] else "",
        confirmed=row["confirmed"],
        source=str(Source(row["source"]).label) if row["source"] else "",
        assessed_on=row["assessed_on"],
        expires_on=row["expires_on"],
    )


def _parts(opened: Opened, rows: list[dict[str, Any]]) -> list[Part]:
    counts = Counter((row["unit_id"], row["role_id"]) for row in rows)
    places, positions = opened.words.places, opened.words.positions
    parts = [Part(places[unit], positions[role], number) for (unit, role), number in counts.items()]
    return sorted(parts, key=lambda part: (part.place.name, part.position.title, part.place.code))
