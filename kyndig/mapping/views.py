"""The pages of rounds: the list, a new one, what it asks about, how far it is."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from kyndig.accounts.requests import SignedInRequest
from kyndig.mapping import actions, candidates, policies
from kyndig.mapping.actions import Asked
from kyndig.mapping.candidates import RoleCandidates, Scope, reason_of
from kyndig.mapping.cells import day_of
from kyndig.mapping.forms import AddCompetenceForm, NewRoundForm, RoundForm, initial_of
from kyndig.mapping.models import MOST_PER_ROLE, Round, RoundCompetence
from kyndig.mapping.overview import Overview
from kyndig.mapping.preview import preview


@require_GET
def rounds(request: SignedInRequest) -> HttpResponse:
    """Which rounds are there, and how far are they?"""
    policies.check_can_run_rounds(request.user)
    found = Round.objects.visible_to(request.user).select_related("unit")
    return render(request, "mapping/rounds.html", {"rounds": found})


def visible_round(request: SignedInRequest, pk: int) -> Round:
    """A round that the user may see; no other exists."""
    policies.check_can_run_rounds(request.user)
    return get_object_or_404(Round.objects.visible_to(request.user).select_related("unit"), pk=pk)


def _own_round(request: SignedInRequest, pk: int) -> Round:
    found = visible_round(request, pk)
    policies.check_can_run(request.user, found)
    return found


def new(request: SignedInRequest) -> HttpResponse:
    """What is the round called, why is it held, where, and when? Its competences are proposed then."""
    policies.check_can_run_rounds(request.user)
    form = NewRoundForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.make_round(**form.cleaned_data, by=request.user)
        found = candidates.proposal(Scope(made.unit, day_of(made)))
        asked = {role: [Asked(row.competence_id) for row in rows] for role, rows in found.items()}
        actions.choose_competences(round_=made, asked=asked, by=request.user)
        return redirect("round_competences", made.pk)
    return render(request, "mapping/new_round.html", {"form": form})


def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the name, the purpose or the period."""
    round_ = _own_round(request, pk)
    form = RoundForm(request.POST or None, initial=initial_of(round_))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_round(round_=round_, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("round", pk)
    return render(request, "mapping/change_round.html", {"form": form, "round": round_})


def competences(request: SignedInRequest, pk: int) -> HttpResponse:
    """What does the round ask each role about, and why just that?"""
    round_ = _own_round(request, pk)
    roles = candidates.of_round(round_, Scope(round_.unit, day_of(round_)))
    adding = "legg_til" in request.POST
    form = AddCompetenceForm(_choices(roles), request.POST if adding else None)
    if request.method == "POST":
        try:
            asked = _asked(request, roles)
            if adding and form.is_valid():
                added = Asked(form.cleaned_data["competence"].pk, RoundCompetence.Reason.ADDED)
                asked[form.cleaned_data["role"]].append(added)
            actions.choose_competences(round_=round_, asked=asked, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("round_competences", pk)
        if not adding:
            return redirect("round", pk)
        if form.is_valid():
            return redirect("round_competences", pk)
    context = {"round": round_, "roles": roles, "form": form, "most": MOST_PER_ROLE}
    return render(request, "mapping/round_competences.html", context)


def _choices(roles: list[RoleCandidates]) -> list[tuple[int, str]]:
    return [(each.position.role_id, each.position.title) for each in roles]


def _asked(request: SignedInRequest, roles: list[RoleCandidates]) -> dict[int, list[Asked]]:
    """What is ticked: "role-competence" for each, only of what was offered."""
    ticked = set(request.POST.getlist("sporsmal"))
    asked: dict[int, list[Asked]] = defaultdict(list)
    for role in roles:
        for each in role.candidates:
            if f"{role.position.role_id}-{each.competence.competence_id}" in ticked:
                asked[role.position.role_id].append(Asked(each.competence.competence_id, reason_of(each.row)))
    return asked


@require_GET
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far is the round, and whom do we miss answers from? A draft says what it will ask."""
    round_ = visible_round(request, pk)
    if round_.status == Round.Status.DRAFT:
        may_run = policies.can_run(request.user, round_)
        context = {"round": round_, "preview": preview(round_), "may_run": may_run}
        return render(request, "mapping/draft.html", context)
    context = {"round": round_, "overview": Overview(round_, request.user)}
    return render(request, "mapping/round.html", context)


_STEPS = {
    "start": (actions.start, gettext_lazy("Runden er startet.")),
    "pause": (actions.pause, gettext_lazy("Runden er satt på pause. Det som kom inn, er lagret.")),
    "lukk": (actions.close, gettext_lazy("Runden er lukket. Det som kom inn, er lagret.")),
    "slett": (actions.delete_draft, gettext_lazy("Utkastet er slettet.")),
}


@require_POST
def step(request: SignedInRequest, pk: int) -> HttpResponse:
    """Start, pause, close; delete a draft."""
    round_ = _own_round(request, pk)
    chosen = request.POST.get("steg", "")
    if chosen in _STEPS:
        act, said = _STEPS[chosen]
        try:
            act(round_=round_, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, said)
    return redirect("rounds" if chosen == "slett" and not round_.pk else "round", *_to(round_))


def _to(round_: Round) -> list[int]:
    return [round_.pk] if round_.pk else []
