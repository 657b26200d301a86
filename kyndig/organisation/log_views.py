"""Who did what, when and why. HR and administrators see all of it; others their own, or counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from kyndig.accounts import audit, vocabulary
from kyndig.accounts.models import AuditEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.organisation.access_forms import date_field
from kyndig.organisation.access_search import contains
from kyndig.organisation.policies import (
    can_act_as_hr,
    can_read_log_counts,
    can_read_whole_log,
    check_can_read_own_log,
)
from kyndig.web import downloads

PER_PAGE = 50
FEW = 5
# Reasons that are about the system, not about a person's competence; administrators read these only.
SYSTEMS_OWN = ("accounts.", "catalogue.", "imports.", "organisation.", "requirements.")
COLUMNS = [
    downloads.Column(gettext_lazy("Når")),
    downloads.Column(gettext_lazy("Hvem")),
    downloads.Column(gettext_lazy("Hva")),
    downloads.Column(gettext_lazy("Gjelder")),
    downloads.Column(gettext_lazy("Hvorfor")),
]


class LogFilter(forms.Form):
    """What the log is narrowed to."""

    hvem = forms.CharField(label=gettext_lazy("Hvem"), required=False, max_length=100)
    hva = forms.ChoiceField(label=gettext_lazy("Hva"), required=False)
    fra = date_field(gettext_lazy("Fra og med"), required=False)
    til = date_field(gettext_lazy("Til og med"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts: Any = self.fields["hva"]
        acts.choices = [("", _("Alle endringer")), *vocabulary.named_acts()]

    def narrow(self, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        """The events that pass; a filter that cannot be read narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        for word in given.get("hvem", "").split():
            events = events.filter(
                contains("actor__first_name", word)
                | contains("actor__last_name", word)
                | contains("actor__username", word)
            )
        if given.get("hva"):
            events = events.filter(act=given["hva"])
        if given.get("fra"):
            events = events.filter(at__date__gte=given["fra"])
        if given.get("til"):
            events = events.filter(at__date__lte=given["til"])
        return events


@dataclass(frozen=True)
class Line:
    """An event as the asker may read it."""

    event: AuditEvent
    reason: str


@require_GET
def log(request: SignedInRequest) -> HttpResponse:
    """Who did what, when, and why? Never the values."""
    check_can_read_own_log(request.user)
    if can_read_log_counts(request.user) and not can_read_whole_log(request.user):
        return _counts(request)
    form = LogFilter(request.GET)
    events = form.narrow(AuditEvent.objects.select_related("actor"))
    if not can_read_whole_log(request.user):
        events = events.filter(actor=request.user)
    file = downloads.answer(request.GET.get("format", ""), "endringslogg", COLUMNS, _rows(request, events))
    if file is not None:
        audit.record("accounts.log.exported", by=request.user)
        return file
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("side"))
    lines = [Line(event, _reason(request, event)) for event in page]
    whole = can_read_whole_log(request.user)
    context = {"form": form, "page": page, "lines": lines, "whole": whole}
    return render(request, "organisation/log.html", context)


def _reason(request: SignedInRequest, event: AuditEvent) -> str:
    own = event.actor_id == request.user.pk
    readable = own or can_act_as_hr(request.user) or event.act.startswith(SYSTEMS_OWN)
    return event.reason if readable else ""


def _rows(request: SignedInRequest, events: QuerySet[AuditEvent]) -> Iterator[list[Any]]:
    for event in events.iterator():
        yield [
            timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M"),
            event.actor.display_name if event.actor else "",
            vocabulary.act_text(event.act),
            ", ".join(vocabulary.detail_texts(event)),
            _reason(request, event),
        ]


def _counts(request: SignedInRequest) -> HttpResponse:
    months = AuditEvent.objects.annotate(month=TruncMonth("at")).values("month", "act")
    counted = months.annotate(number=Count("id")).order_by("-month", "act")
    # Few changes can be about few people.
    rows = [
        (each["month"], vocabulary.act_text(each["act"]), each["number"] if each["number"] >= FEW else None)
        for each in counted[:500]
    ]
    return render(request, "organisation/log_counts.html", {"rows": rows})
