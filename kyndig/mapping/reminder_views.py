"""Whom a unit misses answers from in a round, and reminding them."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.mapping import policies, reminding
from kyndig.mapping.missing import rows_of
from kyndig.mapping.reminding import Reminded
from kyndig.mapping.views import visible_round
from kyndig.organisation.models import UnitNode
from kyndig.organisation.reach import reach_of, today

PER_PAGE = 50


def answers(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Whom do we miss answers from? By name, for their leader and HR; the view is logged."""
    round_ = visible_round(request, pk)
    reach = reach_of(request.user)
    nodes = UnitNode.objects.filter(tree_id=reach.tree_id).select_related("unit")
    node = get_object_or_404(nodes, unit__code=code)
    unit = node.unit
    policies.check_can_list_answers_at(request.user, unit)
    if request.method == "POST":
        done = reminding.remind(round_=round_, unit=unit, by=request.user)
        for sentence in _said(done):
            messages.info(request, sentence)
        return redirect("round_answers", pk, code)
    people = reminding.missing(round_, today(), unit, reach).order_by("last_name", "first_name", "pk")
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("side"))
    shown = list(page.object_list)
    record_access(
        AccessEvent.Action.VIEW,
        by=request.user,
        page="round_answers",
        employee_numbers=[person.employee_number for person in shown],
        unit_code=unit.code,
    )
    context = {
        "round": round_,
        "unit_name": node.name,
        "page": page,
        "rows": rows_of(round_, shown, reach.tree_id),
        "is_open": round_.takes_answers(today()),
    }
    return render(request, "mapping/answers.html", context)


def _said(done: Reminded) -> Iterator[str]:
    """What became of a reminder, a sentence for each sort of people."""
    if done.told:
        text = ngettext("%(n)s får en påminnelse.", "%(n)s får en påminnelse.", done.told)
        yield text % {"n": done.told}
    else:
        yield _("Ingen får en påminnelse nå.")
    if done.lately:
        text = ngettext(
            "%(n)s har hørt fra oss den siste uken.", "%(n)s har hørt fra oss den siste uken.", done.lately
        )
        yield text % {"n": done.lately}
    if done.enough:
        text = ngettext(
            "%(n)s har fått alle påminnelsene vi sender.",
            "%(n)s har fått alle påminnelsene vi sender.",
            done.enough,
        )
        yield text % {"n": done.enough}
    if done.unreached:
        text = ngettext(
            "%(n)s kan ikke nås på e-post. Si fra på en annen måte.",
            "%(n)s kan ikke nås på e-post. Si fra på en annen måte.",
            done.unreached,
        )
        yield text % {"n": done.unreached}
