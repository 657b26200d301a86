"""What waits for somebody. Apps register providers from `AppConfig.ready`; the shell knows none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise

AT_MOST = 5


@dataclass(frozen=True)
class Task:
    """One thing to do: a whole text that begins with a verb and holds its count, and where to do it."""

    text: str | Promise
    href: str
    # Lower comes first; equal ones by due date. 1 has a legal or set date, 5 can wait.
    urgency: int = 3
    due: date | None = None
    # Beside the link: when, or how many.
    note: str | Promise = ""


Provider = Callable[[HttpRequest], Iterable[Task]]

_providers: list[Provider] = []
_at_home: list[Provider] = []


def register(provider: Provider, *, only_at_home: bool = False) -> None:
    """Add a source of tasks (called once, from an app's `ready`). It answers in a few queries.

    One that needs more of them is asked for the home page only, which gathers from everywhere.
    """
    chosen = _at_home if only_at_home else _providers
    if provider not in chosen:
        chosen.append(provider)


def waiting(request: HttpRequest, at_most: int = AT_MOST, *, at_home: bool = False) -> list[Task]:
    """What waits for the request's user, most urgent first, at most so many."""
    asked = [*_providers, *_at_home] if at_home else _providers
    found = [task for provider in asked for task in provider(request)]
    return sorted(found, key=_order)[:at_most]


def _order(task: Task) -> tuple[int, date, str]:
    return task.urgency, task.due or date.max, str(task.text)
