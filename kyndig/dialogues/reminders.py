"""Letters about dialogues: one is near, or some are due. They name nobody."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.models import User
from kyndig.dialogues.models import Dialogue
from kyndig.dialogues.queries import is_due, last_held
from kyndig.notices.kinds import Kind
from kyndig.notices.models import Recipient
from kyndig.notices.providers import Due
from kyndig.organisation.models import Person
from kyndig.organisation.own_leader import own_leaders
from kyndig.organisation.reach import today

SOON = "dialogue_soon"
DUE = "dialogue_due"
# As far ahead as a source of dates looks, see `providers.Due`.
AHEAD = timedelta(days=8)


def due(on: date) -> Iterator[Due]:
    """Both of the two a week before a talk, once; leaders with somebody due, once a month."""
    yield from _soon(on)
    path, key = reverse("dialogues"), f"{on:%Y-%m}"
    for number in _leaders_with_somebody_due(on):
        yield Due(number, DUE, DUE, path, key)


def _soon(on: date) -> Iterator[Due]:
    near = Dialogue.objects.planned().filter(planned_on__range=(on, on + AHEAD))
    leaders = own_leaders(set(near.values_list("person_id", flat=True)), on)
    for each in near.select_related("person", "leader"):
        if each.leader is None or leaders.get(each.person_id) != each.leader_id:
            continue  # planned by somebody who no longer leads the person
        key = f"{each.pk}-{each.planned_on}"
        yield Due(each.person.employee_number, SOON, SOON, reverse("my_dialogue"), key)
        if each.leader.employee_number:
            yield Due(each.leader.employee_number, SOON, SOON, reverse("dialogues"), key)


def _leaders_with_somebody_due(on: date) -> list[str]:
    leaders = own_leaders(None, on)
    last = last_held(Person.objects.active(on).values("pk"))
    planned = dict(Dialogue.objects.planned().values_list("person_id", "leader_id"))
    waiting = {
        leader
        for person, leader in leaders.items()
        if planned.get(person) != leader and is_due(last.get(person), on)
    }
    numbers = User.objects.filter(employee_number__isnull=False).values_list("pk", "employee_number")
    return sorted(number for pk, number in numbers if pk in waiting and number)


def _still(topic: str, recipients: Sequence[Recipient]) -> Iterable[Recipient]:
    on = today()
    numbers = {each.employee_number for each in _soon(on)}
    if topic == DUE:
        numbers = set(_leaders_with_somebody_due(on))
    return [each for each in recipients if each.employee_number in numbers]


KINDS = (
    Kind(
        code=SOON,
        name=_("Påminnelse om medarbeidersamtale"),
        subject=_("Snart medarbeidersamtale"),
        text=_(
            "Det er snart tid for en medarbeidersamtale. Åpne Kyndig for å se når, og for å forberede deg."
        ),
        pages=frozenset({"my_dialogue", "dialogues"}),
        still=_still,
    ),
    Kind(
        code=DUE,
        name=_("Påminnelse om å avtale medarbeidersamtaler"),
        subject=_("Medarbeidersamtaler å avtale"),
        text=_("Det er på tide å avtale medarbeidersamtaler. Åpne Kyndig for å se med hvem."),
        pages=frozenset({"dialogues"}),
        still=_still,
    ),
)
