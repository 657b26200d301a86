"""The pages of requirements. What is set at a unit says nothing about a person, so everybody may read it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.requests import SignedInRequest
from kyndig.catalogue import beginnings
from kyndig.organisation.dated_forms import AnnulForm, EndForm
from kyndig.organisation.reach import today
from kyndig.requirements import actions, lookup, policies, queries
from kyndig.requirements.forms import ChangeRequirement, FilterForm, NewRequirement, RequirementFilter
from kyndig.requirements.models import Coverage, Requirement
from kyndig.web import picking

PER_PAGE = 50


def listed(request: SignedInRequest, form: FilterForm, found: Any) -> dict[str, Any]:
    """What both lists show: a page of facts, the units' names, and which of them the user may change."""
    wanted = form.wanted()
    page = Paginator(found(wanted), PER_PAGE).get_page(request.GET.get("side"))
    facts = list(page.object_list)
    return {
        "filters": form,
        "wanted": wanted,
        "page": page,
        "facts": facts,
        "unit_names": queries.unit_names(facts, wanted.on),
        "may_set": policies.can_set_requirements(request.user),
        "may_change": policies.changeable(request.user, facts),
    }


@require_GET
def requirements(request: SignedInRequest) -> HttpResponse:
    """Who must know what, where?"""
    context = listed(request, RequirementFilter(request.GET), queries.requirements)
    context["beginning"] = None if context["facts"] else beginnings.of(request)
    return render(request, "requirements/requirements.html", context)


@require_GET
def roles(request: SignedInRequest) -> HttpResponse:
    """The choices for what is typed in a field that picks a position."""
    return picking.answer(request, lookup.roles)


@require_GET
def units(request: SignedInRequest) -> HttpResponse:
    """The choices for what is typed in a field that picks a unit; `egne`: those one sets requirements for."""
    own = lookup.units_among(lambda: policies.units_to_set_at(request.user).values_list("pk", flat=True))
    return picking.answer(request, own if request.GET.get("egne") else lookup.units)


def new(request: SignedInRequest) -> HttpResponse:
    """Set a requirement."""
    policies.check_can_set_requirements(request.user)
    form = NewRequirement(request.POST or None, user=request.user, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        actions.set_requirement(**form.cleaned_data, by=request.user)
        messages.success(request, _("Kravet er lagret."))
        return redirect("requirements")
    return render(request, "requirements/new_requirement.html", {"form": form})


def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the requirement the day before and begin another."""
    requirement = get_object_or_404(Requirement.objects.standing(), pk=pk)
    policies.check_can_change(request.user, requirement)
    form = ChangeRequirement(request.POST or None, fact=requirement, initial=_as_it_is(requirement))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_requirement(
            requirement=requirement, from_date=given.pop("valid_from"), by=request.user, **given
        )
        messages.success(request, _("Kravet er endret. Det gamle står til dagen før."))
        return redirect("requirements")
    context = {"form": form, **about(requirement), "back": "requirements"}
    return render(request, "requirements/change_requirement.html", context)


def _as_it_is(requirement: Requirement) -> dict[str, Any]:
    names = ("level", "criticality", "mandatory", "source", "valid_to")
    return {"valid_from": today(), **{name: getattr(requirement, name) for name in names}}


def about(fact: Requirement | Coverage) -> dict[str, Any]:
    """What the pages about one fact say it is."""
    return {"fact": fact, "unit_name": queries.unit_names([fact], today())[fact.unit_id]}


def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The requirement's last day."""
    return end_fact(request, get_object_or_404(Requirement.objects.standing(), pk=pk), "requirements")


def annul(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back a requirement that was a mistake."""
    return annul_fact(request, get_object_or_404(Requirement.objects.standing(), pk=pk), "requirements")


def end_fact(request: SignedInRequest, fact: Requirement | Coverage, back: str) -> HttpResponse:
    """Ask for the last day, and end it then."""
    policies.check_can_change(request.user, fact)
    form = EndForm(request.POST or None, begins=fact.valid_from, initial={"last_day": today()})
    if request.method == "POST" and form.is_valid():
        actions.end(fact, last_day=form.cleaned_data["last_day"], by=request.user)
        messages.success(request, _("Kravet er avsluttet."))
        return redirect(back)
    return render(request, "requirements/end.html", {"form": form, **about(fact), "back": back})


def annul_fact(request: SignedInRequest, fact: Requirement | Coverage, back: str) -> HttpResponse:
    """Ask why, and annul it."""
    policies.check_can_change(request.user, fact)
    form = AnnulForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.annul(fact, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Kravet er annullert."))
        return redirect(back)
    return render(request, "requirements/annul.html", {"form": form, **about(fact), "back": back})
