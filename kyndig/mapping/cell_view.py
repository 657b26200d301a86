"""What a leader is shown of one cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kyndig.gaps.asking import STATE_WORDS
from kyndig.gaps.covering import Cover
from kyndig.gaps.grid import Square
from kyndig.gaps.places import Known
from kyndig.mapping.facts import CellFacts
from kyndig.mapping.prefill import Need, Offer, Origin
from kyndig.organisation.models import Person


@dataclass(frozen=True)
class Column:
    """A competence that somebody here is asked about.

    lasts: months, None for ever. required_level: the highest of somebody here. cover: how many can of how
    many must, where that is asked for.
    """

    competence: Known
    lasts: int | None
    max_level: int
    required_level: int | None
    cover: Cover | None


@dataclass(frozen=True)
class CellView:
    """A cell of the sheet. What is shown: the level that counts once judged, until then the one offered."""

    person: Person
    column: Column
    square: Square
    facts: CellFacts
    usual: int | None
    as_of: date

    @property
    def version(self) -> int:
        """To be sent back with what is done to the cell."""
        return self.facts.version

    @property
    def offer(self) -> Offer:
        return self.facts.offer(self.usual, lasts=self.column.lasts is not None, as_of=self.as_of)

    @property
    def need(self) -> Need | None:
        """Why it needs the leader; None when it is judged or can be confirmed together."""
        return self.facts.need(self.usual, lasts=self.column.lasts is not None, as_of=self.as_of)

    @property
    def judged(self) -> bool:
        return self.facts.judged and self.need is None

    @property
    def open_to_bulk(self) -> bool:
        """Has evidence and no conflict, and waits to be confirmed."""
        return not self.facts.judged and self.need is None

    @property
    def level(self) -> int | None:
        return self.square.level if self.facts.judged else self.offer.level

    @property
    def dom_id(self) -> str:
        """What the cell is called in the page."""
        return f"c{self.person.pk}-{self.column.competence.competence_id}"

    @property
    def status(self) -> str:
        """One of "need" (the leader), "offer" (can be confirmed together), "done" (judged)."""
        if self.need is not None:
            return "need"
        return "done" if self.facts.judged else "offer"

    @property
    def method(self) -> str:
        """How the leader's act in this round was done; empty where there is none."""
        return self.facts.entry.method if self.facts.entry else ""

    @property
    def usual_offer(self) -> int | None:
        """The role's usual level where that is all there is to offer: it says nothing about the person."""
        return self.offer.level if self.origin == Origin.ROLE else None

    @property
    def known_level(self) -> int | None:
        """The level that is shown as the person's: what is usual in the role is not."""
        return None if self.origin == Origin.ROLE else self.level

    @property
    def level_word(self) -> str:
        return "" if self.level is None else self.column.competence.level_word(self.level)

    @property
    def origin(self) -> Origin | None:
        """Where an offered level comes from; None once it is judged."""
        return None if self.facts.judged else self.offer.origin

    @property
    def state(self) -> str:
        """As the gap rule has it today; see `gaps.STATES`. Empty where nothing is required."""
        return self.square.state

    @property
    def state_word(self) -> str | Promise:
        return STATE_WORDS.get(self.state, "")

    @property
    def note(self) -> str:
        """A few words beside the level: what the leader should know."""
        if self.facts.exemption is not None:
            return self._exempt_note()
        if self.need is not None:
            return self._need_note()
        return _("Vurdert") if self.facts.judged else _("Forslag %(origin)s") % {"origin": self.offer.origin}

    def _exempt_note(self) -> str:
        until = self.facts.exemption.valid_to if self.facts.exemption else None
        return _("Til %(day)s") % {"day": date_format(until, "SHORT_DATE_FORMAT")} if until else _("Unntatt")

    def _need_note(self) -> str:
        own, confirmed = self.facts.own, self.facts.confirmed
        if self.need == Need.CONFLICT and own and confirmed:
            return _("Svarte %(own)s, sist %(last)s") % {"own": own.level, "last": confirmed.level}
        if self.need == Need.EXPIRED and confirmed and confirmed.expires_on:
            return _("Utløpt %(day)s") % {"day": date_format(confirmed.expires_on, "SHORT_DATE_FORMAT")}
        if self.usual_offer is not None:
            return _("Vanlig %(level)s, trenger deg") % {"level": self.usual_offer}
        return _("Mangler dato") if self.need == Need.DATE else _("Trenger deg")


@dataclass(frozen=True)
class Line:
    """A person and a cell for each column; None where the round does not ask this person."""

    person: Person
    cells: tuple[CellView | None, ...]

    @property
    def dom_id(self) -> str:
        """What the person's head is called in the page."""
        return f"p{self.person.pk}"
