"""What has run out and what soon will, by name: of a unit, or of all one's own people."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.holdings import expiring, expiry_list, policies
from kyndig.holdings.document_queries import people_followed
from kyndig.organisation.models import PersonQuerySet, Unit
from kyndig.organisation.policies import check_can_see_names
from kyndig.organisation.reach import reach_of, today
from kyndig.web import downloads

PER_PAGE = 100


@require_GET
def of_unit(request: SignedInRequest, code: str) -> HttpResponse:
    """What runs out in the unit, and whose is it? For leaders and HR; the view is logged."""
    unit = get_object_or_404(Unit, code=code)
    check_can_see_names(request.user, unit)
    people, name = expiry_list.people_of(unit, reach_of(request.user))
    return _list(request, people, unit, name)


@require_GET
def of_mine(request: SignedInRequest) -> HttpResponse:
    """What runs out among all those I lead? The view is logged."""
    policies.check_can_verify_some(request.user)
    return _list(request, people_followed(request.user))


def _list(
    request: SignedInRequest, people: PersonQuerySet, unit: Unit | None = None, name: str = ""
) -> HttpResponse:
    on = today()
    found = expiring.running_out(people, on).select_related("person", "competence", "assessment")
    counts = expiry_list.counts(found, on)
    kind = request.GET.get("format", "")
    exported = kind in {"csv", "xlsx"}
    paginator = Paginator(found, PER_PAGE)
    paginator.count = counts["over"] + counts["coming"]  # counted already
    page = paginator.get_page(request.GET.get("side"))
    lines = [expiry_list.Line(each, on) for each in (found if exported else page.object_list)]
    _log(request, lines, unit, exported=exported)
    file = downloads.answer(kind, _file_name(unit), *expiry_list.sheet(lines)) if exported else None
    context: dict[str, Any] = {"page": page, "lines": lines, "name": name, **counts}
    # The list is of today; the unit's pages may be of another day, and stay there.
    context["above"] = urljoin(request.get_full_path(), f"../?{request.GET.urlencode()}".rstrip("?"))
    return file or render(request, "holdings/expiring.html", context)


def _log(
    request: SignedInRequest, lines: Iterable[expiry_list.Line], unit: Unit | None, *, exported: bool
) -> None:
    record_access(
        AccessEvent.Action.EXPORT if exported else AccessEvent.Action.VIEW,
        by=request.user,
        page="expiring",
        employee_numbers=[line.holding.person.employee_number for line in lines],
        unit_code=unit.code if unit else "",
    )


def _file_name(unit: Unit | None) -> str:
    return f"{unit.code if unit else 'mine'}-utlop-{today().isoformat()}"
