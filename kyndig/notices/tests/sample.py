"""Two kinds of notice as an app above would register them, and short ways to queue and send."""

from datetime import timedelta
from typing import Any

import time_machine
from django.core import mail

from kyndig.notices import actions, sending
from kyndig.notices.kinds import Kind
from kyndig.notices.models import Message

PAGE = "/min/kompetanse/"
ROUND = Kind(
    code="sample_round",
    name="Påminnelse om kartlegging",
    subject="Bekreft kompetansen din",
    text="Kartleggingen er åpen. Det tar 2–3 minutter.",
    pages=frozenset({"my_competences"}),
    topic_names=lambda topics: {topic: f"Runde {topic.partition(':')[2]}" for topic in topics},
)
CERTIFICATE = Kind(
    code="sample_certificate",
    name="Bevis som går ut",
    subject="Noe du har dokumentert, går snart ut",
    text="Noe du har dokumentert, går snart ut.",
    pages=frozenset({"my_competences", "home"}),
)


def queue(*people: str, **changes: Any) -> int:
    """Queue a reminder about round 1 to people of the cast, by key."""
    given = {"kind": ROUND.code, "topic": "round:1", "path": PAGE, "by": None, **changes}
    return actions.queue(to=[f"nr-merke{key}" for key in people], **given)


def sent() -> list[str]:
    """Send what is due; the recipients of the letters, in order."""
    mail.outbox.clear()
    sending.send_due()
    return [letter.to[0].removeprefix("merke").partition("@")[0] for letter in mail.outbox]


def statuses() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("status", flat=True))


def later(clock: time_machine.Traveller, **units: int) -> None:
    clock.shift(timedelta(**units))
