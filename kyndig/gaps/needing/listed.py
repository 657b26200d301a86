"""The needs of many units in one list: those computed, the most critical first, then those registered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.gaps import kept
from kyndig.gaps.asking import Asked, Filter, filter_of
from kyndig.gaps.models import RegisteredNeed
from kyndig.gaps.needing.rows import Need, needs_of
from kyndig.gaps.places import Place, Words
from kyndig.organisation.reach import today

PER_PAGE = 50
NOW, AHEAD = "na", "fram"
WAITING, ANSWERED = "ubesvart", "besvart"


@dataclass(frozen=True)
class Wanted:
    """What to keep of the list; blank keeps everything.

    `when`: `NOW` (computed), `AHEAD` (registered), or the year by which a registered need is one.
    `answer`: `WAITING` or `ANSWERED`, which only computed needs are.
    """

    when: str = ""
    answer: str = ""

    def keeps(self, need: Need) -> bool:
        """Whether a computed need is wanted."""
        return self.when in {"", NOW} and self.answer in {"", WAITING if need.asked else ANSWERED}

    def keeps_registered(self, need: RegisteredNeed) -> bool:
        """Whether a registered one is."""
        return not self.answer and self.when in {"", AHEAD, str(need.by_year)}

    def filters(self, years: Collection[int]) -> list[Filter]:
        """The filters to choose from; `years`: those by which something is registered."""
        ahead = [(AHEAD, _("Ett til fire år fram")), *((str(year), str(year)) for year in sorted(years))]
        when = [(NOW, _("Nå, etter kravene")), *(ahead if years else [])]
        answer = [(WAITING, _("Ikke besvart")), (ANSWERED, _("Besvart"))]
        return [
            filter_of("innen", _("Trengs innen"), when, self.when),
            filter_of("svar", _("Svar"), answer, self.answer),
        ]


def wanted_in(query: Mapping[str, str]) -> Wanted:
    """Read innen and svar from an address."""
    return Wanted(query.get("innen", ""), query.get("svar", ""))


@dataclass(frozen=True)
class Row:
    """A need of a unit, computed or registered, and whether the reader answers it."""

    place: Place
    computed: Need | None = None
    registered: RegisteredNeed | None = None
    can_judge: bool = False


@dataclass(frozen=True)
class Listed:
    """The needs of some units, and which of the units the reader answers for."""

    unit_ids: tuple[int, ...]
    led: Collection[int] = ()

    @property
    def asked(self) -> Asked:
        """Always today's."""
        return Asked(today())

    @cached_property
    def picture(self) -> kept.Picture:
        return kept.of_municipality(today(), looks_back=True)

    @cached_property
    def words(self) -> Words:
        return Words(self.picture.snapshot)

    @cached_property
    def needs(self) -> list[Need]:
        """The computed ones, the most critical first."""
        return needs_of(self.picture, self.words, list(self.unit_ids), today())

    @cached_property
    def registered(self) -> list[RegisteredNeed]:
        """The nearest year first."""
        standing = RegisteredNeed.objects.standing().filter(unit__in=self.unit_ids)
        return sorted(standing.select_related("competence"), key=lambda need: (need.by_year, need.pk))

    @property
    def answered(self) -> int:
        return sum(not need.asked for need in self.needs)

    @property
    def heading(self) -> str:
        """How many there are, and how many are answered."""
        if not self.needs:
            return _("Ingen behov i enhetene dine")
        return ngettext(
            "%(answered)s av %(count)s behov er besvart",
            "%(answered)s av %(count)s behov er besvart",
            len(self.needs),
        ) % {"answered": self.answered, "count": len(self.needs)}

    @property
    def years(self) -> set[int]:
        """By which something is registered."""
        return {need.by_year for need in self.registered}

    def page(self, wanted: Wanted, number: str | None) -> Page[Row]:
        """A page of what is asked for. Needs of units that are no more are left out."""
        places = self.words.places
        computed = [
            Row(places[need.unit_id], computed=need, can_judge=need.unit_id in self.led)
            for need in self.needs
            if need.unit_id in places and wanted.keeps(need)
        ]
        registered = [
            Row(places[need.unit_id], registered=need)
            for need in self.registered
            if need.unit_id in places and wanted.keeps_registered(need)
        ]
        return Paginator([*computed, *registered], PER_PAGE).get_page(number)
