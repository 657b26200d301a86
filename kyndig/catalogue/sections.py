"""Parts of a competence's page that other apps fill in: who needs it, how many must have it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kyndig.catalogue.models import Competence


@dataclass(frozen=True)
class Section:
    """A template, and what it needs for a competence. It holds no data about people."""

    template: str
    context: Callable[[HttpRequest, Competence], dict[str, Any]]
    order: int


_sections: list[Section] = []


def register(section: Section) -> None:
    """Add a part to the page (called once, from an app's `ready`)."""
    if section not in _sections:
        _sections.append(section)


def of(request: HttpRequest, competence: Competence) -> list[dict[str, Any]]:
    """Each part's context, with its `template`."""
    ordered = sorted(_sections, key=lambda each: each.order)
    return [{"template": each.template, **each.context(request, competence)} for each in ordered]
