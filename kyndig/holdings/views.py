"""What people hold: one's own page, a leader's page of somebody, and assessing and annulling."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.holdings import actions, document_queries, lookup, own_sections, policies, queries
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.forms import FindPersonForm, OthersAssessmentForm, OwnAssessmentForm
from kyndig.holdings.models import Assessment, Source
from kyndig.holdings.persons import oneself, visible_person
from kyndig.organisation.dated_forms import AnnulForm
from kyndig.organisation.models import Person
from kyndig.organisation.reach import reach_of, today
from kyndig.web import picking


@require_GET
def mine(request: SignedInRequest) -> HttpResponse:
    """Is what stands about me right?"""
    person = oneself(request)
    context: dict[str, Any] = {"person": person, "own": True}
    if person:
        context |= _about(person) | {"overview": queries.overview_of(person, today())}
        context["sections"] = own_sections.of(person)
    return render(request, "holdings/mine.html", context)


def _about(person: Person) -> dict[str, Any]:
    return {
        "exemptions": queries.exemptions_of(person),
        "documents": document_queries.documents_of(person),
    }


def assess_myself(request: SignedInRequest) -> HttpResponse:
    """Say what one can oneself. It stands as unconfirmed until somebody confirms it."""
    policies.check_can_assess_oneself(request.user)
    person = oneself(request)
    form = OwnAssessmentForm(request.POST or None)
    if person and request.method == "POST" and form.is_valid():
        given = NewAssessment(
            person=person, source=Source.SELF, assessed_on=today(), assessed_by=person, **form.cleaned_data
        )
        actions.assess(given, by=request.user)
        messages.success(request, _("Takk. Lederen din ser svaret og kan bekrefte det."))
        return redirect("my_competences")
    return render(request, "holdings/assess_myself.html", {"form": form})


@require_GET
def person(request: SignedInRequest, employee_number: str) -> HttpResponse:
    """What does this person hold, and who has said so? For the leaders and HR; the view is logged."""
    found = visible_person(request, employee_number)
    _log_view(request, "person_competences", found)
    may_assess = policies.is_somebody_else(request.user, found)
    context = {"person": found, "may_assess": may_assess, **_about(found)}
    context["held"] = queries.held_by(found, today())
    return render(request, "holdings/person.html", context)


def _log_view(request: SignedInRequest, page: str, shown: Person) -> None:
    record_access(
        AccessEvent.Action.VIEW, by=request.user, page=page, employee_numbers=[shown.employee_number]
    )


@require_GET
def find(request: SignedInRequest) -> HttpResponse:
    """Look up somebody among the people one leads."""
    policies.check_can_list_people(request.user)
    form = FindPersonForm(request.GET or None, user=request.user)
    if form.is_valid():
        return redirect("person_competences", form.cleaned_data["person"].employee_number)
    return render(request, "holdings/find.html", {"form": form})


@require_GET
def options(request: SignedInRequest) -> HttpResponse:
    """The choices for what is typed in a field that picks somebody one leads."""
    policies.check_can_list_people(request.user)
    return picking.answer(request, lookup.people_of(request.user))


def assess(request: SignedInRequest, employee_number: str) -> HttpResponse:
    """Say what somebody else can, from one's own judgement, a paper or a course."""
    found = visible_person(request, employee_number)
    policies.check_can_assess(request.user, found)
    form = OthersAssessmentForm(request.POST or None, initial={"assessed_on": today()})
    if request.method == "POST" and form.is_valid():
        given = NewAssessment(person=found, assessed_by=oneself(request), **form.cleaned_data)
        actions.assess(given, by=request.user)
        messages.success(request, _("Vurderingen er lagret."))
        return redirect("person_competences", employee_number)
    return render(request, "holdings/assess.html", {"form": form, "person": found})


def annul(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back an assessment that was a mistake."""
    assessment = _visible_assessment(request, pk)
    policies.check_can_annul(request.user, assessment)
    form = AnnulForm(request.POST or None)
    own = assessment.person_id == reach_of(request.user).person_id
    if request.method == "POST" and form.is_valid():
        actions.annul_assessment(assessment=assessment, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Vurderingen er annullert."))
        number = assessment.person.employee_number
        return redirect("my_competences") if own else redirect("person_competences", number)
    _log_view(request, "assessment_annul", assessment.person)
    context = {"form": form, "assessment": assessment, "own": own}
    return render(request, "holdings/annul.html", context)


def _visible_assessment(request: SignedInRequest, pk: int) -> Assessment:
    people = Person.objects.visible_to(request.user)
    standing = Assessment.objects.standing().filter(person__in=people.values("pk"))
    return get_object_or_404(standing.select_related("person", "competence"), pk=pk)
