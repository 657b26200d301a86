"""What waits for the user, told by what the lower apps hold: counts, and one's own certificates by name."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.accounts.models import CorrectionRequest, User
from kyndig.holdings.models import Holding
from kyndig.imports.models import ImportRun
from kyndig.organisation.models import LeaderProposal, Person
from kyndig.organisation.reach import LEADERS, Reach, reach_of
from kyndig.web.tasks import Task

# A certificate is spoken of from so long before it ends.
EXPIRY_NOTICE = timedelta(days=90)


def tasks_of(request: HttpRequest) -> Iterator[Task]:
    """Everything that waits for the user."""
    user = request.user
    if not isinstance(user, User):
        return
    reach = reach_of(user)
    yield from _own_certificates(reach)
    if reach.is_hr or reach.holds(*LEADERS):
        yield from _corrections(user)
        yield from _certificates_of_others(user, reach)
    if reach.is_hr:
        yield from _leaders_to_confirm()
    if reach.is_hr or reach.is_administrator:
        yield from _imports()


def _own_certificates(reach: Reach) -> Iterator[Task]:
    """One's own, by name: each with the day it ends."""
    if reach.person_id is None:
        return
    ending = Holding.objects.filter(
        person_id=reach.person_id, expires_on__range=(reach.on, reach.on + EXPIRY_NOTICE)
    )
    for holding in ending.select_related("competence").order_by("expires_on")[:3]:
        name = holding.competence.text("name")[0]
        yield Task(
            _("Forny %(competence)s") % {"competence": name},
            _where("own_competence"),
            urgency=2,
            due=holding.expires_on,
        )


def _corrections(user: User) -> Iterator[Task]:
    visible = Person.objects.visible_to(user).values("employee_number")
    waiting = CorrectionRequest.objects.filter(answered_at=None, employee_number__in=visible)
    number = waiting.exclude(user=user).count()
    if number:
        text = ngettext("Svar på %(count)s ønske om retting", "Svar på %(count)s ønsker om retting", number)
        yield Task(text % {"count": number}, _where("corrections"), urgency=1)


def _certificates_of_others(user: User, reach: Reach) -> Iterator[Task]:
    """How many end soon among one's people; HR is told in the figures, not here."""
    if reach.is_hr:
        return
    others = Person.objects.visible_to(user).exclude(employee_number=reach.employee_number)
    ending = Q(expires_on__range=(reach.on, reach.on + EXPIRY_NOTICE))
    number = Holding.objects.filter(ending, person__in=others.values("pk")).count()
    if number:
        text = ngettext(
            "Se %(count)s bevis som går ut innen 90 dager",
            "Se %(count)s bevis som går ut innen 90 dager",
            number,
        )
        yield Task(text % {"count": number}, reverse("home"), urgency=3)


def _leaders_to_confirm() -> Iterator[Task]:
    number = LeaderProposal.objects.filter(decided_at=None).count()
    if number:
        text = ngettext(
            "Bekreft %(count)s leder fra HR-filen", "Bekreft %(count)s ledere fra HR-filen", number
        )
        yield Task(text % {"count": number}, _where("leader_proposals"), urgency=2)


def _imports() -> Iterator[Task]:
    counts = ImportRun.objects.aggregate(
        ready=Count("pk", filter=Q(status=ImportRun.Status.PREVIEWED)),
        interrupted=Count("pk", filter=Q(status=ImportRun.Status.INTERRUPTED)),
    )
    if number := counts["interrupted"]:
        text = ngettext(
            "Start %(count)s avbrutt import på nytt", "Start %(count)s avbrutte importer på nytt", number
        )
        yield Task(text % {"count": number}, _where("imports"), urgency=2)
    if number := counts["ready"]:
        text = ngettext(
            "Se over %(count)s import som ikke er bekreftet",
            "Se over %(count)s importer som ikke er bekreftet",
            number,
        )
        yield Task(text % {"count": number}, _where("imports"), urgency=3)


def _where(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse("home")
