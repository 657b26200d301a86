"""Pasting a block from a spreadsheet: what it would change is shown before anything is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kyndig.accounts.requests import SignedInRequest
from kyndig.mapping.cell_views import opened_for
from kyndig.mapping.pasting import names, read


@require_http_methods(["GET", "POST"])
def paste(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """What would this block change? Nothing is written here: the changes are sent as every other act is."""
    opened = opened_for(request, pk, code)
    context = {"round": opened.round, "opened": opened}
    if request.method == "POST":
        text = request.POST.get("tekst", "")
        context |= {"text": text, "pasted": read(opened.sheet, text, request.POST.get("fra", ""))}
        return render(request, "mapping/cells_pasted.html", context)
    opened.note(request, opened.sheet.people)
    context |= {"people": names(opened.sheet.people), "competences": names(opened.sheet.columns)}
    return render(request, "mapping/cells_paste.html", context)
