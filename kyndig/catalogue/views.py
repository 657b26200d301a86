"""The catalogue's pages. No data about people."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kyndig.accounts.requests import SignedInRequest
from kyndig.catalogue import actions, beginnings, carrying, levels, lookup, policies, queries, sections
from kyndig.catalogue.forms import CompetenceForm, FilterForm, ReplaceForm
from kyndig.catalogue.models import Competence
from kyndig.organisation.reach import today
from kyndig.web import picking

PER_PAGE = 50


@require_GET
def catalogue(request: SignedInRequest) -> HttpResponse:
    """Which competences do we use, and what are they called?"""
    form = FilterForm(request.GET)
    wanted = form.wanted()
    page = Paginator(queries.competences(wanted), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "filters": form,
        "wanted": wanted,
        "page": page,
        "areas": queries.areas_in_use(),
        "may_edit": policies.can_edit_catalogue(request.user),
        "beginning": None if page.object_list else beginnings.of(request),
    }
    template = "catalogue/catalogue.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


@require_GET
def competence(request: SignedInRequest, code: str) -> HttpResponse:
    """What do the levels mean, and who needs this?"""
    found = get_object_or_404(Competence.objects.select_related("area", "replaced_by"), code=code)
    context = {
        "competence": found,
        "levels": _levels(found),
        "aliases": found.aliases.all(),
        "sections": sections.of(request, found),
        "may_edit": policies.can_edit_catalogue(request.user),
    }
    return render(request, "catalogue/competence.html", context)


def _levels(found: Competence) -> list[dict[str, Any]]:
    rows = []
    for level, word in levels.choices(found.scale):
        text, language = found.level_text(level)
        rows.append({"level": level, "word": word, "text": text, "language": language})
    return rows


@require_GET
def options(request: SignedInRequest) -> HttpResponse:
    """The choices for what is typed in a field that picks a competence."""
    return picking.answer(request, lookup.competences)


def new(request: SignedInRequest) -> HttpResponse:
    """Make a competence."""
    return _edit(request, Competence(), reverse("catalogue"))


def edit(request: SignedInRequest, code: str) -> HttpResponse:
    """Change a competence; its earlier values are kept."""
    return _edit(request, get_object_or_404(Competence, code=code), reverse("competence", args=[code]))


def _edit(request: SignedInRequest, found: Competence, back: str) -> HttpResponse:
    policies.check_can_edit_catalogue(request.user)
    form = CompetenceForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = actions.save_competence(competence=form.filled(), aliases=form.aliases(), by=request.user)
        messages.success(request, _("Kompetansen er lagret."))
        return redirect("competence", code=saved.code)
    return render(request, "catalogue/edit.html", {"form": form, "competence": found, "back": back})


def archive(request: SignedInRequest, code: str) -> HttpResponse:
    """Take a competence out of use, after seeing what hangs on it."""
    policies.check_can_edit_catalogue(request.user)
    found = get_object_or_404(Competence.objects.in_use(), code=code)
    if request.method == "POST":
        actions.archive(competence=found, by=request.user)
        messages.success(request, _("Kompetansen er arkivert."))
        return redirect("competence", code=code)
    context = {"competence": found, "standing": carrying.standing(found, today())}
    return render(request, "catalogue/archive.html", context)


@require_POST
def restore(request: SignedInRequest, code: str) -> HttpResponse:
    """Take an archived competence into use again."""
    policies.check_can_edit_catalogue(request.user)
    found = get_object_or_404(Competence.objects.exclude(archived_at=None), code=code)
    actions.restore(competence=found, by=request.user)
    messages.success(request, _("Kompetansen er i bruk igjen."))
    return redirect("competence", code=code)


def replace(request: SignedInRequest, code: str) -> HttpResponse:
    """Name the successor; requirements and coverage are carried over when their preview is confirmed."""
    policies.check_can_edit_catalogue(request.user)
    found = get_object_or_404(Competence.objects.in_use(), code=code)
    form = ReplaceForm(request.POST or None, competence=found, initial={"from_date": today()})
    context: dict[str, Any] = {"competence": found, "form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if "bekreft" in request.POST:
            carry = request.POST["bekreft"] == "flytt"
            actions.replace(competence=found, **given, carry=carry, by=request.user)
            messages.success(request, _("Kompetansen er erstattet."))
            return redirect("competence", code=given["successor"].code)
        context |= {"successor": given["successor"], "from_date": given["from_date"]}
        context["carried"] = _preview(found, **given)
    return render(request, "catalogue/replace.html", context)


def _preview(found: Competence, successor: Competence, from_date: Any) -> list[dict[str, Any]]:
    parts = [
        {"heading": each.heading, "rows": each.preview(found, successor, from_date)}
        for each in carrying.carriers()
    ]
    return [part for part in parts if part["rows"]]
