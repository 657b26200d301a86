"""Documents that wait for somebody to look at them, as tasks on the home page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from kyndig.holdings import document_queries
from kyndig.organisation.reach import LEADERS, reach_of
from kyndig.web.tasks import Task


def tasks_of(request: HttpRequest) -> Iterator[Task]:
    """How many documents a leader has to look at. HR finds them on a page of their own."""
    reach = reach_of(request.user)
    if not (reach.has_access and reach.holds(*LEADERS)):
        return
    if number := document_queries.waiting_for(request.user).count():
        text = ngettext("Se på %(count)s dokument", "Se på %(count)s dokumenter", number) % {"count": number}
        yield Task(text, reverse("documents_waiting"), urgency=3)
