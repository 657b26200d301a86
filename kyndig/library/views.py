"""The library's pages. No data about people."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.requests import SignedInRequest
from kyndig.library import actions, entries, loading, plan, policies, presenting, queries
from kyndig.library.forms import DayForm, PositionsForm
from kyndig.library.models import AdoptedCompetence
from kyndig.organisation.models import Role
from kyndig.organisation.reach import today


@require_GET
def library(request: SignedInRequest) -> HttpResponse:
    """Which roles can we begin with?"""
    policies.check_can_see_library(request.user)
    text = request.GET.get("q", "")[:100].strip()
    found = queries.listed(loading.library(), text)
    groups = [
        (name, roles)
        for group, name in presenting.GROUPS.items()
        if (roles := [each for each in found if each.entry.group == group])
    ]
    context = {
        "groups": groups,
        "text": text,
        "found": len(found),
        "edition": loading.library().edition,
        "news": sum(each.has_news for each in found),
        "may_adopt": policies.can_adopt(request.user),
    }
    template = "library/library.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


@require_GET
def role(request: SignedInRequest, code: str) -> HttpResponse:
    """What does this role need, and what does each level look like?"""
    policies.check_can_see_library(request.user)
    entry = _role(code)
    return _role_page(request, entry, PositionsForm(proposed=_proposed(request, entry)))


def _role(code: str) -> entries.Role:
    found = loading.library().roles.get(code)
    if found is None:
        raise Http404
    return found


def _proposed(request: SignedInRequest, entry: entries.Role) -> list[queries.Proposed]:
    return queries.proposed(entry) if policies.can_adopt(request.user) else []


def _role_page(request: SignedInRequest, entry: entries.Role, form: PositionsForm) -> HttpResponse:
    (listed,) = [each for each in queries.listed(loading.library()) if each.entry == entry]
    links = AdoptedCompetence.objects.filter(code__in=[need.competence for need in entry.needs])
    context = {
        "role": entry,
        "group": presenting.GROUPS[entry.group],
        "listed": listed,
        "needs": presenting.needs_by_criticality(loading.library(), entry),
        "links": {each.code: each.competence.code for each in links.select_related("competence")},
        "edition": loading.library().edition,
        "form": form,
        "may_adopt": policies.can_adopt(request.user),
    }
    return render(request, "library/role.html", context)


def adopt(request: SignedInRequest, code: str) -> HttpResponse:
    """What changes if we take the role into use for these positions? And then: do it."""
    policies.check_can_adopt(request.user)
    entry = _role(code)
    form = PositionsForm(request.GET, proposed=queries.proposed(entry))
    if not form.is_valid():
        return _role_page(request, entry, form)
    positions = {code: form.positions()}
    page = {"role": entry, "title": str(entry.title), "positions": positions[code]}
    return _looked_over(request, positions, form.cleaned_data["fra"], page, "library.role.adopt")


def update(request: SignedInRequest) -> HttpResponse:
    """What does the new edition change of what we have adopted? And then: take it."""
    policies.check_can_adopt(request.user)
    form = DayForm(request.GET if "fra" in request.GET else {"fra": today()})
    on = form.cleaned_data["fra"] if form.is_valid() else today()
    positions = queries.positions_with_news(loading.library())
    page = {"form": form, "only_news": True}
    return _looked_over(request, positions, on, page, "library.edition.adopt")


def _looked_over(
    request: SignedInRequest,
    positions: Mapping[str, Sequence[Role]],
    on: date,
    page: dict[str, Any],
    act: str,
) -> HttpResponse:
    """The preview; or, when exactly that was confirmed, what it says is done."""
    anew = frozenset(request.GET.getlist("ny"))
    sent = frozenset(request.POST.getlist("ta")) if request.method == "POST" else None
    if sent is not None:
        try:
            actions.adopt(
                library=loading.library(),
                positions=positions,
                on=on,
                by=request.user,
                taken=sent,
                plan_hash=request.POST.get("plan") or "-",
                anew=anew,
                act=act,
            )
        except actions.PlanHasChanged:
            page["has_changed"] = True
        else:
            messages.success(request, _("Det er tatt i bruk. Fra nå er det deres, og kan endres fritt."))
            return redirect("library_role", page["role"].code) if "role" in page else redirect("library")
    return _preview(request, plan.make(loading.library(), positions, on, anew), page, sent)


def _preview(
    request: SignedInRequest, made: plan.Plan, page: dict[str, Any], sent: frozenset[str] | None
) -> HttpResponse:
    taken = made.proposed if sent is None else sent
    demands = presenting.demand_rows(made, only_news=page.get("only_news", False), taken=taken)
    follow, stand = presenting.text_rows(made, taken)
    context = {
        **page,
        "plan": made,
        "made": presenting.made(made),
        "found": presenting.found(made),
        "texts": follow,
        "standing": stand,
        "standing_ticked": any(each.ticked for each in stand),
        "demands": [each for each in demands if each.is_open],
        "same": sum(not each.is_open for each in demands),
    }
    return render(request, "library/preview.html", context)
