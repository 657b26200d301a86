"""Suggesting a competence that the catalogue lacks, and HR's answers."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.requests import SignedInRequest
from kyndig.catalogue import policies, suggesting
from kyndig.catalogue.models import Suggestion
from kyndig.catalogue.suggestion_forms import AcceptForm, DeclineForm, SuggestionForm

PER_PAGE = 50
OWN_SHOWN = 10


def suggest(request: SignedInRequest) -> HttpResponse:
    """What can you that the catalogue lacks? Below: what became of one's earlier suggestions."""
    back = _back(request)
    form = SuggestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        suggesting.suggest(**form.cleaned_data, by=request.user)
        messages.success(request, _("Takk. HR ser på forslaget."))
        return redirect(back or reverse("suggest_competence"))
    own = Suggestion.objects.filter(suggested_by=request.user).select_related("accepted_as")
    context = {"form": form, "back": back, "own": own[:OWN_SHOWN]}
    return render(request, "catalogue/suggest.html", context)


def _back(request: SignedInRequest) -> str:
    """The page of ours that one came from, to go on there; empty for none."""
    wanted = request.POST.get("neste") or request.GET.get("neste", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if safe else ""


@require_GET
def suggestions(request: SignedInRequest) -> HttpResponse:
    """What do people think that the catalogue lacks?"""
    policies.check_can_edit_catalogue(request.user)
    found = Suggestion.objects.waiting().order_by("pk").select_related("suggested_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("side"))
    return render(request, "catalogue/suggestions.html", {"page": page})


def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which competence is it, or why does the catalogue not need it?"""
    policies.check_can_edit_catalogue(request.user)
    found = get_object_or_404(Suggestion.objects.waiting().select_related("suggested_by"), pk=pk)
    declines = "avslag" in request.POST
    accept = AcceptForm(request.POST if request.method == "POST" and not declines else None)
    decline = DeclineForm(request.POST if declines else None)
    form = decline if declines else accept
    if request.method == "POST" and form.is_valid():
        act = suggesting.decline if declines else suggesting.accept
        return _decided(request, partial(act, suggestion=found, **form.cleaned_data, by=request.user))
    context = {"suggestion": found, "form": form, "accept": accept, "decline": decline}
    return render(request, "catalogue/suggestion.html", context)


def _decided(request: SignedInRequest, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
        messages.success(request, _("Svaret er lagret. Den som foreslo det, ser det."))
    except suggesting.DecidedError:
        messages.error(request, _("Noen andre har svart på forslaget i mellomtiden."))
    return redirect("suggestions")
