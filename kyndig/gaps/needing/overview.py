"""The needs of all units that somebody sees every figure of, in one list: never people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kyndig.accounts.requests import SignedInRequest
from kyndig.gaps import kept
from kyndig.gaps.asking import Asked
from kyndig.gaps.needing.rows import Need, needs_of
from kyndig.gaps.places import Place, Words
from kyndig.gaps.reach import units_with_every_figure
from kyndig.organisation.models import Kind
from kyndig.organisation.policies import Asker
from kyndig.organisation.reach import LEADERS, SEE_EVERY_FIGURE, reach_of, today, units_reached
from kyndig.web.tasks import Task

PER_PAGE = 50


@dataclass(frozen=True)
class Overview:
    """The needs of some units, the most critical first."""

    unit_ids: tuple[int, ...]
    # Those of them whose needs the reader answers.
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
        return needs_of(self.picture, self.words, list(self.unit_ids), today())

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

    def page(self, number: str | None) -> Page[tuple[Place, Need, bool]]:
        """A page of them, each with its unit, and whether the reader answers it."""
        places = self.words.places
        rows = [
            (places[need.unit_id], need, need.unit_id in self.led)
            for need in self.needs
            if need.unit_id in places
        ]
        return Paginator(rows, PER_PAGE).get_page(number)


@require_GET
def overview(request: SignedInRequest) -> HttpResponse:
    """Which needs are there, why, and what is answered? For leaders and HR."""
    if not sees_overview(request.user):
        raise PermissionDenied
    units = units_with_every_figure(request.user).values_list("pk", flat=True)
    led = units_reached(reach_of(request.user), LEADERS).values_list("pk", flat=True)
    found = Overview(tuple(units), set(led))
    context = {"overview": found, "rows": found.page(request.GET.get("side"))}
    return render(request, "gaps/needs_overview.html", context)


def sees_overview(user: Asker) -> bool:
    """Whoever sees every figure of some unit."""
    reach = reach_of(user)
    return reach.has_access and reach.holds(*SEE_EVERY_FIGURE)


def tasks_of(request: HttpRequest) -> list[Task]:
    """How many needs of the home units that one leads wait for an answer."""
    reach = reach_of(request.user)
    if not (reach.has_access and reach.holds(*LEADERS)):
        return []
    led = reach.unit_ids(LEADERS)
    homes = [node for node in reach.nodes.values() if node.unit_id in led and node.kind == Kind.UNIT]
    if not homes:
        return []
    found = Overview(tuple(node.unit_id for node in homes))
    if not (number := len(found.needs) - found.answered):
        return []
    text = ngettext("Svar på %(count)s behov i enheten", "Svar på %(count)s behov i enheten", number)
    return [Task(text % {"count": number}, _where([node.unit.code for node in homes]), urgency=4)]


def _where(codes: list[str]) -> str:
    return reverse("unit_needs", args=codes) if len(codes) == 1 else reverse("needs_overview")
