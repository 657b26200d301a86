"""Talks to prepare and to plan, as tasks on the home page: counts, never names."""

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.accounts.models import User
from kyndig.dialogues import policies, queries
from kyndig.dialogues.models import Dialogue, Side
from kyndig.organisation.own_leader import own_leaders
from kyndig.organisation.reach import reach_of
from kyndig.web.tasks import Task

# A leader prepares this close to the talk; an employee is told at once.
SOON = timedelta(days=14)


def tasks_of(request: HttpRequest) -> Iterator[Task]:
    """What waits for the employee, and for the leader."""
    user = request.user
    if not isinstance(user, User) or not reach_of(user).has_access:
        return
    yield from _own(user)
    if policies.leads_somebody(user):
        yield from _led(user)


def _own(user: User) -> Iterator[Task]:
    mine = Dialogue.objects.planned().filter(person_id=reach_of(user).person_id or 0)
    unprepared = mine.exclude(preparations__side=Side.EMPLOYEE).first()
    if (
        unprepared
        and own_leaders([unprepared.person_id], reach_of(user).on).get(unprepared.person_id)
        == unprepared.leader_id
    ):
        due = unprepared.planned_on
        yield Task(_("Forbered deg til medarbeidersamtalen"), reverse("my_dialogue"), urgency=2, due=due)


def _led(user: User) -> Iterator[Task]:
    on = reach_of(user).on
    found = queries.standings(user, on)
    if number := sum(each.is_due for each in found):
        text = ngettext("Avtal %(count)s medarbeidersamtale", "Avtal %(count)s medarbeidersamtaler", number)
        yield Task(text % {"count": number}, reverse("dialogues"), urgency=4)
    close = [each.planned for each in found if each.planned and each.planned.planned_on <= on + SOON]
    if close:
        text = ngettext(
            "Gjør klar %(count)s medarbeidersamtale", "Gjør klar %(count)s medarbeidersamtaler", len(close)
        )
        first = min(each.planned_on for each in close)
        yield Task(text % {"count": len(close)}, reverse("dialogues"), urgency=2, due=first)
