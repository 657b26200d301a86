"""Warnings about what runs out, for the outbox: the letter says that something does, never what or whose."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyndig.holdings import expiring
from kyndig.holdings.expiring import ExpiryNotice
from kyndig.notices.kinds import Kind
from kyndig.notices.models import Recipient
from kyndig.notices.providers import Due
from kyndig.organisation.reach import today

OWN, LED = "expiry_own", "expiry_led"
# Nobody hears of a topic more than once a week, so a letter speaks of the week to come.
AHEAD = timedelta(days=6)


def due(day: date) -> Iterator[Due]:
    """What the outbox is told each day; each warning about a last day once."""
    for notice in expiring.expiry_notices(day, AHEAD):
        key = f"{notice.threshold}:{notice.expires_on.isoformat()}"
        yield Due(notice.employee_number, OWN, OWN, reverse("my_competences"), key)
        for leader in sorted(notice.leaders):
            yield Due(leader, LED, LED, reverse("expiring"), key)


def _still_own(_topic: str, recipients: Sequence[Recipient]) -> Iterable[Recipient]:
    numbers = {notice.employee_number for notice in _coming()}
    return [each for each in recipients if each.employee_number in numbers]


def _still_led(_topic: str, recipients: Sequence[Recipient]) -> Iterable[Recipient]:
    numbers = {number for notice in _coming() for number in notice.leaders}
    return [each for each in recipients if each.employee_number in numbers]


def _coming() -> list[ExpiryNotice]:
    return expiring.expiry_notices(today(), AHEAD)


KINDS = (
    Kind(
        OWN,
        name=_("Bevis som går ut"),
        subject=_("Noe du har dokumentert, går snart ut"),
        text=_("Noe du har dokumentert, går snart ut. Se hva, og legg inn et nytt bevis når du har det."),
        pages=frozenset({"my_competences"}),
        still=_still_own,
    ),
    Kind(
        LED,
        name=_("Bevis som går ut, til lederen"),
        subject=_("Et bevis hos dem du leder, går snart ut"),
        text=_("Et eller flere bevis hos dem du leder, går snart ut. Se hvilke, og hvem som trenger kurs."),
        pages=frozenset({"expiring"}),
        still=_still_led,
    ),
)
