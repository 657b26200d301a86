"""Pages of what is required, held and missing: municipality, sector, unit, matrix and person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.gaps import (
    asking,
    covering,
    lacking,
    matrices,
    opening,
    persons,
    sentences,
    sheets,
    summary,
    vulnerable_sentences,
)
from kyndig.gaps.opening import Opened, on_unit
from kyndig.gaps.overview import overview
from kyndig.gaps.vulnerable import PER_PAGE, falling, is_long, vulnerable
from kyndig.organisation import policies
from kyndig.organisation.models import Kind, Person
from kyndig.web import downloads

KEPT_KINDS = ("csv", "xlsx")


@require_GET
def municipality(request: SignedInRequest) -> HttpResponse:
    """Where in the municipality is something missing? Sectors, never people."""
    code = opening.top_code(asking.asked(request.GET))
    response: HttpResponse = _overview(request, code=code)
    return response


@require_GET
def sector_gap(request: SignedInRequest, code: str) -> HttpResponse:
    """Where in the sector is something missing? Units, never people."""
    response: HttpResponse = _overview(request, code=code)
    return response


@on_unit
def _overview(request: SignedInRequest, opened: Opened) -> HttpResponse:
    if request.path != opened.place.href:
        return redirect(f"{opened.place.href}{opened.asked.keep}")
    found = overview(
        opened.picture.snapshot,
        opened.picture.pairs,
        opened.words,
        opened.place,
        opened.asked,
        every_figure=opened.every_figure,
    )
    file = _file(request, opened.file_name("enheter"), sheets.of_overview(found))
    return file or render(request, "gaps/overview.html", _context(opened) | {"overview": found})


@require_GET
@on_unit
def unit(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """Are we safely covered? The worst first; sectors and the municipality have pages of their own."""
    if opened.place.is_whole:
        return redirect(f"{opened.place.href}{opened.asked.keep}")
    return render(request, "gaps/unit.html", _context(opened) | {"summary": summary.summary(opened)})


@require_GET
@on_unit
def unit_gap(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """Where do we lack something, and what is most urgent? Competences, never people."""
    every = opened.every_figure
    rows = lacking.lacks(opened.pairs, opened.words, opened.asked, every_figure=every)
    file = _file(request, opened.file_name("mangler"), sheets.of_lacks(rows, every_figure=every))
    return file or render(
        request, "gaps/gap.html", _context(opened) | {"lacks": rows, "finding": summary.lacking(opened)}
    )


@require_GET
@on_unit
def coverage(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """How many people must be able to do what, and how many can?"""
    rows = covering.covers(
        opened.picture.snapshot,
        opened.words,
        opened.unit.pk,
        opened.asked,
        every_figure=opened.every_figure,
    )
    file = _file(
        request, opened.file_name("dekning"), sheets.of_covers(rows, every_figure=opened.every_figure)
    )
    return file or render(
        request,
        "gaps/coverage.html",
        _context(opened) | {"covers": rows, "finding": summary.covering(opened, rows)},
    )


@require_GET
@on_unit
def vulnerability(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """What falls if one leaves, and who could cover? For those who see every figure; names are logged."""
    opening.check_every_figure(opened)
    rows = vulnerable(opened)
    everything = "alle" in request.GET or not is_long(rows)
    chosen = rows if everything else falling(rows)
    file = _file(request, opened.file_name("sarbarhet"), sheets.of_vulnerable(chosen))
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("side"))
    alone = [row.sole_holder for row in (chosen if file else page) if row.sole_holder]
    _log(request, "vulnerability", opened.unit.code, alone, exported=bool(file))
    return file or render(
        request,
        "gaps/vulnerability.html",
        _context(opened)
        | {
            "rows": page,
            "everything": everything,
            "is_long": is_long(rows),
            "number": vulnerable_sentences.competences(rows),
            "names_units": any(row.place != opened.place for row in rows),
            "finding": vulnerable_sentences.finding(opened.place.name, rows),
            "already": vulnerable_sentences.already(rows),
            "near_retirement_age": settings.RETIREMENT_EXPOSED_FROM_AGE,
        },
    )


@require_GET
def matrix(request: SignedInRequest, code: str) -> HttpResponse:
    """Who can do what? People of the unit by name; the view is logged."""
    opened = replace(opening.open_unit(request, code), own_only=True)
    opening.check_matrix(opened)
    if opened.kind is None:
        return opening.not_there(request, opened)
    pages = (request.GET.get("side"), request.GET.get("folk"))
    as_list = request.GET.get("visning") == "liste"
    shown = matrices.matrix(opened, pages, as_list=as_list)
    file = _file(request, opened.file_name("matrise"), sheets.of_grid(shown.grid))
    _log(request, "matrix", opened.unit.code, [line.person for line in shown.grid.lines], exported=bool(file))
    template = "gaps/matrix_list.html" if as_list else "gaps/matrix.html"
    return file or render(request, template, _context(opened) | {"matrix": shown, "grid": shown.grid})


@require_GET
def person(request: SignedInRequest, code: str, employee_number: str) -> HttpResponse:
    """What can this person do, and what is missing? For the person, the leaders and HR; it is logged."""
    visible = Person.objects.all().visible_to(request.user)
    found = get_object_or_404(visible, employee_number=employee_number)
    wanted = asking.asked(request.GET)
    about = persons.about(found, code, wanted.as_of)
    file = _file(request, f"{employee_number}-{wanted.as_of.isoformat()}", persons.sheet(about))
    _log(request, "person", code, [found], exported=bool(file))
    context = {
        "about": about,
        "person": found,
        "asked": wanted,
        "sees_matrix": policies.can_see_matrix(request.user, about.unit),
    }
    return file or render(request, "gaps/person.html", context)


def _context(opened: Opened) -> dict[str, Any]:
    """What the unit's pages share: the unit, what figures rest on, and the filters."""
    whole = summary.whole(opened)
    return {
        "opened": opened,
        "whole": whole,
        "rests_on": sentences.rests_on(whole) if opened.every_figure else sentences.rests_on_shares(whole),
        "confirmed": sentences.confirmed(whole) if opened.every_figure else "",
        "filters": asking.filters(opened.asked, opened.pairs, opened.words, states=opened.every_figure),
        "is_municipality": opened.kind == Kind.MUNICIPALITY,
    }


def _file(request: SignedInRequest, name: str, sheet: sheets.Sheet) -> HttpResponse | None:
    """The file, when one is asked for."""
    kind = request.GET.get("format", "")
    return downloads.answer(kind, name, *sheet) if kind in KEPT_KINDS else None


def _log(
    request: SignedInRequest, page: str, unit_code: str, people: list[Person], *, exported: bool
) -> None:
    record_access(
        AccessEvent.Action.EXPORT if exported else AccessEvent.Action.VIEW,
        by=request.user,
        page=page,
        employee_numbers=[person.employee_number for person in people],
        unit_code=unit_code,
    )
