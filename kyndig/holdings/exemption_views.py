"""Exemptions: what is not asked of somebody for a time. Reasons are for the person, the leaders and HR."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.holdings import actions, policies, queries
from kyndig.holdings.forms import ExemptionForm, FindPersonForm
from kyndig.holdings.models import Exemption
from kyndig.organisation.dated_forms import AnnulForm, EndForm
from kyndig.organisation.models import Person
from kyndig.organisation.reach import today

PER_PAGE = 50


@require_GET
def exemptions(request: SignedInRequest) -> HttpResponse:
    """Who is exempt from what, among the people one leads; the view is logged."""
    policies.check_can_list_people(request.user)
    ended = "avsluttet" in request.GET
    found = queries.exemptions_led(request.user, ended=ended)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("side"))
    shown = list(page.object_list)
    numbers = [each.person.employee_number for each in shown]
    record_access(AccessEvent.Action.VIEW, by=request.user, page="exemptions", employee_numbers=numbers)
    context = {"page": page, "shown": shown, "ended": ended, "find": FindPersonForm(user=request.user)}
    return render(request, "holdings/exemptions.html", context)


def new(request: SignedInRequest, employee_number: str) -> HttpResponse:
    """Exempt somebody from a competence for a period."""
    people = Person.objects.visible_to(request.user)
    person = get_object_or_404(people, employee_number=employee_number)
    policies.check_can_exempt(request.user, person)
    form = ExemptionForm(request.POST or None, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        actions.grant_exemption(person=person, reason="", **form.cleaned_data, by=request.user)
        messages.success(request, _("Unntaket er lagret."))
        return redirect("person_competences", employee_number)
    return render(request, "holdings/exempt.html", {"form": form, "person": person})


def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The exemption's last day."""
    exemption = _changeable(request, pk)
    form = EndForm(request.POST or None, begins=exemption.valid_from, initial={"last_day": today()})
    if request.method == "POST" and form.is_valid():
        actions.end_exemption(exemption=exemption, last_day=form.cleaned_data["last_day"], by=request.user)
        messages.success(request, _("Unntaket er avsluttet."))
        return redirect("person_competences", exemption.person.employee_number)
    return _form(request, "holdings/exemption_end.html", form, exemption)


def annul(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back an exemption that was a mistake."""
    exemption = _changeable(request, pk)
    form = AnnulForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.annul_exemption(exemption=exemption, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Unntaket er annullert."))
        return redirect("person_competences", exemption.person.employee_number)
    return _form(request, "holdings/exemption_annul.html", form, exemption)


def _changeable(request: SignedInRequest, pk: int) -> Exemption:
    people = Person.objects.visible_to(request.user)
    standing = Exemption.objects.standing().filter(person__in=people.values("pk"))
    exemption = get_object_or_404(standing.select_related("person", "competence"), pk=pk)
    policies.check_can_change_exemption(request.user, exemption)
    return exemption


def _form(request: SignedInRequest, template: str, form: Any, exemption: Exemption) -> HttpResponse:
    return render(request, template, {"form": form, "fact": exemption, "person": exemption.person})
