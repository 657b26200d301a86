"""Links to Kyndig's own pages, and to nothing else; and none that says who somebody is."""

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 300


class UnfitPathError(ValueError):
    """The path leads elsewhere, to no page, or names a person."""


def page_of(path: str) -> ResolverMatch:
    """The page a path opens. Raises UnfitPathError for what is not a path to a page of ours, as it stands.

    A query is refused too: it could hold anything.
    """
    internal = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    if not internal or not path.isprintable() or len(path) > LONGEST or set(path) & set("?#\\% "):
        raise UnfitPathError(path)
    try:
        match = resolve(path)
    except Resolver404:
        raise UnfitPathError(path) from None
    if "employee_number" in match.kwargs:
        raise UnfitPathError(path)
    return match


def names_nobody(match: ResolverMatch) -> bool:
    """True for a page that takes no text in its address, and so is the same for everybody who reads it."""
    return all(isinstance(value, int) for value in match.kwargs.values())


def link(path: str) -> str:
    """The path as something to click in a letter. Whoever is not signed in is sent on after signing in."""
    return f"{settings.ENVIRONMENT.base_url.rstrip('/')}{path}"
