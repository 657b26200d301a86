"""The rows behind a figure: by name for a unit, as numbers by unit and position for a sector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import narwhals as nw
from django.http import Http404
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kyndig.analysis.frames import Frame, collected, total
from kyndig.analysis.working import in_states
from kyndig.catalogue.models import Competence
from kyndig.gaps.asking import STATE_WORDS, kept_pairs
from kyndig.gaps.opening import Opened
from kyndig.gaps.places import Known, Place, Position
from kyndig.gaps.working.addresses import address
from kyndig.gaps.working.behind import Basis, Behind, Question, Rows, behind, people
from kyndig.gaps.working.kinds import KINDS, Kind, Of
from kyndig.gaps.working.naming import Named, named
from kyndig.gaps.working.reasons import why
from kyndig.holdings.models import Source
from kyndig.organisation.models import Person

_DEEPEST = 3
# What is spread over all competences, not of one.
_OF_ALL = (Of.PAIRS, Of.EMPLOYED)


@dataclass(frozen=True)
class Row:
    """A row with the person it is about. confirmed and what follows are None where nobody has assessed."""

    employment_id: int
    person: Person
    # Whether the reader may open the person's page.
    opens: bool
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
    more: str


@dataclass(frozen=True)
class Part:
    """A part of the figure, of a unit and position, or of a competence; with where its own rows are."""

    number: int
    place: Place | None = None
    position: Position | None = None
    competence: Known | None = None
    address: str = ""


@dataclass(frozen=True)
class Sum:
    """A figure that this one is worked out from: the key of its definition, and where its rows are."""

    key: str
    number: float
    address: str


@dataclass(frozen=True)
class Asking:
    """The figure that is asked for: of one competence, or of all of them together."""

    opened: Opened
    kind: Kind
    competence: Known | None
    level: int | None
    min_holders: int | None

    @property
    def question(self) -> Question:
        """Raises Http404 where the figure is of no competence."""
        if self.competence is None:
            raise Http404
        return Question(self.kind, self.opened.place, self.competence, self.level, self.min_holders)

    @property
    def what(self) -> str:
        """What the figure is of: the competence, with its level, or the unit."""
        if self.competence is None:
            return self.opened.place.name
        if self.level is None or self.competence.scale == Competence.Scale.HELD:
            return self.competence.name
        said = {"competence": self.competence.name, "level": self.competence.level_word(self.level)}
        return _("%(competence)s, minst %(level)s") % said

    def leads_to(self, kind: str, unit: str = "", competence: str = "") -> str:
        """Where the rows of a like figure are: of another kind, unit or competence."""
        unit = unit or self.opened.place.code
        competence = competence or (self.competence.code if self.competence else "")
        of_holders = KINDS[kind].of is Of.HOLDERS
        required = self.min_holders if of_holders and kind != "kan" else None
        level = self.level if of_holders else None
        return address(self.opened, unit, competence, kind, level=level, min_holders=required)


@dataclass(frozen=True)
class Working:
    """number: as the figure says, None where it is hidden. rows: by name, of a unit; else parts."""

    asking: Asking
    number: float | None
    rows: list[Row]
    parts: list[Part]
    sums: list[Sum]
    # About people whom the reader does not see by name.
    remark: str = ""

    @property
    def opened(self) -> Opened:
        return self.asking.opened

    @property
    def kind(self) -> Kind:
        return self.asking.kind

    @property
    def heading(self) -> str:
        """The figure in words; what it is of, where it may not be said."""
        if self.number is None:
            return f"{self.kind.definition.term}: {self.asking.what}"
        return self.kind.said(self.written, self.asking.what)

    @property
    def written(self) -> int | str:
        """The figure, with two decimals where it has any; empty where it is hidden."""
        if self.number is None:
            return ""
        return self.number if isinstance(self.number, int) else number_format(self.number, 2)

    @property
    def employee_numbers(self) -> list[str]:
        """Everybody named."""
        return sorted({row.person.employee_number for row in self.rows})

    @cached_property
    def has_levels(self) -> bool:
        """False where the rows are of no competence."""
        return self.asking.competence is not None

    @property
    def has_sources(self) -> bool:
        """Where everybody is loaded, where a confirmed level comes from is left out."""
        return not self.opened.looks_back

    @property
    def is_of_coverage(self) -> bool | None:
        """Whether a coverage requirement asks for it, or what is critical; None where nothing does."""
        if self.asking.min_holders is None:
            return None
        asked = self.asking.question
        key = {
            "unit_id": asked.place.unit_id,
            "competence_id": asked.competence.competence_id,
            "level": asked.level,
            "min_holders": asked.min_holders,
        }
        rows = self.opened.picture.snapshot.coverage
        found = rows.filter(*(nw.col(name) == value for name, value in key.items()))
        return len(collected(found)) > 0


def asking(opened: Opened, code: str, query: Mapping[str, Any]) -> Asking:
    """The figure that an address asks for. Raises Http404 for an unknown competence, kind or level."""
    kind = KINDS.get(query.get("av", ""))
    if kind is None:
        raise Http404
    opened = replace(opened, looks_back=opened.looks_back or kind.looks_back)
    known = {each.code: each for each in opened.words.competences.values()}
    level, least = _number(query.get("niva"), _DEEPEST), _number(query.get("krever"))
    of_holders = kind.of is Of.HOLDERS
    unsaid = of_holders and (level is None or (least is None and kind.key != "kan"))
    if unsaid or (code and code not in known) or (not code and kind.of not in _OF_ALL):
        raise Http404
    said = (level, least) if of_holders else (None, None)
    return Asking(opened, kind, known.get(code), *said)


def working(asked: Asking) -> Working:
    """The rows behind a figure of the unit. Raises Http404 where there is no such figure."""
    picture = asked.opened.picture
    pairs = kept_pairs(asked.opened.pairs, asked.opened.asked, asked.opened.words)
    found = worked_out(asked, Basis(picture.snapshot, picture.pairs, pairs, picture.table))
    if found is None:
        raise Http404
    return found


def worked_out(asked: Asking, basis: Basis) -> Working | None:
    """The same from what is given, which may be what nobody has made; None where there is no such figure."""
    if asked.kind.of is Of.EMPLOYED:
        rows = _employed(basis.asked)
        return _working(asked, Behind(people(rows), rows))
    if asked.competence is None:
        parts = _by_competence(asked, basis.asked)
        return Working(asked, sum(part.number for part in parts), [], parts, [])
    found = behind(basis, asked.question)
    return _working(asked, found) if found else None


def _working(asked: Asking, found: Behind) -> Working:
    rows = [row for row in found.rows if row["unit_id"] in asked.opened.words.places]
    who = named(asked.opened, asked.kind, {row["person_id"] for row in rows})
    return Working(
        asking=asked,
        number=found.number,
        rows=_named(rows, asked, who) if who else [],
        parts=[] if who else _parts(asked, rows),
        sums=[Sum(KINDS[key].term, found.sums[key], asked.leads_to(key)) for key in asked.kind.sums]
        if found.sums
        else [],
        remark=who.remark if who else "",
    )


def _number(text: Any, most: int = 9999) -> int | None:
    said = str(text or "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 5 and int(said) <= most else None


def _employed(pairs: Frame) -> Rows:
    """Those of whom something is required, once for each employment."""
    places = pairs.select("employment_id", "person_id", "unit_id", "role_id").unique()
    rows: Rows = collected(places).rows(named=True)
    return rows


def _by_competence(asked: Asking, pairs: Frame) -> list[Part]:
    rows = in_states(pairs, asked.kind.states)
    size = total(nw.col("depth")) if asked.kind.key == "nivaer" else nw.len()
    counts = collected(rows.group_by("competence_id").agg(number=size)).rows()
    known = asked.opened.words.competences
    parts = [
        Part(number, competence=known[key], address=asked.leads_to(asked.kind.key, "", known[key].code))
        for key, number in counts
    ]
    return sorted(parts, key=lambda part: (-part.number, part.competence.name if part.competence else ""))


def _named(rows: Rows, asked: Asking, who: Named) -> list[Row]:
    found = [_row(row, asked, who) for row in rows if row["person_id"] in who.people]
    return sorted(found, key=lambda row: (row.person.last_name, row.person.first_name, row.person.pk))


def _row(row: Mapping[str, Any], asked: Asking, who: Named) -> Row:
    words, person = asked.opened.words, who.people[row["person_id"]]
    state, source = row.get("state"), row.get("source")
    return Row(
        employment_id=row["employment_id"],
        person=person,
        opens=person.pk in who.opened,
        place=words.places[row["unit_id"]],
        position=words.positions[row["role_id"]],
        required=_level(asked.competence, row.get("required_level")),
        level=_level(asked.competence, row.get("current_level")),
        state=state,
        word=STATE_WORDS[state] if state else "",
        confirmed=row.get("confirmed"),
        source=str(Source(source).label) if source else "",
        assessed_on=row.get("assessed_on"),
        expires_on=row.get("expires_on"),
        more=why(asked.kind, row),
    )


def _level(competence: Known | None, level: int | None) -> str:
    return "" if competence is None or level is None else f"{level} {competence.level_word(level)}"


def _parts(asked: Asking, rows: Rows) -> list[Part]:
    """Employments by unit and position. Those with requirements, and with what is unused: people by unit."""
    places, positions = asked.opened.words.places, asked.opened.words.positions
    if asked.kind.of in {Of.EMPLOYED, Of.UNUSED}:
        counts = Counter((unit, 0) for unit, _person in {(row["unit_id"], row["person_id"]) for row in rows})
    else:
        counts = Counter((row["unit_id"], row["role_id"]) for row in rows)
    parts = [
        Part(number, places[unit], positions.get(role), address=_rows_of(asked, places[unit]))
        for (unit, role), number in counts.items()
    ]
    return sorted(parts, key=_by_place)


def _rows_of(asked: Asking, place: Place) -> str:
    """Where the rows of a unit's part are; a sector's own have none, nor those that needs look for."""
    if place.is_whole or place == asked.opened.place or asked.kind.of is Of.NEED:
        return ""
    return asked.leads_to("kan" if asked.kind.of is Of.HOLDERS else asked.kind.key, place.code)


def _by_place(part: Part) -> tuple[str, str, str]:
    place, position = part.place, part.position
    return (place.name if place else "", position.title if position else "", place.code if place else "")
