"""Talks to prepare and to plan, as tasks on the home page: counts, never names."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.accounts.models import User
from kyndig.dialogues import policies
from kyndig.dialogues.models import Dialogue, Preparation, Side
from kyndig.dialogues.queries import Turn, turns
from kyndig.organisation.own_leader import led_by, own_leaders
from kyndig.organisation.reach import Reach, reach_of
from kyndig.web.tasks import Task

# A leader prepares this close to the talk; an employee is told at once.
SOON = timedelta(days=14)


def tasks_of(request: HttpRequest) -> Iterator[Task]:
    """What waits for the employee, and for the leader."""
    user = request.user
    if not isinstance(user, User) or not reach_of(user).has_access:
        return
    reach = reach_of(user)
    led = led_by(user, reach.on, tree_id=reach.tree_id) if policies.leads_somebody(user) else []
    prepared = Preparation.objects.filter(dialogue=OuterRef("pk"), side=Side.EMPLOYEE)
    # Both in one statement: the home page gathers from everywhere.
    talks = list(
        Dialogue.objects.filter(person__in=[*led, reach.person_id or 0]).annotate(prepared=Exists(prepared))
    )
    yield from _own(talks, reach)
    yield from _led(turns(talks, led, user, reach.on), reach.on)


def _own(talks: Iterable[Any], reach: Reach) -> Iterator[Task]:
    for each in talks:
        if each.person_id == reach.person_id and each.is_planned and not each.prepared:
            leaders = own_leaders([each.person_id], reach.on, tree_id=reach.tree_id)
            if leaders.get(each.person_id) == each.leader_id:
                text = _("Forbered deg til medarbeidersamtalen")
                yield Task(text, reverse("my_dialogue"), urgency=2, due=each.planned_on)


def _led(found: Mapping[int, Turn], on: date) -> Iterator[Task]:
    if number := sum(each.is_due for each in found.values()):
        text = ngettext("Avtal %(count)s medarbeidersamtale", "Avtal %(count)s medarbeidersamtaler", number)
        yield Task(text % {"count": number}, reverse("dialogues"), urgency=4)
    close = [each.planned for each in found.values() if each.planned and each.planned.planned_on <= on + SOON]
    if close:
        text = ngettext(
            "Gjør klar %(count)s medarbeidersamtale", "Gjør klar %(count)s medarbeidersamtaler", len(close)
        )
        first = min(each.planned_on for each in close)
        yield Task(text % {"count": len(close)}, reverse("dialogues"), urgency=2, due=first)
