"""What people say is wrong about them: the leader's and HR's list, and their answer."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.actions import answer_correction
from kyndig.accounts.models import CorrectionRequest, User
from kyndig.accounts.requests import SignedInRequest
from kyndig.organisation.access_forms import AnswerForm
from kyndig.organisation.models import Person
from kyndig.organisation.policies import can_act_as_hr, check_can_answer, check_can_see_requests


def requests_to(user: User) -> QuerySet[CorrectionRequest]:
    """Those that the user may answer: of the people the user sees; those of outsiders are HR's."""
    numbers = Person.objects.visible_to(user).values("employee_number")
    found = CorrectionRequest.objects.exclude(user=user)
    if not can_act_as_hr(user):
        found = found.filter(employee_number__in=numbers)
    return found.select_related("user", "answered_by").order_by("answered_at", "id")


@require_GET
def corrections(request: SignedInRequest) -> HttpResponse:
    """Who says that something is wrong, and who waits for an answer?"""
    check_can_see_requests(request.user)
    found = requests_to(request.user)
    context = {
        "waiting": found.filter(answered_at=None),
        "answered": found.exclude(answered_at=None).order_by("-answered_at")[:50],
    }
    return render(request, "organisation/corrections.html", context)


def correction(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer one; the one who asked reads the answer."""
    asked = get_object_or_404(requests_to(request.user), pk=pk)
    check_can_answer(request.user, asked)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_correction(request=asked, by=request.user, answer=form.cleaned_data["answer"])
        messages.success(request, _("Svaret er sendt."))
        return redirect("corrections")
    return render(request, "organisation/correction.html", {"asked": asked, "form": form})
