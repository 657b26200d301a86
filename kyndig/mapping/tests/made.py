"""Rounds for tests, on the cast of `tests/cast.py`."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from kyndig.catalogue.models import Competence
from kyndig.holdings import actions as holdings
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.models import Source
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


# Name, scale, and what is known of Amina: level, source, days ago, days it still lasts (None: for ever).
EIGHT = [
    ("Medikamenthåndtering", "held", (1, Source.COURSE, 200, 500)),
    ("Legge inn PVK", "levels", (2, Source.DOCUMENT, 80, None)),
    ("Vurdere pasienter med NEWS2", "levels", (3, Source.LEADER, 300, None)),
    ("Sårstell", "levels", (1, Source.SELF, 400, None)),
    ("Håndtere medikamentpumpe", "levels", None),
    ("Forflytte pasienter", "levels", None),
    ("Palliativ pleie", "levels", None),
    ("Førerkort klasse B", "held", None),
]
RUN_OUT = ("Hjerte- og lungeredning", "held", (1, Source.COURSE, 800, -50))


def a_round_of_eight(cast: Cast, *, run_out: bool = False) -> Round:
    """An open round that asks nurses about eight things, four known of Amina; or about nine, one run out."""
    rows = [*EIGHT, *([RUN_OUT] if run_out else [])]
    like = cast.competences["PVK"]
    for number, (name, scale, known) in enumerate(rows):
        made = Competence(code=f"A{number}", name_nb=name, scale=scale, area=like.area, kind=like.kind)
        made.scope, made.specificity, made.form = like.scope, like.specificity, like.form
        made.save()
        cast.competences[made.code] = made
        if known:
            _know(cast, made, known)
    return a_round(cast, SPL=[f"A{number}" for number in range(len(rows))])


def _know(cast: Cast, competence: Competence, known: tuple[int, str, int, int | None]) -> None:
    level, source, ago, left = known
    given = NewAssessment(
        person=cast.person("amina"),
        competence=competence,
        level=level,
        source=source,
        assessed_on=today() - timedelta(days=ago),
        expires_on=None if left is None else today() + timedelta(days=left),
    )
    holdings.assess(given, by=None)


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
