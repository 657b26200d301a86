"""Rounds for tests, on the cast of `tests/cast.py`."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from kyndig.mapping import actions
from kyndig.mapping.actions import Asked
from kyndig.mapping.facts import NOTHING_KNOWN, facts_of
from kyndig.mapping.judging import Move, Write
from kyndig.mapping.models import Round
from kyndig.organisation.reach import today
from tests.cast import Cast

# What an open round of the cast asks: nurses about two competences, health care workers about one.
ASKED = {"SPL": ["PVK", "LEGEMIDDEL"], "HFA": ["PVK"]}


def a_round(cast: Cast, unit: str = "SOL", *, started: bool = True, **asked: list[str]) -> Round:
    """A round at the unit, from last week to next month; by role code the competences asked about."""
    round_ = actions.make_round(
        name="Kritisk kompetanse",
        purpose_nb="Vi vil vite hvem som kan hva.",
        unit=cast.unit(unit),
        opens_on=today() - timedelta(days=7),
        closes_on=today() + timedelta(days=30),
        by=cast.user("hr"),
    )
    chosen = {
        cast.positions[role].pk: [Asked(cast.competences[code].pk) for code in codes]
        for role, codes in (asked or ASKED).items()
    }
    actions.choose_competences(round_=round_, asked=chosen, by=cast.user("hr"))
    if started:
        actions.start(round_=round_, by=cast.user("hr"))
    return round_


def version_of(cast: Cast, person: str, competence: str) -> int:
    """The version of a cell as it is now."""
    cell = cast.person(person).pk, cast.competences[competence].pk
    known = facts_of(Round.objects.latest("pk"), cell[:1], cell[1:], today())
    return known.get(cell, NOTHING_KNOWN).version


def write(cast: Cast, person: str, competence: str, move: Move = Move.LEVEL, **given: Any) -> Write:
    """An act on a cell as it is now, with a key of its own."""
    who, what = cast.person(person), cast.competences[competence]
    given = {"key": uuid4(), "version": version_of(cast, person, competence), **given}
    return Write(person=who, competence=what, move=move, **given)
