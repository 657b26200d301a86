"""The pages of dialogues: one's own, a leader's people, one person's agreed points, and one talk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent, User
from kyndig.accounts.requests import SignedInRequest
from kyndig.dialogues import actions, policies, queries
from kyndig.dialogues.facts import facts_of, to_clear_up
from kyndig.dialogues.forms import PlanForm, TopicForm
from kyndig.dialogues.models import Dialogue, Side
from kyndig.holdings.persons import oneself
from kyndig.organisation.models import Person
from kyndig.organisation.own_leader import own_leaders
from kyndig.organisation.reach import reach_of, today

PER_PAGE = 50


@require_GET
def mine(request: SignedInRequest) -> HttpResponse:
    """When do I talk with my leader, and what have we agreed on?"""
    policies.check_can_have_dialogues(request.user)
    person = oneself(request)
    if person is None:
        raise Http404
    dialogues = list(Dialogue.objects.filter(person=person).select_related("leader"))
    planned = next((each for each in dialogues if each.is_planned), None)
    reach = reach_of(request.user)
    leader_id = own_leaders([person.pk], reach.on, tree_id=reach.tree_id).get(person.pk)
    with_leader = planned is not None and planned.leader_id == leader_id
    context = {
        "planned": planned,
        "preparation": planned and planned.preparations.filter(side=Side.EMPLOYEE).first(),
        "earlier": [each for each in dialogues if not each.is_planned],
        "with_leader": with_leader,
        "leader": None if planned else User.objects.filter(pk=leader_id or 0).first(),
        "points": list(queries.points_of(person)),
        "own": True,
        "side": Side.EMPLOYEE,
    }
    return render(request, "dialogues/mine.html", context)


@require_GET
def overview(request: SignedInRequest) -> HttpResponse:
    """Whom of my people have I talked with, and whom should I ask?"""
    policies.check_leads_somebody(request.user)
    found = queries.standings(request.user, today())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "due": sum(turn.is_due for _person, turn in found), "of": len(found)}
    return render(request, "dialogues/overview.html", context)


def person_led(request: SignedInRequest, employee_number: str) -> Person:
    """Somebody whose nearest leader the user is; nobody else exists. Raises Http404."""
    policies.check_leads_somebody(request.user)
    people = policies.people_talked_with(request.user)
    return get_object_or_404(people, employee_number=employee_number)


@require_GET
def person(request: SignedInRequest, employee_number: str) -> HttpResponse:
    """What is agreed with this person, whoever led them then? The view is logged."""
    found = person_led(request, employee_number)
    log_view(request, "dialogue_person", found)
    dialogues = list(Dialogue.objects.filter(person=found))
    ours = [each for each in dialogues if each.leader_id == request.user.pk]
    context = {
        "person": found,
        "points": list(queries.points_of(found)),
        "dialogues": ours,
        "planned": next((each for each in ours if each.is_planned), None),
        "side": Side.LEADER,
        "last_on": max((each.held_on for each in dialogues if each.held_on), default=None),
    }
    return render(request, "dialogues/person.html", context)


def new(request: SignedInRequest, employee_number: str) -> HttpResponse:
    """When do we talk?"""
    found = person_led(request, employee_number)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            dialogue = actions.plan(person=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Samtalen er avtalt. Dere kan begge forberede dere nå."))
            return redirect("dialogue", dialogue.pk)
    context = {
        "form": form,
        "above": found.name,
        "heading": _("Avtal en medarbeidersamtale"),
        "submit": _("Avtal samtalen"),
        "back": reverse("dialogue_person", args=[found.employee_number]),
    }
    return render(request, "dialogues/form.html", context)


def visible_dialogue(request: SignedInRequest, pk: int) -> Dialogue:
    """A dialogue that the user is one of the two in; no other exists. Raises Http404."""
    dialogues = Dialogue.objects.all().visible_to(request.user).select_related("person", "leader")
    return get_object_or_404(dialogues, pk=pk)


@require_GET
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """What do we talk about, and what do we agree on? The leader's view is logged."""
    return shown(request, visible_dialogue(request, pk), TopicForm())


def shown(request: SignedInRequest, dialogue: Dialogue, form: TopicForm) -> HttpResponse:
    """The page of one talk, with what the user wants to put on the agenda."""
    side = policies.side_of(request.user, dialogue)
    person = dialogue.person
    log_view(request, "dialogue", person)
    facts = facts_of(person, today()) if dialogue.is_planned else to_clear_up(person)
    preparations = {each.side: each for each in queries.preparations_for(side, dialogue)}
    context = {
        "dialogue": dialogue,
        "form": form,
        "own": side == Side.EMPLOYEE,
        "side": side,
        "has_come": dialogue.planned_on <= today(),
        "facts": facts,
        "topics": list(dialogue.topics.all()),
        "preparation": preparations.pop(side, None),
        "others_preparation": next(iter(preparations.values()), None),
        "notes": list(dialogue.notes.all()),
        **_points(dialogue),
    }
    return render(request, "dialogues/dialogue.html", context)


def _points(dialogue: Dialogue) -> dict[str, Any]:
    """Those agreed in this talk, and those from before that are still open."""
    points = list(queries.points_of(dialogue.person))
    here = [each for each in points if each.dialogue_id == dialogue.pk]
    before = [each for each in points if each.dialogue_id != dialogue.pk and each.is_open]
    return {"points": here, "points_before": before}


def log_view(request: SignedInRequest, page: str, shown: Person) -> None:
    """A leader looks at what is somebody else's; looking at one's own leaves no trace."""
    record_access(
        AccessEvent.Action.VIEW, by=request.user, page=page, employee_numbers=[shown.employee_number]
    )
