"""A course evening: who was there, what each gets, and all of it registered at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.catalogue.lookup import option
from kyndig.holdings import actions, course_lines, expiry, lookup, policies
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.course_forms import CourseForm, as_line
from kyndig.holdings.course_lines import Line
from kyndig.holdings.models import Source
from kyndig.holdings.persons import oneself
from kyndig.organisation.reach import today
from kyndig.web.picking import AT_MOST


def course(request: SignedInRequest) -> HttpResponse:
    """Who was there, and what do they get? Nothing is written before it has been looked over."""
    policies.check_can_list_people(request.user)
    if request.method == "POST" and request.POST.get("gjor") == "finn":
        return _show(request, _with_one_more(request))
    form = CourseForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method != "POST":
        return _show(request, CourseForm(user=request.user, initial={"held_on": today(), "level": 1}))
    if not form.is_valid():
        return _show(request, form)
    given = form.cleaned_data
    lines = course_lines.read(form.all_lines(), given["competence"], given["held_on"], request.user)
    looked_over = request.POST.get("sett") == form.digest()
    if request.POST.get("gjor") == "registrer" and looked_over:
        return _register(request, form, lines)
    return _preview(request, form, lines)


def _with_one_more(request: SignedInRequest) -> CourseForm:
    """The form as it was sent, with the one found added to the list; what is unclear stays to be chosen."""
    given = _as_sent(request)
    chosen = request.POST.get("person_valgt") or given["person"]
    options = lookup.people_of(request.user)(chosen.strip(), AT_MOST) if chosen.strip() else []
    exact = [each for each in options if each.value == chosen] or list(options)
    form = CourseForm(user=request.user, initial=given)
    if len(exact) == 1:
        lines = [line for line in given["people"].splitlines() if line.strip()]
        form.initial.update(people="\n".join([*lines, as_line(exact[0].thing)]), person="")
    else:
        widget: Any = form.fields["person"].widget
        widget.options = exact
    return form


def _as_sent(request: SignedInRequest) -> dict[str, Any]:
    return {name: request.POST.get(name, "") for name in CourseForm.base_fields if name != "file"}


def _preview(request: SignedInRequest, form: CourseForm, lines: list[Line]) -> HttpResponse:
    """What each gets; a file's lines now stand among those that are written."""
    given = form.cleaned_data
    shown: dict[str, Any] = {
        name: request.POST.get(name, "") for name in CourseForm.base_fields if name != "file"
    }
    shown |= {"people": "\n".join(form.all_lines()), "person": "", "competence": option(given["competence"])}
    again = CourseForm(user=request.user, initial=shown)
    good = [line for line in lines if not line.mistake]
    context = {
        "lines": lines,
        "good": good,
        "wrong": [line for line in lines if line.mistake],
        "digest": form.digest(),
        "competence": given["competence"],
        "level": given["level"],
        "held_on": given["held_on"],
        "until": expiry.expires_on(
            Source.COURSE, given["held_on"], given["expires_on"], given["competence"].validity_months
        ),
    }
    numbers = [line.person.employee_number for line in lines if line.person]
    record_access(AccessEvent.Action.VIEW, by=request.user, page="course", employee_numbers=numbers)
    return _show(request, again, context)


def _register(request: SignedInRequest, form: CourseForm, lines: list[Line]) -> HttpResponse:
    given = form.cleaned_data
    new = [
        NewAssessment(
            person=line.person,
            competence=given["competence"],
            level=given["level"],
            source=Source.COURSE,
            assessed_on=given["held_on"],
            assessed_by=oneself(request),
            expires_on=given["expires_on"],
        )
        for line in lines
        if line.person and not line.mistake
    ]
    actions.assess_many(new, by=request.user)
    text = ngettext(
        "Kurset er registrert for %(n)s ansatt.", "Kurset er registrert for %(n)s ansatte.", len(new)
    )
    messages.success(request, text % {"n": len(new)})
    return redirect("course")


def _show(request: SignedInRequest, form: CourseForm, context: dict[str, Any] | None = None) -> HttpResponse:
    return render(request, "holdings/course.html", {"form": form, **(context or {})})
