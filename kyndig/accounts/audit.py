"""The audit log: one row for every change, written in the change's own transaction."""

from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Model, Sum

from kyndig.accounts.models import AuditEvent, User

# So many of the newest changes tell the version: more than overtake the slowest writer in any minute, and
# few enough to be read from the index on every page.
_WATCHED = 2000


class Version(NamedTuple):
    """A version of the data: the newest change's number, and the sum of the newest ones'."""

    newest: int
    sum: int


def record(
    act: str, *, by: User | AnonymousUser | None, on: Model | None = None, reason: str = "", **detail: Any
) -> AuditEvent:
    """Write that `by` (None: the system) did `act` ("app.thing.verb") to `on`.

    `detail` is stored as JSON and shown to administrators: counts and codes, never a person's values.
    """
    return AuditEvent.objects.create(
        actor=by if isinstance(by, User) else None,
        act=act,
        object_type=on._meta.label_lower if on else "",
        object_id=str(on.pk) if on else "",
        reason=reason,
        detail=detail,
    )


def data_version() -> Version:
    """Which version of the data one has: equal versions, equal data.

    The newest number alone would not do: a transaction that got its number early and commits late has a
    lower one. It changes the sum. None is missed while fewer than `_WATCHED` changes overtake it, and when
    more do, only if nothing changes after it either.
    """
    watched = AuditEvent.objects.order_by("-id").values("id")[:_WATCHED]
    found = watched.aggregate(newest=Max("id", default=0), sum=Sum("id", default=0))
    return Version(found["newest"], found["sum"])
