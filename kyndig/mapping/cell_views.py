"""A unit's cells in a round, for its leader."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.mapping import policies
from kyndig.mapping.sheet import Sheet
from kyndig.mapping.views import visible_round
from kyndig.organisation.models import Unit


@require_GET
def cells(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Who can do what, of what the round asks about? People by name; the view is logged."""
    round_ = visible_round(request, pk)
    unit = get_object_or_404(Unit, code=code)
    policies.check_can_judge_at(request.user, unit)
    sheet = Sheet(round_, unit, request.user)
    record_access(
        AccessEvent.Action.VIEW,
        by=request.user,
        page="round_cells",
        employee_numbers=[person.employee_number for person in sheet.people],
        unit_code=unit.code,
    )
    return render(request, "mapping/cells.html", {"round": round_, "sheet": sheet})
