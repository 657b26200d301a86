"""The needs of all units that somebody reaches, in one list, never people; and how many wait."""

from __future__ import annotations

import narwhals as nw
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kyndig.accounts.requests import SignedInRequest
from kyndig.gaps import kept
from kyndig.gaps.asking import Asked
from kyndig.gaps.lacking import Lack, lacks
from kyndig.gaps.needing.listed import Listed, wanted_in
from kyndig.gaps.needing.rows import unanswered
from kyndig.gaps.places import Words
from kyndig.gaps.reach import units_with_every_figure
from kyndig.organisation.models import Kind
from kyndig.organisation.policies import Asker
from kyndig.organisation.reach import LEADERS, SEE_EVERY_FIGURE, SEE_FIGURES, reach_of, today, units_reached
from kyndig.web.tasks import Task


@require_GET
def overview(request: SignedInRequest) -> HttpResponse:
    """Which needs are there, why, and what is answered? Readers of large groups get shares of the gap."""
    if not sees_overview(request.user):
        raise PermissionDenied
    reach = reach_of(request.user)
    if not reach.holds(*SEE_EVERY_FIGURE):
        return _protected(request)
    units = units_with_every_figure(request.user).values_list("pk", flat=True)
    led = units_reached(reach, LEADERS).values_list("pk", flat=True)
    found, wanted = Listed(tuple(units), set(led)), wanted_in(request.GET)
    context = {
        "overview": found,
        "filters": wanted.filters(found.years),
        "rows": found.page(wanted, request.GET.get("side")),
    }
    return render(request, "gaps/needs_overview.html", context)


def sees_overview(user: Asker) -> bool:
    """Whoever sees figures of some unit."""
    reach = reach_of(user)
    return reach.has_access and reach.holds(*SEE_FIGURES)


def _protected(request: SignedInRequest) -> HttpResponse:
    """Of all units together: of one, most shares would be hidden."""
    picture = kept.of_municipality(today())
    units = units_reached(reach_of(request.user), SEE_FIGURES).values_list("pk", flat=True)
    pairs = picture.pairs.filter(nw.col("unit_id").is_in(list(units)))
    rows = lacks(pairs, Words(picture.snapshot), Asked(today()), every_figure=False)
    context = {"picture": picture, "lacks": sorted(rows, key=_most_critical_first)}
    return render(request, "gaps/needs_overview_protected.html", context)


def _most_critical_first(lack: Lack) -> tuple[int, str, str]:
    """Never by a figure: the order would tell it."""
    return -lack.weight, lack.competence.name, lack.competence.code


def tasks_of(request: HttpRequest) -> list[Task]:
    """How many needs of the home units that one leads wait for an answer."""
    reach = reach_of(request.user)
    if not (reach.has_access and reach.holds(*LEADERS)):
        return []
    led = reach.unit_ids(LEADERS)
    homes = [node for node in reach.nodes.values() if node.unit_id in led and node.kind == Kind.UNIT]
    if not homes:
        return []
    picture = kept.of_municipality(today(), looks_back=True)
    if not (number := unanswered(picture, [node.unit_id for node in homes], today())):
        return []
    text = ngettext("Svar på %(count)s behov i enheten", "Svar på %(count)s behov i enheten", number)
    return [Task(text % {"count": number}, _where([node.unit.code for node in homes]), urgency=4)]


def _where(codes: list[str]) -> str:
    return reverse("unit_needs", args=codes) if len(codes) == 1 else reverse("needs_overview")
