"""The rows behind a figure of a scenario, before and after the changes. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.analysis import gaps
from kyndig.analysis.frames import kept
from kyndig.analysis.tree import only_within
from kyndig.gaps.asking import Asked
from kyndig.gaps.definitions import Definition
from kyndig.gaps.opening import Opened
from kyndig.gaps.scenarios.ages import TELLS_WHO
from kyndig.gaps.scenarios.answering import Sides, sides
from kyndig.gaps.scenarios.page import Shown
from kyndig.gaps.scenarios.showing import MEASURES, Where
from kyndig.gaps.working.addresses import query
from kyndig.gaps.working.behind import Basis
from kyndig.gaps.working.kinds import BY_TERM, Kind, Of
from kyndig.gaps.working.page import Asking, Part, Row, Working, asking, worked_out
from kyndig.organisation.models import Person, Unit

_SHOWN: Final = {key for measures in MEASURES.values() for key in measures.values()}
_TELLS_WHO: Final = {MEASURES["vulnerability"][name] for name in TELLS_WHO}
# In the order of the page.
_WORDS: Final[dict[str, str | Promise]] = {
    "new": gettext_lazy("Kommer til"),
    "gone": gettext_lazy("Faller ut"),
    "otherwise": gettext_lazy("Annerledes"),
    "same": gettext_lazy("Som før"),
}


@dataclass(frozen=True)
class Line:
    """An employment before and after; None on the side where it is not behind the figure.

    row: whom it is about, and where: as it would be, where it is at all.
    """

    row: Row
    before: Row | None
    after: Row | None

    @property
    def person(self) -> Person:
        return self.row.person

    @property
    def way(self) -> str:
        """Of _WORDS."""
        if self.before is None or self.after is None:
            return "gone" if self.before else "new"
        return "same" if self.before == self.after else "otherwise"

    @property
    def word(self) -> str | Promise:
        return _WORDS[self.way]


@dataclass(frozen=True)
class Share:
    """A part of a sector's figure before and after: employments of a position."""

    part: Part
    before: int
    after: int


@dataclass(frozen=True)
class Step:
    """A figure that this one is worked out from, before and after; None where there is no such row."""

    key: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Compared:
    """A figure before and after, and what it is made of on both sides."""

    asking: Asking
    before: Working | None
    after: Working | None
    rests_on_age: bool

    @property
    def kind(self) -> Kind:
        return self.asking.kind

    @property
    def heading(self) -> str:
        """What the figure is of, and how it changes."""
        numbers = [self._written(side) for side in (self.before, self.after)]
        said = {"what": self.asking.what, "before": numbers[0], "after": numbers[1]}
        return _("%(what)s: %(before)s blir %(after)s") % said

    def _written(self, side: Working | None) -> str:
        return _("ingen rad") if side is None else str(side.written)

    @cached_property
    def lines(self) -> list[Line]:
        """What changes first, then by name."""
        one, other = _by_employment(self.before), _by_employment(self.after)
        found = [Line(row, one.get(key), other.get(key)) for key, row in (one | other).items()]
        order = list(_WORDS)
        return sorted(found, key=lambda line: (order.index(line.way), *_name(line)))

    @property
    def employee_numbers(self) -> list[str]:
        """Everybody named."""
        return sorted({line.person.employee_number for line in self.lines})

    @cached_property
    def shares(self) -> list[Share]:
        one, other = _by_place(self.before), _by_place(self.after)
        found = sorted((one | other).items())
        return [Share(part, _number(one.get(key)), _number(other.get(key))) for key, part in found]

    @property
    def steps(self) -> list[Step]:
        one, other = _sums(self.before), _sums(self.after)
        return [Step(key, one.get(key), other.get(key)) for key in (one or other)]

    @property
    def remarks(self) -> list[str]:
        """About people whom the reader does not see by name."""
        said = [side.remark for side in (self.before, self.after) if side and side.remark]
        return list(dict.fromkeys(said))


def address(shown: Shown, where: Where, measure: Definition) -> str:
    """Where the rows behind a figure of a scenario are; empty for what is no figure."""
    kind = BY_TERM.get(measure.key)
    if kind is None or where.competence is None:
        return ""
    opened, competence = shown.opened, where.competence.code
    name, args = ("scenario_rows", [shown.scenario.pk]) if shown.scenario.name else ("whatif_rows", [])
    level = where.level_number if kind.of is Of.HOLDERS else None
    required = where.min_holders if kind.of is Of.HOLDERS else None
    day = Asked(opened.asked.as_of, opened.asked.is_today)
    said = query(day, kind.key, competence, level=level, min_holders=required)
    unit = urlencode({"enhet": where.unit_code})
    return f"{reverse(name, args=[opened.unit.code, *args, competence])}{said}&{unit}"


def compared(shown: Shown, competence: str, asked: Mapping[str, Any]) -> Compared:
    """The rows before and after. Raises Http404 for a unit elsewhere, and for a figure that there is not."""
    opened = _at(shown.opened, str(asked.get("enhet", "")))
    found = asking(opened, competence, asked)
    both, _refused = sides(opened.picture, shown.opened.unit.pk, [each.text for each in shown.asked])
    hidden = both.rests_on_age and found.kind.term in _TELLS_WHO
    unsaid = found.kind.of is Of.HOLDERS and found.min_holders is None
    if found.kind.term not in _SHOWN or not competence or hidden or unsaid:
        raise Http404
    before, after = worked_out(found, _before(opened)), worked_out(found, _after(opened, both))
    if before is None and after is None:
        raise Http404
    return Compared(found, before, after, both.rests_on_age)


def _at(opened: Opened, code: str) -> Opened:
    """The page of a unit at or below the scenario's, on the same figures."""
    places = opened.words.places
    place = next((each for each in places.values() if each.code == code), None)
    above = place
    while above is not None and above.unit_id != opened.unit.pk:
        above = places.get(above.parent_id or 0)
    if place is None or above is None:
        raise Http404
    unit = opened.unit if place.unit_id == opened.unit.pk else Unit.objects.get(pk=place.unit_id)
    return replace(opened, unit=unit, kind=place.kind)


def _before(opened: Opened) -> Basis:
    picture = opened.picture
    return Basis(picture.snapshot, picture.pairs, picture.pairs_of(opened.unit.pk), picture.table)


def _after(opened: Opened, both: Sides) -> Basis:
    pairs = kept(gaps.pairs(both.after))
    return Basis(both.after, pairs, only_within(pairs, both.after, opened.unit.pk), both.table)


def _by_employment(side: Working | None) -> dict[int, Row]:
    return {row.employment_id: row for row in side.rows} if side else {}


def _name(line: Line) -> tuple[str, str, int]:
    return line.person.last_name, line.person.first_name, line.row.employment_id


def _by_place(side: Working | None) -> dict[tuple[str, str], Part]:
    parts = side.parts if side else []
    return {
        (part.place.name if part.place else "", part.position.title if part.position else ""): part
        for part in parts
    }


def _number(part: Part | None) -> int:
    return part.number if part else 0


def _sums(side: Working | None) -> dict[str, float]:
    return {each.key: each.number for each in side.sums} if side else {}
