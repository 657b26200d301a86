"""What the figures mean: a page that every table's heads lead to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kyndig.accounts.requests import SignedInRequest
from kyndig.gaps.definitions import GROUPS


@require_GET
def definitions(request: SignedInRequest) -> HttpResponse:
    """What is counted, for each column of each table."""
    return render(request, "gaps/definitions.html", {"groups": GROUPS})
