"""Where somebody with an empty page can begin. Told by the app that has something to begin with."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class Beginning:
    """A place to begin: what the link says, and where it leads for this user, or nowhere."""

    label: str | Promise
    address: Callable[[HttpRequest], str | None]


_beginnings: list[Beginning] = []


def register(beginning: Beginning) -> None:
    """Add a place to begin (called once, from an app's `ready`)."""
    if beginning not in _beginnings:
        _beginnings.append(beginning)


def of(request: HttpRequest) -> dict[str, str | Promise] | None:
    """The first place that leads somewhere for the request's user: its `label` and `href`."""
    for each in _beginnings:
        if href := each.address(request):
            return {"label": each.label, "href": href}
    return None
