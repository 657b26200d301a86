"""Queueing notices, and what HR does about those that did not arrive."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.notices import directory, kinds, paths, tasks
from kyndig.notices.claims import too_old
from kyndig.notices.models import Message, Recipient
from kyndig.notices.policies import check_can_see_outbox
from kyndig.notices.providers import Due

_TOPIC = re.compile(r"[a-z_]{1,30}(:[\w-]{1,40})?", re.ASCII)
LONGEST = 80
Status = Message.Status
NOT_ARRIVED = (Status.FAILED, Status.BOUNCED, Status.NO_ADDRESS)


def week_of(day: date) -> str:
    """The week, as the key of a reason that comes again each week: "2027-W03"."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


@transaction.atomic
def queue(
    *,
    kind: str,
    topic: str,
    path: str,
    by: User | None,
    to: Iterable[str] = (),
    users: Iterable[User] = (),
    key: str = "",
) -> int:
    """Tell these employees (by number) and users of one thing; returns how many are new in the queue.

    The same kind, topic and key (default: this week) is told each of them once, whoever asks and however
    often. Raises KeyError for a kind that is not registered, ValueError for an unfit topic or path.
    """
    chosen = list(users)
    numbers = {*to, *(user.employee_number for user in chosen if user.employee_number)}
    recipients = [*_employees(numbers), *_outsiders([user for user in chosen if not user.employee_number])]
    made = _put(recipients, _checked(Due("", kind, topic, path, key)))
    _follow_up({kind: made}, by)
    return made


@transaction.atomic
def queue_due(due: Iterable[Due], *, by: User | None = None) -> int:
    """Queue what the providers found, in sets: as many statements for ten thousand people as for ten."""
    groups: dict[Due, set[str]] = {}
    for each in due:
        about = Due("", each.kind, each.topic, each.path, each.key)
        groups.setdefault(about, set()).add(each.employee_number)
    recipients = {each.key: each for each in _employees({n for numbers in groups.values() for n in numbers})}
    made: dict[str, int] = {}
    for about, numbers in groups.items():
        there = [recipients[number] for number in sorted(numbers)]
        made[about.kind] = made.get(about.kind, 0) + _put(there, _checked(about))
    _follow_up(made, by)
    return sum(made.values())


def _checked(about: Due) -> Due:
    """With its key. Raises ValueError or KeyError for what may not be queued."""
    kind = kinds.kind(about.kind)
    if not _TOPIC.fullmatch(about.topic) or len(about.key) > LONGEST:
        raise ValueError(f"unfit topic or key: {about.topic} {about.key}")
    if paths.page_of(about.path).view_name not in kind.pages:
        raise paths.UnfitPathError(about.path)
    return Due("", about.kind, about.topic, about.path, about.key or week_of(timezone.localdate()))


def _employees(numbers: Iterable[str]) -> list[Recipient]:
    found: list[Recipient] = []
    for batch in directory.batches(sorted(numbers)):
        rows = [Recipient(employee_number=number) for number in batch]
        Recipient.objects.bulk_create(rows, ignore_conflicts=True)
        found += Recipient.objects.filter(employee_number__in=batch)
    return found


def _outsiders(users: Collection[User]) -> list[Recipient]:
    Recipient.objects.bulk_create([Recipient(user=user) for user in users], ignore_conflicts=True)
    return list(Recipient.objects.filter(user__in=users))


def _put(recipients: Collection[Recipient], about: Due) -> int:
    """The number of new messages; the database refuses what is there already, also from another process."""
    same = Message.objects.filter(kind=about.kind, topic=about.topic, key=about.key)
    told = set(same.values_list("recipient_id", flat=True))
    rows = [
        Message(
            recipient=recipient,
            kind=about.kind,
            topic=about.topic,
            key=about.key,
            path=about.path,
            next_attempt_at=timezone.now(),
        )
        for recipient in recipients
        if recipient.pk not in told
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _follow_up(made: Mapping[str, int], by: User | None) -> None:
    """An audit row for each kind, and the sending as soon as the queue is there to be read."""
    for kind, number in made.items():
        if number:
            audit.record("notices.messages.queued", by=by, kind=kind, count=number)
    if any(made.values()):
        transaction.on_commit(tasks.start)


@transaction.atomic
def try_again(*, by: User) -> int:
    """Queue once more what lately did not arrive, also to addresses that refused; returns how many."""
    check_can_see_outbox(by)
    failed = Message.objects.filter(status__in=NOT_ARRIVED, created_at__gt=too_old())
    Recipient.objects.filter(messages__in=failed).update(bounced_at=None, bounced_digest="")
    number = failed.update(
        status=Status.QUEUED, attempts=0, next_attempt_at=timezone.now(), sent_at=None, last_error=""
    )
    if number:
        audit.record("notices.messages.retried", by=by, count=number)
        transaction.on_commit(tasks.start)
    return number
