"""What a page is asked for in its address: the day, and what to keep of the pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kyndig.analysis import gaps
from kyndig.analysis.frames import Frame, collected
from kyndig.gaps.places import Words
from kyndig.organisation.reach import today
from kyndig.requirements.models import Requirement

# What can be asked about: nobody means the year 20, and dates far out only make the rule slow to say no.
EARLIEST, LATEST = date(1950, 1, 1), date(2150, 12, 31)

STATE_WORDS: dict[str, str | Promise] = {
    gaps.MET: _("Oppfylt"),
    gaps.BELOW: _("Under krav"),
    gaps.EXPIRED: _("Utløpt"),
    gaps.NOT_ASSESSED: _("Ikke vurdert"),
    gaps.EXEMPT: _("Unntatt"),
}


@dataclass(frozen=True)
class Asked:
    """The day, and filters; None filters nothing. `misread`: a day was given that is none."""

    as_of: date
    is_today: bool = True
    misread: bool = False
    criticality: str | None = None
    area_id: int | None = None
    role_code: str | None = None
    state: str | None = None

    @property
    def keep(self) -> str:
        """What a link to another page takes along: the day, where it is not today."""
        return "" if self.is_today else "?" + urlencode({"dato": self.as_of.isoformat()})

    @property
    def filters(self) -> bool:
        """True when something is left out."""
        return any((self.criticality, self.area_id, self.role_code, self.state))


def asked(query: Mapping[str, Any]) -> Asked:
    """Read dato, kritikalitet, omrade, stilling and tilstand; what makes no sense is ignored."""
    day, misread = _day(query.get("dato", ""))
    area = str(query.get("omrade", ""))
    return Asked(
        as_of=day or today(),
        is_today=day is None or day == today(),
        misread=misread,
        criticality=_one_of(query.get("kritikalitet"), Requirement.Criticality.values),
        area_id=int(area) if area.isdecimal() and len(area) < 10 else None,
        role_code=query.get("stilling") or None,
        state=_one_of(query.get("tilstand"), list(STATE_WORDS)),
    )


def _day(text: str) -> tuple[date | None, bool]:
    if not text:
        return None, False
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, True
    return (day, False) if EARLIEST <= day <= LATEST else (None, True)


def _one_of(value: str | None, allowed: list[str]) -> str | None:
    return value if value in allowed else None


def kept_pairs(pairs: Frame, wanted: Asked, words: Words) -> Frame:
    """The pairs that the filters leave. The state is asked of rows, not of pairs."""
    if wanted.criticality:
        pairs = pairs.filter(nw.col("criticality") == wanted.criticality)
    if wanted.area_id is not None:
        inside = [each.competence_id for each in words.competences.values() if each.area_id == wanted.area_id]
        pairs = pairs.filter(nw.col("competence_id").is_in(inside))
    if wanted.role_code:
        same = [each.role_id for each in words.positions.values() if each.code == wanted.role_code]
        pairs = pairs.filter(nw.col("role_id").is_in(same))
    return pairs


@dataclass(frozen=True)
class Choice:
    """An option of a filter."""

    value: str
    label: str | Promise
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter as a select: its name in the address, its label, and the options after «all»."""

    name: str
    label: str | Promise
    choices: list[Choice]


def filters(wanted: Asked, pairs: Frame, words: Words, *, states: bool = True) -> list[Filter]:
    """The filters for these pairs, before they are filtered: only what occurs can be chosen."""
    roles = _distinct(pairs, "role_id")
    competences = _distinct(pairs, "competence_id")
    positions = sorted((words.positions[each] for each in roles), key=lambda each: (each.title, each.code))
    areas = {words.competences[each].area_id: words.competences[each].area for each in competences}
    named = sorted(areas.items(), key=lambda pair: pair[1])
    found = [
        filter_of("kritikalitet", _("Hvor viktig"), Requirement.Criticality.choices, wanted.criticality),
        filter_of("omrade", _("Område"), [(str(key), name) for key, name in named], str(wanted.area_id)),
        filter_of(
            "stilling", _("Stilling"), [(each.code, each.title) for each in positions], wanted.role_code
        ),
    ]
    if states:
        found.append(filter_of("tilstand", _("Rader med"), list(STATE_WORDS.items()), wanted.state))
    return found


def filter_of(name: str, label: str | Promise, options: Any, chosen: str | None) -> Filter:
    """The filter, with the value chosen now."""
    return Filter(name, label, [Choice(value, text, value == chosen) for value, text in options])


def _distinct(pairs: Frame, column: str) -> list[int]:
    found: list[int] = collected(pairs.select(column).unique())[column].to_list()
    return found
