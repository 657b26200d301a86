"""What waits in the catalogue, as tasks on the home page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from kyndig.accounts.models import User
from kyndig.catalogue import policies
from kyndig.catalogue.models import Suggestion
from kyndig.web.tasks import Task


def tasks_of(request: HttpRequest) -> Iterator[Task]:
    """How many suggestions HR has to answer."""
    if not isinstance(request.user, User) or not policies.can_edit_catalogue(request.user):
        return
    if number := Suggestion.objects.waiting().count():
        text = ngettext("Svar på %(n)s forslag til katalogen", "Svar på %(n)s forslag til katalogen", number)
        yield Task(text % {"n": number}, reverse("suggestions"), urgency=4)
