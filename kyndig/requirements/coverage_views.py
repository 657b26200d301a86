"""The pages of coverage: how many people a unit must have. They count people, not shifts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.requests import SignedInRequest
from kyndig.organisation.reach import today
from kyndig.requirements import actions, policies, queries
from kyndig.requirements.forms import ChangeCoverage, FilterForm, NewCoverage
from kyndig.requirements.models import Coverage
from kyndig.requirements.views import about, annul_fact, end_fact, listed


@require_GET
def coverage(request: SignedInRequest) -> HttpResponse:
    """How many must know what, where?"""
    context = listed(request, FilterForm(request.GET), queries.coverage)
    return render(request, "requirements/coverage.html", context)


def new(request: SignedInRequest) -> HttpResponse:
    """Ask for a number of people."""
    policies.check_can_set_requirements(request.user)
    form = NewCoverage(request.POST or None, user=request.user, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        actions.set_coverage(**form.cleaned_data, by=request.user)
        messages.success(request, _("Dekningen er lagret."))
        return redirect("coverage")
    return render(request, "requirements/new_coverage.html", {"form": form})


def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the coverage the day before and begin another."""
    asked = get_object_or_404(Coverage.objects.standing(), pk=pk)
    policies.check_can_change(request.user, asked)
    initial = {"valid_from": today(), "level": asked.level, "min_holders": asked.min_holders}
    form = ChangeCoverage(request.POST or None, fact=asked, initial={**initial, "valid_to": asked.valid_to})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_coverage(coverage=asked, from_date=given.pop("valid_from"), by=request.user, **given)
        messages.success(request, _("Dekningen er endret. Den gamle står til dagen før."))
        return redirect("coverage")
    context = {"form": form, **about(asked), "back": "coverage"}
    return render(request, "requirements/change_coverage.html", context)


def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The last day it is asked for."""
    return end_fact(request, get_object_or_404(Coverage.objects.standing(), pk=pk), "coverage")


def annul(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what was a mistake."""
    return annul_fact(request, get_object_or_404(Coverage.objects.standing(), pk=pk), "coverage")
