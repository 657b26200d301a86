"""Whose turn it is to talk, what was agreed, and when there was a dialogue last."""

from __future__ import annotations

from collections.abc import Collection
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
class Standing:
    """Somebody one leads: when they last had a talk, with whomever, and the one that is planned with me."""

    person: Person
    last_on: date | None
    planned: Dialogue | None
    on: date

    @property
    def is_due(self) -> bool:
        """True when it is longer ago than the municipality wants, and none is planned."""
        return self.planned is None and is_due(self.last_on, self.on)


def is_due(last_on: date | None, on: date) -> bool:
    """Whether the last talk is longer ago than `settings.DIALOGUE_MONTHS`; True where there was none.

    With 0 months the municipality counts its talks elsewhere, and nobody is due here.
    """
    months = settings.DIALOGUE_MONTHS
    return months > 0 and (last_on is None or months_after(last_on, months) <= on)


def standings(user: User, on: date) -> list[Standing]:
    """Everybody whose nearest leader the user is, those without a planned talk and longest since first."""
    people = people_talked_with(user)
    last = last_held(people.values("pk"))
    planned = {each.person_id: each for each in Dialogue.objects.planned().filter(leader=user)}
    found = [Standing(person, last.get(person.pk), planned.get(person.pk), on) for person in people]
    return sorted(found, key=lambda each: (not each.is_due, each.last_on or date.min))


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
