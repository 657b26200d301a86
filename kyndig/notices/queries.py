"""What HR and leaders see of the outbox."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from kyndig.notices import directory, kinds
from kyndig.notices.addressing import digest
from kyndig.notices.models import Message, Recipient

Status = Message.Status
# In the order of HR's list.
SHOWN = (Status.SENT, Status.QUEUED, Status.FAILED, Status.BOUNCED, Status.NO_ADDRESS, Status.LAPSED)


@dataclass
class Sending:
    """All messages of one kind, or of one kind about one topic: when, and how many with each status."""

    kind: str
    topic: str
    name: str
    latest: datetime
    about: str = ""
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Unreached:
    """An employee whom no letter reaches; `since` is when their address refused one."""

    person: directory.Named
    since: datetime | None = None


def sendings() -> list[Sending]:
    """All that is kept, the newest first: a line for each kind, or for each topic where these have names."""
    messages = Message.objects.order_by()
    apart = Q(kind__in=kinds.told_apart())
    found: dict[tuple[str, str], Sending] = {}
    for row in [*_counted(messages.exclude(apart), []), *_counted(messages.filter(apart), ["topic"])]:
        code, topic = row["kind"], row.get("topic", "")
        sending = found.setdefault((code, topic), _empty(code, topic, row["latest"]))
        sending.counts[row["status"]] = row["n"]
        sending.latest = max(sending.latest, row["latest"])
    _name_topics(found.values())
    return sorted(found.values(), key=lambda each: each.latest, reverse=True)


def _counted(messages: QuerySet[Message], by: list[str]) -> Iterable[dict[str, Any]]:
    found: Any = messages.values("kind", "status", *by).annotate(n=Count("pk"), latest=Max("created_at"))
    return list(found)


def _empty(code: str, topic: str, latest: datetime) -> Sending:
    kind = kinds.known(code)
    return Sending(code, topic, str(kind.name) if kind else code, latest)


def _name_topics(found: Iterable[Sending]) -> None:
    by_kind: dict[str, list[Sending]] = {}
    for each in found:
        by_kind.setdefault(each.kind, []).append(each)
    for code, group in by_kind.items():
        kind = kinds.known(code)
        names = kind.topic_names({each.topic for each in group}) if kind and kind.topic_names else {}
        for each in group:
            each.about = str(names.get(each.topic, ""))


def not_arrived() -> int:
    """How many messages were given up or came back."""
    return Message.objects.filter(status__in=[Status.FAILED, Status.BOUNCED]).count()


def waiting_since() -> datetime | None:
    """When the oldest message that still waits was queued."""
    waiting = Message.objects.filter(status__in=[Status.QUEUED, Status.SENDING])
    oldest: datetime | None = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    return oldest


Since = dict[str, datetime | None]


def all_unreached() -> Since:
    """{number: since when} of all employed today whom no letter reaches; None for those without an address.

    Those whose address has refused one come first, then the rest by name.
    """
    rows = _refused(Recipient.objects.exclude(employee_number=None))
    refused = {
        number: rows[number].bounced_at
        for number, address in directory.employees_addresses(rows.keys()).items()
        if address.usable and rows[number].bounced_digest == digest(address.email)
    }
    return {**refused, **dict.fromkeys(directory.without_email())}


def unreached_among(numbers: Collection[str]) -> Since:
    """The same of some, e.g. those whom a leader may see."""
    rows = _refused(Recipient.objects.filter(employee_number__in=numbers))
    found: Since = {}
    for number, address in directory.employees_addresses(numbers).items():
        if not address.usable:
            found[number] = None
        elif number in rows and rows[number].bounced_digest == digest(address.email):
            found[number] = rows[number].bounced_at
    return found


def _refused(recipients: QuerySet[Recipient]) -> dict[str, Recipient]:
    return {each.employee_number or "": each for each in recipients.exclude(bounced_at=None)}


def named(since: Since, numbers: Collection[str]) -> list[Unreached]:
    """These of them, by name."""
    return [Unreached(each, since[each.employee_number]) for each in directory.names_of(numbers)]
