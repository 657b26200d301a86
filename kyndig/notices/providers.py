"""What is due on a day: asked of the apps above each time `kyndig send_notices` runs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import structlog

log = structlog.get_logger("kyndig.notices")


@dataclass(frozen=True)
class Due:
    """Somebody to be told of something.

    The same `key` is told once. Without it the reason comes again each week. Since nobody hears of a topic
    more than once a week, a provider of dates asks a week ahead: what runs out on Thursday stands in
    Monday's letter.
    """

    employee_number: str
    kind: str
    topic: str
    path: str
    key: str = ""


Provider = Callable[[date], Iterable[Due]]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a source (called once, from an app's `ready`). It answers in a few queries."""
    if provider not in _providers:
        _providers.append(provider)


def forget(provider: Provider) -> None:
    """Take a source away again."""
    if provider in _providers:
        _providers.remove(provider)


def due_on(day: date) -> list[Due]:
    """What every source says of the day. One that fails is logged and keeps nobody else from being told."""
    found: list[Due] = []
    for provider in _providers:
        try:
            found += provider(day)
        except Exception:
            log.exception("a source of notices failed")
    return found
