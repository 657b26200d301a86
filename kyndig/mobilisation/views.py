"""Finding people by what they hold, and what a unit's people hold that nobody uses."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.gaps import opening
from kyndig.gaps.opening import Opened, on_unit
from kyndig.mobilisation import finding, policies, unit_latent
from kyndig.mobilisation.forms import FindForm


@require_GET
@never_cache
def find(request: SignedInRequest) -> HttpResponse:
    """Who can do this, of my own and of those who have agreed to be found? The view is logged."""
    policies.check_can_find(request.user)
    form = FindForm(request.GET if "kompetanse" in request.GET else None)
    context: dict[str, Any] = {"form": form, "sees_wishes": policies.can_see_wishes(request.user)}
    if form.is_valid():
        answer = finding.find(request.user, form.cleaned_data["kompetanse"], form.cleaned_data["niva"])
        _log(request, "find_people", [each.person.employee_number for each in answer.people])
        context["answer"] = answer
    return render(request, "mobilisation/find.html", context)


@require_GET
@never_cache
@on_unit
def latent(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """What do our people hold that nobody uses? By name to their own leader and HR; that is logged."""
    opening.check_every_figure(opened)
    found = unit_latent.unit_latent(opened)
    _log(request, "unit_latent", found.employee_numbers, opened.unit.code)
    return render(request, "mobilisation/unit_latent.html", {"opened": opened, "found": found})


def _log(request: SignedInRequest, page: str, numbers: list[str], unit_code: str = "") -> None:
    record_access(
        AccessEvent.Action.VIEW,
        by=request.user,
        page=page,
        employee_numbers=numbers,
        unit_code=unit_code,
    )
