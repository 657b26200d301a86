"""Who sends to whom: a recipient is claimed by one process at a time.

The claim and "is being sent" are committed before the mail server is spoken to. A process that dies in
between leaves them; after a while somebody else takes over and sends again. So a letter may come twice
when the death falls between the server's yes and our note of it, and is never lost.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from kyndig.notices.models import Message, Recipient

Status = Message.Status
# Far longer than a conversation with a mail server can take, see EMAIL_TIMEOUT.
ABANDONED_AFTER = timedelta(minutes=15)
A_WEEK = timedelta(days=7)
# What has waited longer is no news any more.
STALE_AFTER = timedelta(days=14)
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


def too_old() -> datetime:
    """What was queued before this is not sent any more."""
    return timezone.now() - STALE_AFTER


def ready(now: datetime) -> QuerySet[Message]:
    """Messages to be sent now: those whose time has come, and those whose sender has died."""
    abandoned = Q(status=Status.SENDING, recipient__claimed_at__lt=now - ABANDONED_AFTER)
    return Message.objects.filter(Q(status=Status.QUEUED, next_attempt_at__lte=now) | abandoned)


@transaction.atomic
def claim(recipient: Recipient, now: datetime) -> list[Message]:
    """Take the recipient, and what one letter to them holds; empty when somebody else has, or all must wait.

    What is about something they heard of less than a week ago waits until the week is over.
    """
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - ABANDONED_AFTER)
    if not Recipient.objects.filter(free, pk=recipient.pk).update(claimed_at=now):
        return []
    # The claim is ours, so whoever marked something as being sent is gone.
    mine = Message.objects.filter(recipient=recipient)
    waiting = list(mine.filter(Q(status=Status.QUEUED, next_attempt_at__lte=now) | Q(status=Status.SENDING)))
    heard = _heard(mine, timezone.localdate(now))
    _postpone([each for each in waiting if each.topic in heard], heard)
    chosen = [each for each in waiting if each.topic not in heard]
    for each in chosen:
        each.status, each.attempts = Status.SENDING, each.attempts + 1
    Message.objects.bulk_update(chosen, ["status", "attempts"])
    if not chosen:
        release(recipient, now)
    return chosen


def _heard(mine: QuerySet[Message], today: date) -> dict[str, datetime]:
    """{topic: the morning when one may hear of it again}."""
    latest = mine.filter(status=Status.SENT).values("topic").annotate(latest=Max("sent_at"))
    days = {row["topic"]: timezone.localdate(row["latest"]) + A_WEEK for row in latest if row["latest"]}
    later = {topic: day for topic, day in days.items() if day > today}
    return {topic: timezone.make_aware(datetime.combine(day, time())) for topic, day in later.items()}


def _postpone(messages: Iterable[Message], until: dict[str, datetime]) -> None:
    held = list(messages)
    for each in held:
        each.status, each.next_attempt_at = Status.QUEUED, until[each.topic]
    Message.objects.bulk_update(held, ["status", "next_attempt_at"])


def release(recipient: Recipient, claimed_at: datetime) -> bool:
    """Let go of a claim. False when it was taken over meanwhile."""
    own = Recipient.objects.filter(pk=recipient.pk, claimed_at=claimed_at)
    return bool(own.update(claimed_at=None))


@transaction.atomic
def settle(
    recipient: Recipient, claimed_at: datetime, messages: Sequence[Message], status: Status, **fields: str
) -> None:
    """Write what came of a letter, and let go of its recipient."""
    if not release(recipient, claimed_at):
        return
    now = timezone.now()
    for each in messages:
        each.status, each.next_attempt_at = status, None
        for name, value in fields.items():
            setattr(each, name, value)
        if status == Status.SENT:
            each.sent_at, each.last_error = now, ""
    Message.objects.bulk_update(messages, ["status", "next_attempt_at", "sent_at", "last_error", *fields])
    _note_bounce(recipient, status, fields.get("address_digest", ""), now)


def _note_bounce(recipient: Recipient, status: Status, digest: str, now: datetime) -> None:
    mine = Recipient.objects.filter(pk=recipient.pk)
    if status == Status.SENT and digest:
        mine.exclude(bounced_at=None).update(bounced_at=None, bounced_digest="")
    elif status == Status.BOUNCED and digest != recipient.bounced_digest:
        mine.update(bounced_at=now, bounced_digest=digest)


@transaction.atomic
def put_back(recipient: Recipient, claimed_at: datetime, messages: Sequence[Message], error: str) -> Status:
    """Try again later; after five times give up. Returns what came of the first message."""
    if not release(recipient, claimed_at):
        return Status.QUEUED
    now = timezone.now()
    for each in messages:
        again = each.attempts <= len(RETRY_AFTER)
        each.status = Status.QUEUED if again else Status.FAILED
        each.next_attempt_at = now + RETRY_AFTER[each.attempts - 1] if again else None
        each.last_error = error
    Message.objects.bulk_update(messages, ["status", "next_attempt_at", "last_error"])
    return Status(messages[0].status)
