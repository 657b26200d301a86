"""Saying that one disagrees with an assessment, taking it back, and writing down what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.holdings import disagreements, policies
from kyndig.holdings.disagreement_forms import DisagreementForm, ResolutionForm
from kyndig.holdings.disagreements import AlreadyOpenError
from kyndig.holdings.models import Assessment, Disagreement, Source
from kyndig.organisation.models import Person


def new(request: SignedInRequest, assessment: int) -> HttpResponse:
    """Why do I disagree with what somebody else has said? My leaders and HR read it."""
    people = Person.objects.visible_to(request.user)
    standing = Assessment.objects.standing().filter(person__in=people.values("pk"))
    about = get_object_or_404(standing.select_related("person", "competence"), pk=assessment)
    policies.check_can_disagree(request.user, about)
    form = DisagreementForm(request.POST or None, competence=about.competence, initial=_own_answer(about))
    if request.method == "POST" and form.is_valid():
        try:
            disagreements.disagree(assessment=about, by=request.user, **form.cleaned_data)
            messages.success(request, _("Takk. Lederen din ser det, og dere kan snakke om det."))
        except AlreadyOpenError:
            messages.info(request, _("Du har sagt fra om dette før."))
        return redirect("my_competences")
    return render(request, "holdings/disagree.html", {"form": form, "assessment": about})


def _own_answer(about: Assessment) -> dict[str, int]:
    """The level the person has given, where there is one."""
    own = Assessment.objects.standing().filter(
        person=about.person, competence=about.competence, source=Source.SELF
    )
    latest = own.order_by("-assessed_on", "-id").first()
    return {"own_level": latest.level} if latest else {}


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """No longer disagree."""
    disagreement = _visible(request, pk)
    policies.check_can_withdraw_disagreement(request.user, disagreement)
    disagreements.withdraw_disagreement(disagreement=disagreement, by=request.user)
    messages.success(request, _("Du har trukket det tilbake."))
    return redirect("my_competences")


def resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    """What came of it? The leader writes it down; the person reads it, and may disagree anew."""
    disagreement = _visible(request, pk)
    policies.check_can_resolve_disagreement(request.user, disagreement)
    person = disagreement.assessment.person
    form = ResolutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        disagreements.resolve_disagreement(disagreement=disagreement, by=request.user, **form.cleaned_data)
        messages.success(request, _("Svaret er lagret. Den det gjelder, kan lese det."))
        return redirect("person_competences", person.employee_number)
    record_access(
        AccessEvent.Action.VIEW,
        by=request.user,
        page="disagreement",
        employee_numbers=[person.employee_number],
    )
    context = {"form": form, "disagreement": disagreement, "assessment": disagreement.assessment}
    return render(request, "holdings/disagreement_resolve.html", context)


def _visible(request: SignedInRequest, pk: int) -> Disagreement:
    """An open one of somebody whom the user may see; no other exists."""
    people = Person.objects.visible_to(request.user)
    found = Disagreement.objects.open().filter(assessment__person__in=people.values("pk"))
    return get_object_or_404(found.select_related("assessment__person", "assessment__competence"), pk=pk)
