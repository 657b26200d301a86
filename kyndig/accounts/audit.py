"""The audit log: one row for every change, written in the change's own transaction."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Model

from kyndig.accounts.models import AuditEvent, User


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


def data_version() -> int:
    """The newest change's number: equal numbers, equal data."""
    return AuditEvent.objects.aggregate(newest=Max("id"))["newest"] or 0
