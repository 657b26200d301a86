"""Whose system this is and who is signed in, as told by the apps that know (the shell has no domain)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class SignedIn:
    """The lines at the top right: name, the role one acts in, and where to act in another ("": nowhere)."""

    name: str
    role: str | Promise
    switch: str = ""


_municipality: list[Callable[[], str]] = []
_signed_in_as: list[Callable[[HttpRequest], SignedIn | None]] = []


def tell_municipality(source: Callable[[], str]) -> None:
    """Register who knows the municipality's name."""
    _municipality[:] = [source]


def tell_signed_in_as(source: Callable[[HttpRequest], SignedIn | None]) -> None:
    """Register who knows the signed-in user's role."""
    _signed_in_as[:] = [source]


def municipality() -> str:
    """The municipality's name: from the settings, else from the top of the unit tree, else empty."""
    return settings.MUNICIPALITY or (_municipality[0]() if _municipality else "")


def signed_in_as(request: HttpRequest) -> SignedIn | None:
    """Who is signed in, or None."""
    if not request.user.is_authenticated:
        return None
    return _signed_in_as[0](request) if _signed_in_as else SignedIn(request.user.display_name, "")
