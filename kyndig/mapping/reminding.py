"""Telling those whom a round asks: when it opens, and twice at most after that, never twice in a week."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.models import User
from kyndig.mapping.cells import Asking
from kyndig.mapping.models import Participation, Round
from kyndig.notices import actions, queries
from kyndig.notices.kinds import Kind
from kyndig.notices.models import Message, Recipient
from kyndig.notices.providers import Due
from kyndig.organisation.models import Person, PersonQuerySet, Unit
from kyndig.organisation.reach import Reach, today

CODE = "round"
WEEK = timedelta(days=7)
# The first one and two reminders: more is nagging.
MOST = 3
Status = Message.Status
# What reaches somebody, or is about to.
_TOLD = Q(status__in=[Status.QUEUED, Status.SENDING, Status.SENT])


def topic_of(round_: Round) -> str:
    """What notices about a round are about."""
    return f"{CODE}:{round_.pk}"


def missing(round_: Round, day: date, unit: Unit | None = None, reach: Reach | None = None) -> PersonQuerySet:
    """Those whom the round asks (at or below the unit) and who have not sent their answers."""
    asked = Asking(round_, day, reach).employments(unit).values("person_id")
    sent = Participation.objects.filter(round=round_).exclude(sent_at=None).values("person_id")
    return Person.objects.filter(pk__in=asked).exclude(pk__in=sent)


def due_on(day: date) -> Iterator[Due]:
    """Everybody who is to hear of a round on the day: two queries a round."""
    for round_ in Round.objects.under_way(day):
        path, topic, key = own_path(round_), topic_of(round_), step_on(round_, day)
        for number in missing(round_, day).values_list("employee_number", flat=True):
            yield Due(number, CODE, topic, path, key)


def own_path(round_: Round) -> str:
    """The page that notices about a round open."""
    return reverse("own_round", args=[round_.pk])


def step_on(round_: Round, day: date) -> str:
    """Which notice the day is for: the first one, one after a week, one in the round's last week.

    Who has had it hears no more of it; who comes later, while no other is due, gets the first.
    """
    begun = timezone.localdate(round_.started_at) if round_.started_at else round_.opens_on
    since = day - max(begun, round_.opens_on)
    if WEEK <= since < 2 * WEEK:
        return "after a week"
    return "last week" if since >= 2 * WEEK and round_.closes_on - day < WEEK else "first"


def still(topic: str, recipients: Sequence[Recipient]) -> Iterable[Recipient]:
    """Those of the recipients whom the round still asks and who have not been told too often."""
    round_ = Round.objects.filter(pk=topic.partition(":")[2]).first()
    if round_ is None or not round_.takes_answers(today()):
        return []
    numbers = {each.employee_number for each in recipients if each.employee_number}
    waiting = set(
        missing(round_, today()).filter(employee_number__in=numbers).values_list("employee_number", flat=True)
    )
    often = {number for number, told in _told(topic, numbers).items() if told.sent >= MOST}
    return [each for each in recipients if each.employee_number in waiting - often]


def names_of(topics: Collection[str]) -> Mapping[str, str]:
    """What the rounds are called, for HR's list of what was sent."""
    rounds = Round.objects.filter(pk__in=[topic.partition(":")[2] for topic in topics])
    return {topic_of(each): each.name for each in rounds}


KIND = Kind(
    code=CODE,
    name=_("Kartlegging"),
    subject=_("Noe venter på deg i Kyndig"),
    text=_("Noe venter på deg i Kyndig. Det tar 2–3 minutter."),
    pages=frozenset({"own_round"}),
    still=still,
    topic_names=names_of,
)


@dataclass(frozen=True)
class Told:
    """How often somebody has been told of a round, or soon will be, and when last."""

    times: int = 0
    sent: int = 0
    last: date | None = None

    @property
    def lately(self) -> bool:
        return self.last is not None and self.last > today() - WEEK

    @property
    def enough(self) -> bool:
        return self.times >= MOST


def told_of(round_: Round, numbers: Collection[str]) -> dict[str, Told]:
    """What each of the employees has been told of the round; who has heard nothing is left out."""
    return _told(topic_of(round_), numbers)


def _told(topic: str, numbers: Collection[str]) -> dict[str, Told]:
    rows = (
        Message.objects.filter(_TOLD, kind=CODE, topic=topic, recipient__employee_number__in=numbers)
        .order_by()
        .values_list("recipient__employee_number")
        .annotate(times=Count("pk"), sent=Count("pk", filter=Q(status=Status.SENT)), last=Max("created_at"))
    )
    return {
        number: Told(times, sent, timezone.localdate(last)) for number, times, sent, last in rows if number
    }


@dataclass(frozen=True)
class Reminded:
    """What became of a reminder: how many are to get one, and why the others are not."""

    told: int
    lately: int
    enough: int
    unreached: int


def remind(*, round_: Round, unit: Unit, by: User) -> Reminded:
    """Remind those at or below the unit who have not sent: none of them twice in a week, or too often.

    The caller has checked that the user may see who they are.
    """
    numbers = set(missing(round_, today(), unit).values_list("employee_number", flat=True))
    told = told_of(round_, numbers)
    unreached = set(queries.unreached_among(numbers))
    lately = {number for number, each in told.items() if each.lately} - unreached
    enough = {number for number, each in told.items() if each.enough} - lately - unreached
    chosen = numbers - unreached - lately - enough
    if chosen and round_.takes_answers(today()):
        actions.queue(
            kind=CODE,
            topic=topic_of(round_),
            path=own_path(round_),
            to=chosen,
            by=by,
            key=today().isoformat(),
        )
    return Reminded(len(chosen), len(lately), len(enough), len(unreached))
