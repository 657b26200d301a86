"""Parts of one's own page that layers above fill in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kyndig.organisation.models import Person


@dataclass(frozen=True)
class OwnSection:
    """A template, and what it needs about the person whose own page it is."""

    template: str
    context: Callable[[Person], dict[str, Any]]


_sections: list[OwnSection] = []


def register(section: OwnSection) -> None:
    """Add a part to the page (called once, from an app's `ready`)."""
    if section not in _sections:
        _sections.append(section)


def of(person: Person) -> list[dict[str, Any]]:
    """Each part's context, with its `template`."""
    return [{"template": each.template, **each.context(person)} for each in _sections]
