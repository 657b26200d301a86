"""A unit's round looked over by its leader, and sent."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kyndig.accounts.requests import SignedInRequest
from kyndig.mapping import actions
from kyndig.mapping.cell_views import opened_for
from kyndig.mapping.reviewing import Review


@require_http_methods(["GET", "POST"])
def review(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """How was each competence judged, and where are we vulnerable? Figures only, nobody by name."""
    opened = opened_for(request, pk, code)
    if request.method == "POST":
        actions.review_unit(round_=opened.round, unit=opened.unit, by=request.user)
        return redirect("round_receipt", pk, code)
    context = {"round": opened.round, "opened": opened, "review": Review(opened.sheet)}
    return render(request, "mapping/cells_review.html", context)


@require_GET
def receipt(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """It is sent; what now?"""
    opened = opened_for(request, pk, code)
    context = {"round": opened.round, "opened": opened, "review": Review(opened.sheet)}
    return render(request, "mapping/cells_receipt.html", context)
