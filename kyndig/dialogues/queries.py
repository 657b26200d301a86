"""Whose turn it is to talk, what was agreed, and when there was a dialogue last."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from kyndig.accounts.models import User
from kyndig.dialogues.models import AgreedPoint, Dialogue, Preparation, Side
from kyndig.dialogues.policies import people_talked_with
from kyndig.holdings.expiry import months_after
from kyndig.organisation.models import Person


@dataclass(frozen=True)
class Turn:
    """When somebody last had a talk, with whomever, and the one that is planned with their leader now."""

    last_on: date | None
    planned: Dialogue | None
    on: date

    @property
    def is_due(self) -> bool:
        """True when it is longer ago than the municipality wants, and none is planned."""
        return self.planned is None and is_due(self.last_on, self.on)


def turns(dialogues: Iterable[Dialogue], people: Iterable[int], leader: User, on: date) -> dict[int, Turn]:
    """{person id: turn} of the people whom the leader leads, from the talks there are of them. Pure."""
    last: dict[int, date] = {}
    planned: dict[int, Dialogue] = {}
    for each in dialogues:
        if each.held_on:
            last[each.person_id] = max(each.held_on, last.get(each.person_id, date.min))
        elif each.is_planned and each.leader_id == leader.pk:
            planned[each.person_id] = each
    return {person: Turn(last.get(person), planned.get(person), on) for person in people}


def is_due(last_on: date | None, on: date) -> bool:
    """Whether the last talk is longer ago than `settings.DIALOGUE_MONTHS`; True where there was none.

    With 0 months the municipality counts its talks elsewhere, and nobody is due here.
    """
    months = settings.DIALOGUE_MONTHS
    return months > 0 and (last_on is None or months_after(last_on, months) <= on)


def standings(user: User, on: date) -> list[tuple[Person, Turn]]:
    """Everybody whose own leader the user is, those without a planned talk and longest since first."""
    people = {each.pk: each for each in people_talked_with(user)}
    found = turns(Dialogue.objects.filter(person__in=people), people, user, on)
    pairs = [(people[person], turn) for person, turn in found.items()]
    return sorted(pairs, key=lambda pair: (not pair[1].is_due, pair[1].last_on or date.min))


def last_held(people: Collection[int] | QuerySet[Person, Any]) -> dict[int, date]:
    """{person id: the day of their last talk}, with whichever leader."""
    held = Dialogue.objects.held().filter(person__in=people).values_list("person_id")
    return dict(held.annotate(last=Max("held_on")))


def preparations_for(side: Side, dialogue: Dialogue) -> QuerySet[Preparation]:
    """One's own, and the other's when they have shared it."""
    return dialogue.preparations.filter(Q(side=side) | Q(shared_at__isnull=False))


def points_of(person: Person) -> QuerySet[AgreedPoint]:
    """Everything agreed with the person, with whichever leader; what is to be done first comes first."""
    return AgreedPoint.objects.filter(person=person).select_related("competence")
