"""The main menu. Apps register their entries from `AppConfig.ready`; the shell knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

MAX_ENTRIES = 6


@dataclass(frozen=True)
class Entry:
    """A place in the menu: where it leads for this user, or nowhere."""

    label: str | Promise
    address: Callable[[HttpRequest], str | None]  # None: not for this user
    order: int
    # Addresses that begin with one of these mark the entry as the current one.
    prefixes: tuple[str, ...] = ()
    # Entries of the group are listed on the administration page instead of the menu.
    administration: bool = False
    description: str | Promise = ""
    # The entry that leads to the administration page: current on every page listed there.
    leads_to_administration: bool = False


@dataclass(frozen=True)
class Link:
    """An entry as one user sees it on one page."""

    label: str | Promise
    href: str
    current: bool
    description: str | Promise = ""


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    """Add an entry to the menu (called once, from an app's `ready`)."""
    if entry not in _entries:
        _entries.append(entry)


def links(request: HttpRequest, *, administration: bool = False) -> list[Link]:
    """The entries that lead somewhere for the request's user, in order; asked of the apps once a request."""
    kept: dict[bool, list[Link]] = request.__dict__.setdefault("_links", {})
    if administration not in kept:
        kept[administration] = [
            Link(entry.label, href, _is_current(entry, href, request), entry.description)
            for entry in sorted(_entries, key=lambda each: each.order)
            if entry.administration == administration and (href := entry.address(request))
        ]
    return kept[administration]


def _is_current(entry: Entry, href: str, request: HttpRequest) -> bool:
    if request.path == href or any(request.path.startswith(each) for each in entry.prefixes):
        return True
    return entry.leads_to_administration and any(link.current for link in links(request, administration=True))
