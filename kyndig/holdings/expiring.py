"""What runs out: which warnings are due on a day, and the lists that leaders read. One source for all."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from kyndig.holdings.models import Exemption, Holding
from kyndig.organisation.models import Employment, PersonQuerySet
from kyndig.organisation.nearest import nearest_leaders

# People are warned so many days before something ends.
THRESHOLDS = (90, 30, 7)
SOON = timedelta(days=max(THRESHOLDS))


def warning(expires_on: date, day: date) -> int | None:
    """The last warning reached by the day: 7, 30 or 90; None further ahead, and when it is over."""
    left = (expires_on - day).days
    return min((each for each in THRESHOLDS if 0 <= left <= each), default=None)


@dataclass(frozen=True)
class ExpiryNotice:
    """A warning that is due: to the person, and to those who lead them most nearly."""

    employee_number: str
    competence_id: int
    expires_on: date
    threshold: int
    leaders: frozenset[str] = frozenset()


def due_notices(
    rows: Iterable[tuple[str, int, date]],
    day: date,
    leaders: Mapping[str, Collection[str]],
    ahead: timedelta = timedelta(),
) -> list[ExpiryNotice]:
    """The warnings due on the day, of (employee number, competence, last day) rows. Pure.

    A day that nothing was asked on loses none: the same warning is due until the next is reached. With
    `ahead` those that will be reached so soon are due already.
    """
    return [
        ExpiryNotice(number, competence, ends, reached, frozenset(leaders.get(number, ())))
        for number, competence, ends in rows
        if ends >= day and (reached := warning(ends, min(day + ahead, ends))) is not None
    ]


def expiry_notices(day: date, ahead: timedelta = timedelta()) -> list[ExpiryNotice]:
    """The warnings that are due on the day, or will be so soon after, for everybody employed on it."""
    employed = Employment.objects.active(day).values("person_id")
    ending = (
        asked_for(Holding.objects.filter(person__in=employed), day)
        .filter(expires_on__range=(day, day + ahead + SOON))
        .order_by("expires_on", "person_id", "competence_id")
    )
    rows = list(ending.values_list("person__employee_number", "competence_id", "expires_on"))
    found = [(number, competence, ends) for number, competence, ends in rows if ends]
    return due_notices(found, day, nearest_leaders({number for number, _, _ in found}, day), ahead)


def asked_for(holdings: QuerySet[Holding], on: date) -> QuerySet[Holding]:
    """Without those that the person is exempt from on the day: nobody needs to renew them now."""
    exempt = Exemption.objects.valid(on).filter(
        person=OuterRef("person_id"), competence=OuterRef("competence_id")
    )
    return holdings.exclude(Exists(exempt)).exclude(expires_on=None)


def running_out(people: PersonQuerySet, on: date) -> QuerySet[Holding]:
    """What these people hold that is over on the day or ends within 90 days, the first to end first."""
    held = asked_for(Holding.objects.filter(person__in=people.values("pk")), on)
    return held.filter(expires_on__lte=on + SOON).order_by(
        "expires_on", "competence__name_nb", "person__last_name", "person__first_name", "id"
    )
