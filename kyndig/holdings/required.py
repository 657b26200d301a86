"""Which levels a person's positions ask for. Told by a layer above: requirements are none of ours."""

from collections.abc import Callable, Mapping
from datetime import date

from kyndig.organisation.models import Person

Levels = Callable[[Person, date], Mapping[int, int]]

_told: list[Levels] = []


def tell(levels: Levels) -> None:
    """Register who knows: {competence id: the highest level asked for on the day}. The last one counts."""
    _told[:] = [levels]


def levels_required(person: Person, on: date) -> Mapping[int, int]:
    """{competence id: level} of what the person's positions ask for; nothing when nobody knows."""
    return _told[0](person, on) if _told else {}
