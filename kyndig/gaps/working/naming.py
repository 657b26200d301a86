"""Who of the people behind a figure the reader sees by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from kyndig.gaps import sentences
from kyndig.gaps.needing import sentences as needing
from kyndig.gaps.opening import Opened
from kyndig.gaps.people import in_matrix, lists_people
from kyndig.gaps.working.kinds import Kind, Of
from kyndig.holdings.consents import consenting
from kyndig.organisation.models import Person


@dataclass(frozen=True)
class Named:
    """Those who are named by id, those of them whose page the reader opens, and a word about the others."""

    people: dict[int, Person]
    opened: frozenset[int]
    remark: str


def named(opened: Opened, kind: Kind, ids: Collection[int]) -> Named | None:
    """Who is named; None where the reader sees numbers alone: of a sector, and as the page of unused says."""
    if opened.place.is_whole or (kind.of is Of.UNUSED and not lists_people(opened.user, opened.unit)):
        return None
    if kind.key == "mobilisere":
        return _candidates(opened, ids)
    people = {each.pk: each for each in in_matrix(opened.user, ids)}
    return Named(people, frozenset(people), sentences.others_not_shown(len(set(ids)) - len(people)))


def _candidates(opened: Opened, ids: Collection[int]) -> Named:
    """Those whom the reader leads, and those who have agreed to be found; few others are not counted."""
    everybody = Person.objects.filter(pk__in=ids)
    led = everybody.visible_to(opened.user)
    known = (led | consenting(everybody)).annotate(is_led=Exists(led.filter(pk=OuterRef("pk"))))
    people = {each.pk: each for each in known}
    led_ids = frozenset(key for key, each in people.items() if each.is_led)  # type: ignore[attr-defined] # annotated above
    return Named(people, led_ids, needing.others_found(len(set(ids)) - len(people)))
