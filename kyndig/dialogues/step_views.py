"""What the two do about a talk: each a form of its own, and back to the talk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kyndig.accounts.requests import SignedInRequest
from kyndig.dialogues import actions, policies, queries
from kyndig.dialogues.forms import (
    CancelForm,
    HeldForm,
    NoteForm,
    PlanForm,
    PointEndForm,
    PointForm,
    PreparationForm,
    TopicForm,
)
from kyndig.dialogues.models import QUESTIONS, AgreedPoint, Dialogue, Note, Side
from kyndig.dialogues.views import log_view, shown, visible_dialogue
from kyndig.organisation.reach import today

Text = str | Promise


@dataclass(frozen=True)
class Step:
    """A page with one form: its question, its button, what is said afterwards, and what it does."""

    heading: Text
    submit: Text
    said: Text
    form: Callable[[QueryDict | None, Dialogue], forms.Form]
    act: Callable[..., Any]  # takes dialogue, by, and what the form gives
    by_leader: bool = False
    says_whose: bool = False  # the act takes the side, too


def step_view(step: Step) -> Callable[[SignedInRequest, int], HttpResponse]:
    """The view of a step: the form, and when it is right the act and back to the talk."""

    def view(request: SignedInRequest, pk: int) -> HttpResponse:
        dialogue = visible_dialogue(request, pk)
        if step.by_leader:
            policies.check_can_arrange(request.user, dialogue)
        form = step.form(request.POST if request.method == "POST" else None, dialogue)
        given: dict[str, Any] = {"dialogue": dialogue, "by": request.user}
        if step.says_whose:
            given["side"] = policies.side_of(request.user, dialogue)
        if _did(request, form, step.act, given):
            messages.success(request, str(step.said))
            return redirect("dialogue", pk)
        return _ask(request, dialogue, form, step.heading, step.submit)

    return view


def _did(request: SignedInRequest, form: forms.Form, act: Callable[..., Any], given: dict[str, Any]) -> bool:
    """Do what a form that is sent and right asks for; the form says why where it cannot be done."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(**given, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _ask(
    request: SignedInRequest, dialogue: Dialogue, form: forms.Form, heading: Text, submit: Text
) -> HttpResponse:
    leader = dialogue.leader.display_name if dialogue.leader else ""
    own = policies.side_of(request.user, dialogue) == Side.EMPLOYEE
    context = {
        "form": form,
        "above": leader if own else dialogue.person.name,
        "heading": heading,
        "explained": getattr(form, "explained", ""),
        "submit": submit,
        "back": reverse("dialogue", args=[dialogue.pk]),
    }
    return render(request, "dialogues/form.html", context)


write_note = step_view(
    Step(
        heading=gettext_lazy("Skriv et notat"),
        submit=gettext_lazy("Lagre notatet"),
        said=gettext_lazy("Notatet er lagret. Bare dere to ser det."),
        form=lambda sent, _dialogue: NoteForm(sent),
        act=actions.write_note,
        says_whose=True,
    )
)
agree = step_view(
    Step(
        heading=gettext_lazy("Skriv ned en avtale"),
        submit=gettext_lazy("Lagre avtalen"),
        said=gettext_lazy("Avtalen er lagret."),
        form=lambda sent, _dialogue: PointForm(sent),
        act=actions.agree,
    )
)
change = step_view(
    Step(
        heading=gettext_lazy("Når vil dere heller snakke sammen?"),
        submit=gettext_lazy("Flytt samtalen"),
        said=gettext_lazy("Samtalen er flyttet."),
        form=lambda sent, dialogue: PlanForm(sent, initial={"planned_on": dialogue.planned_on}),
        act=actions.move,
        by_leader=True,
    )
)
hold = step_view(
    Step(
        heading=gettext_lazy("Er samtalen holdt?"),
        submit=gettext_lazy("Merk samtalen som holdt"),
        said=gettext_lazy("Samtalen er merket som holdt."),
        form=lambda sent, dialogue: HeldForm(sent, initial={"held_on": min(dialogue.planned_on, today())}),
        act=actions.hold,
        by_leader=True,
    )
)


cancel = step_view(
    Step(
        heading=gettext_lazy("Vil du avlyse samtalen?"),
        submit=gettext_lazy("Avlys samtalen"),
        said=gettext_lazy("Samtalen er avlyst."),
        form=lambda sent, _dialogue: CancelForm(sent),
        act=actions.cancel,
        by_leader=True,
    )
)


def prepare(request: SignedInRequest, pk: int) -> HttpResponse:
    """What do I think before we talk? Mine alone until I share it."""
    dialogue = visible_dialogue(request, pk)
    side = policies.side_of(request.user, dialogue)
    before = queries.preparations_for(side, dialogue).filter(side=side).first()
    first = {name: getattr(before, name, "") for name in QUESTIONS}
    form = PreparationForm(request.POST or None, initial=first)
    shared = request.POST.get("del") == "ja"
    given = {"dialogue": dialogue, "side": side, "shared": shared, "by": request.user}
    if _did(request, form, _prepared, given):
        both, alone = _("Forberedelsen er lagret, og dere ser den begge."), _("Forberedelsen er lagret.")
        messages.success(request, both if shared else alone)
        return redirect("dialogue", pk)
    context = {"form": form, "dialogue": dialogue, "preparation": before, "own": side == Side.EMPLOYEE}
    return render(request, "dialogues/prepare.html", context)


def _prepared(*, dialogue: Dialogue, side: Side, shared: bool, by: Any, **answers: str) -> None:
    actions.prepare(dialogue=dialogue, side=side, answers=answers, shared=shared, by=by)


@require_POST
def add_topic(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put something on the agenda."""
    dialogue = visible_dialogue(request, pk)
    form = TopicForm(request.POST)
    given = {"dialogue": dialogue, "side": policies.side_of(request.user, dialogue), "by": request.user}
    if _did(request, form, actions.add_topic, given):
        messages.success(request, _("Temaet er lagt til."))
        return redirect("dialogue", pk)
    return shown(request, dialogue, form)


@require_POST
def remove_note(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back a note that one wrote oneself."""
    dialogues = Dialogue.objects.all().visible_to(request.user)
    notes = Note.objects.filter(dialogue__in=dialogues.values("pk")).select_related("dialogue")
    note = get_object_or_404(notes, pk=pk)
    policies.check_can_take_back(request.user, note)
    actions.remove_note(note=note, by=request.user)
    messages.success(request, _("Notatet er slettet."))
    return redirect("dialogue", note.dialogue_id)


def end_point(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of what we agreed on?"""
    points = AgreedPoint.objects.all().visible_to(request.user).select_related("person")
    point = get_object_or_404(points, pk=pk)
    own = policies.is_the_person(request.user, point.person)
    to_leader = reverse("dialogue_person", args=[point.person.employee_number])
    back = reverse("my_dialogue") if own else to_leader
    form = PointEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _end(point, request, **form.cleaned_data)
        messages.success(request, _("Det er lagret hvordan det gikk."))
        return redirect(back)
    log_view(request, "dialogue_point", point.person)
    context = {
        "form": form,
        "above": point.text,
        "heading": _("Hvordan gikk det med avtalen?"),
        "submit": _("Lagre"),
        "back": back,
    }
    return render(request, "dialogues/form.html", context)


def _end(point: AgreedPoint, request: SignedInRequest, outcome: str, reason: str) -> None:
    if outcome == "done":
        actions.finish(point=point, by=request.user)
    else:
        actions.drop(point=point, reason=reason, by=request.user)
