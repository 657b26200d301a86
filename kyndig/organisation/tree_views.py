"""The organisation: the tree of a day, a unit through time, and who takes over from it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.requests import SignedInRequest
from kyndig.organisation import transfers, tree_queries
from kyndig.organisation.access_search import units_by_name
from kyndig.organisation.models import Unit, UnitTree
from kyndig.organisation.policies import can_act_as_hr, check_can_act_as_hr, check_can_run_the_system
from kyndig.organisation.reach import reach_of, today
from kyndig.organisation.tree_forms import DayForm, SuccessorForm
from kyndig.web import picking


@require_GET
def organisation(request: SignedInRequest) -> HttpResponse:
    """Which units are there, how do they hang together, and how many people has each?"""
    check_can_run_the_system(request.user)
    day = DayForm(request.GET).day(today())
    # Counts of people are HR's: administrators run the system and see no figures about people.
    tree = UnitTree.objects.at(day)
    found = tree_queries.branches(tree, day, with_people=can_act_as_hr(request.user))
    text = request.GET.get("q", "").strip()
    context = {
        "as_of": day,
        "q": text,
        "top": tree_queries.top(found),
        "found": tree_queries.named_like(found.values(), text) if text else None,
        "gone": tree_queries.gone(tree, day),
        "is_hr": can_act_as_hr(request.user),
    }
    return render(request, "organisation/organisation.html", context)


@require_GET
def unit(request: SignedInRequest, code: str) -> HttpResponse:
    """What is this unit, what has it been, and who took over from it?"""
    check_can_run_the_system(request.user)
    found = get_object_or_404(Unit, code=code)
    day = DayForm(request.GET).day(today())
    is_hr = can_act_as_hr(request.user)
    branch = tree_queries.branches(UnitTree.objects.at(day), day, with_people=is_hr).get(code)
    history = tree_queries.history(found)
    context = {
        "unit": found,
        "branch": branch,
        "name": branch.name if branch else history[0].name if history else code,
        "history": history,
        "successions": tree_queries.successions(found, reach_of(request.user).tree_id),
        "as_of": day,
        "is_hr": is_hr,
    }
    return render(request, "organisation/unit.html", context)


def successors(request: SignedInRequest, code: str) -> HttpResponse:
    """Who takes over, and what do they take over? First shown, then confirmed."""
    check_can_act_as_hr(request.user)
    found = get_object_or_404(Unit, code=code)
    form = SuccessorForm(found, request.POST or None, initial={"from_date": today()})
    context: dict[str, Any] = {"unit": found, "form": form, "history": tree_queries.history(found)}
    if request.method == "POST" and form.is_valid():
        chosen, from_date = form.successors(), form.cleaned_data["from_date"]
        if "bekreft" in request.POST:
            transfers.name_successors(
                unit=found,
                successors=chosen,
                from_date=from_date,
                hand_over=request.POST.getlist("flytt"),
                by=request.user,
            )
            messages.success(request, _("Etterfølgerne er lagret."))
            return redirect("organisation_unit", code)
        context |= {
            "parts": transfers.preview(found, chosen, from_date),
            "from_date": from_date,
            "seen": True,
        }
    return render(request, "organisation/successors.html", context)


@require_GET
def pick_successor(request: SignedInRequest) -> HttpResponse:
    """The units that fit what is written so far."""
    check_can_act_as_hr(request.user)
    return picking.answer(request, units_by_name)
