"""What every page shows: the municipality's name, the menu, who is signed in and as what."""

from functools import cache
from importlib import metadata
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kyndig.web import identity, navigation


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame's parts, read only when the frame is drawn (htmx parts draw none)."""
    return {
        "municipality": SimpleLazyObject(identity.municipality),
        "menu": SimpleLazyObject(lambda: navigation.links(request)),
        "signed_in_as": SimpleLazyObject(lambda: identity.signed_in_as(request)),
        "version": SimpleLazyObject(version),
        "is_demo": settings.DEMO,
        "sends_mail": bool(settings.ENVIRONMENT.smtp_url),
    }


@cache
def version() -> str:
    """The installed version; empty when the code runs without being installed."""
    try:
        return metadata.version("kyndig")
    except metadata.PackageNotFoundError:
        return ""
