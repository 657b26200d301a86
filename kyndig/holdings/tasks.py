"""What waits on the home page: documents to look at, and levels that one may disagree with."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from kyndig.holdings import document_queries
from kyndig.holdings.models import Assessment, Disagreement, Holding, Source
from kyndig.organisation.reach import LEADERS, reach_of
from kyndig.web.tasks import Task

# Somebody who has not said anything for so long has nothing to say.
SPOKEN_OF = timedelta(days=30)


def tasks_of(request: HttpRequest) -> Iterator[Task]:
    """How many documents a leader has to look at. HR finds them on a page of their own."""
    reach = reach_of(request.user)
    if not (reach.has_access and reach.holds(*LEADERS)):
        return
    if number := document_queries.waiting_for(request.user).count():
        text = ngettext("Se på %(count)s dokument", "Se på %(count)s dokumenter", number) % {"count": number}
        yield Task(text, reverse("documents_waiting"), urgency=3)


def levels_of(request: HttpRequest) -> Iterator[Task]:
    """How many levels of one's own the leader has set otherwise than one had answered."""
    reach = reach_of(request.user)
    if reach.person_id is None or not reach.has_access:
        return
    if number := set_otherwise(reach.person_id).count():
        text = ngettext(
            "Se %(count)s nivå som lederen din har satt annerledes enn deg",
            "Se %(count)s nivåer som lederen din har satt annerledes enn deg",
            number,
        )
        yield Task(text % {"count": number}, reverse("my_competences"), urgency=4)


def set_otherwise(person_id: int) -> QuerySet[Holding]:
    """Levels that a leader has lately set otherwise than the person had answered, and not heard of since."""
    said = Assessment.objects.standing().filter(
        person_id=person_id, competence_id=OuterRef("competence_id"), source=Source.SELF
    )
    last = said.order_by("-assessed_on", "-pk")
    disputed = Disagreement.objects.filter(assessment__person_id=person_id).values("assessment_id")
    return (
        Holding.objects.filter(
            person_id=person_id,
            assessment__source=Source.LEADER,
            assessment__registered_at__gt=timezone.now() - SPOKEN_OF,
        )
        .exclude(assessment_id__in=disputed)
        .annotate(own=Subquery(last.values("level")[:1]), own_at=Subquery(last.values("registered_at")[:1]))
        .filter(own_at__lt=F("assessment__registered_at"))
        .exclude(own=F("level"))
    )
