"""The pages of a unit's computed needs, and the leader's answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.catalogue.models import Competence
from kyndig.gaps import lacking, sentences, summary
from kyndig.gaps.needing import actions
from kyndig.gaps.needing.forms import NOT_NOW, JudgeForm
from kyndig.gaps.needing.found import found_for
from kyndig.gaps.needing.page import Page, page_of
from kyndig.gaps.needing.rows import Need
from kyndig.gaps.needing.sheets import of_page
from kyndig.gaps.opening import Opened, on_unit
from kyndig.web import downloads


@require_GET
@on_unit
def unit_needs(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """What do we need, and what is answered?"""
    page = page_of(opened)
    if not page.is_home:
        return render(request, "gaps/needs_elsewhere.html", {"opened": page.opened, "home": page.home})
    if not opened.every_figure:
        return _protected(request, page.opened)
    file = downloads.answer(request.GET.get("format", ""), opened.file_name("behov"), *of_page(page))
    return file or render(request, "gaps/needs.html", _basis(page.opened) | {"page": page})


@on_unit
def judge(request: SignedInRequest, opened: Opened, competence: str) -> HttpResponse:
    """What do we do about this need? Saving goes on to the next that waits."""
    page = page_of(opened)
    if not page.can_judge:
        raise PermissionDenied
    need = page.need(competence) if page.is_home else None
    if need is None:
        raise Http404
    if request.method == "POST" and "angre" in request.POST:
        return _taken_back(request, page, need)
    form = JudgeForm(request.POST if request.method == "POST" else None, need=need)
    if form.is_valid():
        return _judged(request, page, need, form)
    return _shown(request, page, need, form)


def _judged(request: SignedInRequest, page: Page, need: Need, form: JudgeForm) -> HttpResponse:
    given = form.cleaned_data
    actions.judge(
        unit=page.opened.unit,
        competence=Competence.objects.get(pk=need.competence.competence_id),
        figures=need.figures,
        way="" if given["way"] == NOT_NOW else given["way"],
        note=given["note"],
        until=given["until"],
        by=request.user,
    )
    following = page.next_after(need.competence.code)
    if following is None or following is need:
        messages.success(request, _("Svaret er lagret. Alle behovene er besvart."))
        return redirect("unit_needs", page.opened.unit.code)
    messages.success(request, _("Svaret er lagret. Her er det neste."))
    return redirect("need_judge", page.opened.unit.code, following.competence.code)


def _taken_back(request: SignedInRequest, page: Page, need: Need) -> HttpResponse:
    if need.judgement:
        actions.take_back(judgement=need.judgement, by=request.user)
        messages.success(request, _("Svaret er tatt tilbake."))
    return redirect("need_judge", page.opened.unit.code, need.competence.code)


def _shown(request: SignedInRequest, page: Page, need: Need, form: JudgeForm) -> HttpResponse:
    """The need to answer, and below it the list; a look at people by name is logged."""
    found = found_for(need, page.opened.picture.snapshot, request.user)
    record_access(
        AccessEvent.Action.VIEW,
        by=request.user,
        page="need",
        employee_numbers=[person.employee_number for person in found.people],
        unit_code=page.opened.unit.code,
    )
    about = {"page": page, "need": need, "form": form, "found": found, "number": page.number(need)}
    return render(request, "gaps/need.html", _basis(page.opened) | about)


def _basis(opened: Opened) -> dict[str, Any]:
    whole = summary.whole(opened)
    return {
        "opened": opened,
        "rests_on": sentences.rests_on(whole),
        "confirmed": sentences.confirmed(whole),
    }


def _protected(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """For readers of large groups: what is required, as shares. Needs and answers tell of few people."""
    whole = summary.whole(opened)
    context = {
        "opened": opened,
        "rests_on": sentences.rests_on_shares(whole),
        "lacks": lacking.lacks(opened.pairs, opened.words, opened.asked, every_figure=False),
    }
    return render(request, "gaps/needs_protected.html", context)
