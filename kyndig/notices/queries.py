"""What HR and leaders see of the outbox."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max, Min

from kyndig.notices import directory, kinds
from kyndig.notices.addressing import digest
from kyndig.notices.models import Message, Recipient

Status = Message.Status
# In the order of HR's list.
SHOWN = (Status.SENT, Status.QUEUED, Status.FAILED, Status.BOUNCED, Status.NO_ADDRESS, Status.LAPSED)


@dataclass
class Sending:
    """All messages of one kind about one topic: when, and how many with each status."""

    kind: str
    topic: str
    name: str
    about: str = ""
    latest: datetime | None = None
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Unreached:
    """An employee whom no letter reaches; `since` is when their address refused one."""

    person: directory.Named
    since: datetime | None = None


def groups() -> list[tuple[str, str]]:
    """(kind, topic) of all that was ever queued and is still kept, the newest first."""
    found = Message.objects.order_by().values_list("kind", "topic").annotate(latest=Max("created_at"))
    return [(kind, topic) for kind, topic, _latest in found.order_by("-latest", "kind", "topic")]


def sendings(chosen: Collection[tuple[str, str]]) -> list[Sending]:
    """The groups with their counts and names; as many queries for one as for fifty, a kind."""
    rows = {pair: _empty(*pair) for pair in chosen}
    topics = {topic for _kind, topic in chosen}
    counted = Message.objects.filter(topic__in=topics).order_by().values("kind", "topic", "status")
    for row in counted.annotate(n=Count("pk"), latest=Max("created_at")):
        sending = rows.get((row["kind"], row["topic"]))
        if sending:
            sending.counts[row["status"]] = row["n"]
            sending.latest = max(filter(None, [sending.latest, row["latest"]]))
    _name_topics(rows.values())
    return list(rows.values())


def _empty(code: str, topic: str) -> Sending:
    kind = kinds.known(code)
    return Sending(code, topic, str(kind.name) if kind else code)


def _name_topics(found: Iterable[Sending]) -> None:
    by_kind: dict[str, list[Sending]] = {}
    for each in found:
        by_kind.setdefault(each.kind, []).append(each)
    for code, group in by_kind.items():
        kind = kinds.known(code)
        names = kind.topic_names({each.topic for each in group}) if kind else {}
        for each in group:
            each.about = str(names.get(each.topic, ""))


def waiting_since() -> datetime | None:
    """When the oldest message that still waits was queued."""
    waiting = Message.objects.filter(status__in=[Status.QUEUED, Status.SENDING])
    oldest: datetime | None = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    return oldest


def not_arrived() -> int:
    """How many messages were given up or came back."""
    return Message.objects.filter(status__in=[Status.FAILED, Status.BOUNCED]).count()


def bounced() -> list[Unreached]:
    """Employees whose address, as it is today, has refused a letter."""
    refused = Recipient.objects.exclude(bounced_at=None).exclude(employee_number=None)
    rows = {each.employee_number or "": each for each in refused}
    addresses = directory.employees_addresses(rows.keys())
    current = [n for n, each in addresses.items() if rows[n].bounced_digest == digest(each.email)]
    return [Unreached(each, rows[each.employee_number].bounced_at) for each in directory.names_of(current)]


def unreached(numbers: Collection[str]) -> list[Unreached]:
    """Those employed today among the numbers whom no letter reaches: without an address, or a refused one.

    For a leader's list of whom to tell in another way; pass the numbers the leader may see.
    """
    addresses = directory.employees_addresses(numbers)
    refused = Recipient.objects.filter(employee_number__in=numbers).exclude(bounced_at=None)
    rows = {each.employee_number: each for each in refused}
    found: dict[str, datetime | None] = {}
    for number, address in addresses.items():
        its_own = rows.get(number)
        if not address.usable:
            found[number] = None
        elif its_own and its_own.bounced_digest == digest(address.email):
            found[number] = its_own.bounced_at
    return [Unreached(each, found[each.employee_number]) for each in directory.names_of(found)]
