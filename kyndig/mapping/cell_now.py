"""Cells as they are right after an act, without reading the whole unit for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.gaps.grid import Square
from kyndig.gaps.places import Known
from kyndig.mapping.cell_view import CellView, Column
from kyndig.mapping.cells import Cell, day_of
from kyndig.mapping.facts import NOTHING_KNOWN, CellFacts, facts_of
from kyndig.mapping.judging import Move
from kyndig.mapping.models import Round
from kyndig.mapping.usual import usual_level
from kyndig.organisation.models import Person


@dataclass(frozen=True)
class Now:
    """A cell as it is. Its `state` is empty where it depends on what is required: the page knows that."""

    view: CellView

    @property
    def as_json(self) -> dict[str, Any]:
        """What the grid shows and sends back."""
        view = self.view
        return {
            "id": view.dom_id,
            "version": view.version,
            "level": view.known_level,
            "usual": view.usual_offer,
            "need": view.need,
            "status": view.status,
            "note": view.note,
            "state": view.state,
            "method": view.method,
        }

    def said(self, move: str | int | None) -> str:
        """A level, or another act, in a word or a figure."""
        words: dict[str, str] = {
            Move.ACCEPT: _("forslaget"),
            Move.EXEMPT: _("unntatt"),
            Move.BACK: _("tatt tilbake"),
        }
        return _("ikke vurdert") if move is None else words.get(str(move), str(move))

    def choice(self, move: str, by: User) -> str:
        """Both values of a conflict, for the one who chooses."""
        return _("To har endret: %(mine)s (deg) / %(theirs)s (%(who)s). Velg.") % {
            "mine": self.said(move),
            "theirs": self.said(self.view.known_level),
            "who": self.changed_by(by),
        }

    def changed_by(self, user: User) -> str:
        """Whose value stands there, for the one who chooses between it and their own."""
        entry, answer = self.view.facts.entry, self.view.facts.answer
        if answer is not None and (entry is None or answer.pk > entry.pk):
            return self.view.person.first_name
        if entry is None or entry.registered_by is None:
            return _("en annen")
        if entry.registered_by == user:
            return _("deg, før")
        return entry.registered_by.first_name or entry.registered_by.display_name


def cells_now(round_: Round, cells: Iterable[tuple[Person, Competence]]) -> dict[Cell, Now]:
    """These cells as they are, in three queries, and two more for each that nobody has judged."""
    wanted = list(cells)
    if not wanted:
        return {}
    facts = facts_of(
        round_, {person.pk for person, _what in wanted}, {what.pk for _who, what in wanted}, day_of(round_)
    )
    return {
        (person.pk, competence.pk): Now(
            _view(round_, person, competence, facts.get((person.pk, competence.pk), NOTHING_KNOWN))
        )
        for person, competence in wanted
    }


def _view(round_: Round, person: Person, competence: Competence, facts: CellFacts) -> CellView:
    day = day_of(round_)
    usual = None if facts.confirmed or facts.own else usual_level(person, competence, day)
    column = Column(_known(competence), competence.validity_months, competence.max_level, None, None)
    return CellView(person, column, _square(column, facts, round_), facts, usual, day)


def _square(column: Column, facts: CellFacts, round_: Round) -> Square:
    fact, day = facts.confirmed or facts.own, day_of(round_)
    expired = bool(fact and fact.expires_on and fact.expires_on < day)
    return Square(
        competence=column.competence,
        state="exempt" if facts.exemption else "expired" if expired else "" if fact else "not_assessed",
        level=fact.level if fact else None,
        required_level=None,
        confirmed=facts.confirmed is not None,
        expires_on=fact.expires_on if fact else None,
        as_of=day,
    )


def _known(competence: Competence) -> Known:
    name, language = competence.text("name", get_language())
    return Known(competence.pk, competence.code, name, language, competence.scale, competence.area_id, "")
