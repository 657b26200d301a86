"""What people say beside the computed needs: needs registered, «no more needs», vacant positions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kyndig.accounts.requests import SignedInRequest
from kyndig.gaps.models import RegisteredNeed, Vacancy
from kyndig.gaps.needing import actions, policies
from kyndig.gaps.needing.forms import RegisterForm, VacancyForm
from kyndig.gaps.needing.homes import home_ids
from kyndig.gaps.needing.registered import registered_at
from kyndig.organisation.models import Unit, UnitNode
from kyndig.organisation.policies import can_see_figures
from kyndig.organisation.reach import reach_of


def _home(request: SignedInRequest, code: str) -> Unit:
    """The home unit of the unit in the address: needs stand there. Raises Http404."""
    unit = get_object_or_404(Unit, code=code)
    tree_id = reach_of(request.user).tree_id
    home = home_ids([unit.pk], tree_id)[unit.pk]
    return unit if home == unit.pk else Unit.objects.get(pk=home)


def _named(request: SignedInRequest, unit: Unit) -> dict[str, Any]:
    node = UnitNode.objects.filter(tree_id=reach_of(request.user).tree_id, unit=unit).first()
    sees = can_see_figures(request.user, unit)
    return {"unit": unit, "name": node.name if node else unit.code, "sees_needs": sees}


def register(request: SignedInRequest, code: str) -> HttpResponse:
    """What do we need that no requirement shows? Below it, what one has registered already."""
    unit = _home(request, code)
    policies.check_can_register(request.user, unit)
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.register(unit=unit, by=request.user, **form.cleaned_data)
        messages.success(request, _("Behovet er meldt. Lederen ser det i listen over behov."))
        return redirect("need_register", unit.code)
    needs = registered_at(request.user, unit)
    leads = policies.can_judge(request.user, unit)
    context = _named(request, unit) | {"form": form, "needs": needs, "leads": leads}
    return render(request, "gaps/need_register.html", context)


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """The need is no longer one."""
    need = get_object_or_404(RegisteredNeed.objects.standing().select_related("unit"), pk=pk)
    policies.check_can_withdraw(request.user, need)
    actions.withdraw(need=need, by=request.user)
    messages.success(request, _("Behovet er trukket tilbake."))
    return redirect("need_register", need.unit.code)


@require_POST
def none(request: SignedInRequest, code: str) -> HttpResponse:
    """There is no need beyond those computed."""
    unit = _home(request, code)
    policies.check_can_judge(request.user, unit)
    actions.confirm_none(unit=unit, by=request.user)
    messages.success(request, _("Takk. Det står nå at dere ikke har flere behov."))
    return redirect("unit_needs", unit.code)


def vacancies(request: SignedInRequest, code: str) -> HttpResponse:
    """Which positions does nobody fill?"""
    unit = _home(request, code)
    policies.check_can_judge(request.user, unit)
    form = VacancyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.enter_vacancy(unit=unit, by=request.user, **form.cleaned_data)
        messages.success(request, _("Stillingen er lagt inn."))
        return redirect("vacancies", unit.code)
    listed = Vacancy.objects.open().filter(unit=unit).select_related("role")
    context = _named(request, unit) | {"form": form, "vacancies": list(listed)}
    return render(request, "gaps/vacancies.html", context)


@require_POST
def close_vacancy(request: SignedInRequest, pk: int) -> HttpResponse:
    """The position is filled, or not to be filled."""
    vacancy = get_object_or_404(Vacancy.objects.open().select_related("unit"), pk=pk)
    policies.check_can_judge(request.user, vacancy.unit)
    filled = request.POST.get("utfall") == "besatt"
    outcome = Vacancy.Outcome.FILLED if filled else Vacancy.Outcome.WITHDRAWN
    actions.close_vacancy(vacancy=vacancy, outcome=outcome, by=request.user)
    messages.success(request, _("Stillingen er lukket."))
    return redirect("vacancies", vacancy.unit.code)
