"""A unit's cells in a round, for its leader: the grid, its list, and where both send what is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.holdings.models import Exemption
from kyndig.mapping import policies
from kyndig.mapping.cell_detail import detail_of
from kyndig.mapping.cell_lists import ListPage, list_page
from kyndig.mapping.grid_page import GridPage
from kyndig.mapping.grid_words import grid_words, keymap
from kyndig.mapping.judging import Method
from kyndig.mapping.models import Round
from kyndig.mapping.sheet import Sheet
from kyndig.mapping.views import visible_round
from kyndig.mapping.writing import Done, Evidence, Result, WriteForms, do_all
from kyndig.organisation.models import Person, Unit
from kyndig.organisation.reach import today

# What `visning` asks for; else it is the grid.
LIST, ONE, PASTED = "liste", "rute", "lim-inn"


@dataclass(frozen=True)
class Opened:
    """A round at a unit, opened by somebody who may judge there."""

    round: Round
    unit: Unit
    sheet: Sheet

    @property
    def name(self) -> str:
        """What the unit is called today."""
        place = self.sheet.words.places.get(self.unit.pk)
        return place.name if place else self.unit.code

    @property
    def takes_answers(self) -> bool:
        return self.round.takes_answers(today())

    def note(self, request: SignedInRequest, people: list[Person]) -> None:
        """Write that these people's cells were shown."""
        record_access(
            AccessEvent.Action.VIEW,
            by=request.user,
            page="round_cells",
            employee_numbers=[person.employee_number for person in people],
            unit_code=self.unit.code,
        )


def opened_for(request: SignedInRequest, pk: int, code: str) -> Opened:
    """The round at the unit, for its leaders and HR. Raises Http404 and PermissionDenied."""
    round_ = visible_round(request, pk)
    unit = get_object_or_404(Unit, code=code)
    policies.check_can_judge_at(request.user, unit)
    return Opened(round_, unit, Sheet(round_, unit, request.user))


@require_http_methods(["GET", "POST"])
def cells(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Who can do what, of what the round asks about? People by name; each look is logged."""
    opened = opened_for(request, pk, code)
    if request.method == "POST":
        return _take(request, opened)
    shown = {LIST: _shown_list, ONE: _detail}.get(request.GET.get("visning", ""), _grid)
    return shown(request, opened)


def _grid(request: SignedInRequest, opened: Opened) -> HttpResponse:
    asked = request.GET
    grid = GridPage(opened.sheet, asked.get("side"), asked.get("folk"), asked.get("kompetanse", ""))
    opened.note(request, [line.person for line in grid.lines])
    context = {
        "round": opened.round,
        "opened": opened,
        "grid": grid,
        "words": grid_words(),
        "keymap": keymap(),
        "evidence": Evidence.choices,
        "kinds": Exemption.Kind.choices,
    }
    return render(request, "mapping/cells.html", context)


def _detail(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """A part of a page: how one cell came to be."""
    detail = detail_of(opened.sheet, request.GET.get("rute", ""))
    if detail is None:
        raise Http404
    opened.note(request, [detail.cell.person])
    return render(request, "mapping/cells_detail.html", {"opened": opened, "detail": detail})


def _shown_list(request: SignedInRequest, opened: Opened) -> HttpResponse:
    page = list_page(opened.sheet, request.GET)
    opened.note(request, page.people)
    return _list(request, opened, page)


def _list(request: SignedInRequest, opened: Opened, page: ListPage, status: int = 200) -> HttpResponse:
    context = {"round": opened.round, "opened": opened, "page": page}
    return render(request, "mapping/cells_list.html", context, status=status)


def _take(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """What was done to cells, each for itself and in order. The grid gets data back, a page a page."""
    forms = WriteForms(request.POST)
    method = request.POST.get("method", Method.SINGLY)
    if not forms.management_form.is_valid() or method not in Method.values:
        return HttpResponseBadRequest()
    done = do_all(opened.round, forms, by=request.user, method=method)
    if done and all(each.result == Result.OUTSIDE for each in done):
        raise PermissionDenied
    if request.accepts("text/html"):
        return _after(request, opened, done)
    return JsonResponse({"done": [each.as_json for each in done]})


def _after(request: SignedInRequest, opened: Opened, done: list[Done]) -> HttpResponse:
    """The next page when all is saved; else the same page, with what was written and what is wrong."""
    saved = sum(each.result == Result.SAVED for each in done)
    if saved:
        text = ngettext("%(n)s rute er lagret.", "%(n)s ruter er lagret.", saved)
        messages.success(request, text % {"n": saved})
    unsaved = [each for each in done if each.result != Result.SAVED]
    if request.GET.get("visning") == PASTED:
        for each in unsaved:
            messages.error(request, each.sentence)
        return redirect("round_cells", opened.round.pk, opened.unit.code)
    page = list_page(opened.sheet, request.GET, done)
    if unsaved:
        messages.error(request, _("Noe er ikke lagret. Det du valgte, står her."))
        return _list(request, opened, page, 409)
    return redirect(page.after)
