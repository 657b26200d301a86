"""The rows behind a figure: a page that the figures lead to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.gaps import opening
from kyndig.gaps.opening import Opened, on_unit
from kyndig.gaps.working.page import asking, working


@require_GET
@on_unit
def rows(request: SignedInRequest, opened: Opened, competence: str = "") -> HttpResponse:
    """Which rows is this figure made of? For those who see every figure; a look at people is logged."""
    opening.check_every_figure(opened)
    found = working(asking(opened, competence, request.GET))
    record_access(
        AccessEvent.Action.VIEW,
        by=request.user,
        page="figure_rows",
        employee_numbers=found.employee_numbers,
        unit_code=opened.unit.code,
    )
    return render(request, "gaps/working.html", {"opened": found.opened, "found": found})
