"""A scenario as its page shows it: the changes as sentences, what they do, and a form for one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise

from kyndig.analysis.whatif import RefusedError
from kyndig.gaps.models import Scenario
from kyndig.gaps.opening import Opened
from kyndig.gaps.scenarios import answering, comparing, wording
from kyndig.gaps.scenarios.answering import Answer
from kyndig.gaps.scenarios.showing import SHOWN, TITLES, Table, Triple, triples
from kyndig.gaps.scenarios.stated import Stated, stated
from kyndig.gaps.scenarios.wording import Names, Told


@dataclass(frozen=True)
class Item:
    """A change of the list: its number, its sentence, who it is about, and why it does not count."""

    change_id: int | None
    sentence: str
    people: str
    why_not: str


@dataclass(frozen=True)
class Shown:
    """A scenario at a unit, for one reader."""

    opened: Opened
    scenario: Scenario
    everything: bool = False

    @cached_property
    def names(self) -> Names:
        return Names(self.opened.words)

    @cached_property
    def stated(self) -> list[Stated]:
        return stated(self.scenario, self.opened.user) if self.scenario.pk else []

    @cached_property
    def asked(self) -> list[Stated]:
        """The changes that take part in the answer."""
        return [each for each in self.stated if each.is_asked]

    @cached_property
    def answer(self) -> Answer:
        texts = [each.text for each in self.asked]
        return answering.answer(self.opened.picture, self.opened.unit.pk, texts)

    @property
    def named(self) -> set[str]:
        """The employee numbers of those whom the reader sees in it."""
        return {number for each in self.asked for number in each.numbers}

    @cached_property
    def items(self) -> list[Item]:
        refused = {self.asked[place].change.pk: error for place, error in self.answer.refused.items()}
        return [self._item(each, refused.get(each.change.pk)) for each in self.stated]

    def _item(self, each: Stated, refused: RefusedError | None) -> Item:
        why = wording.not_asked(each) or (wording.refusal(refused, self.told(self.asked)) if refused else "")
        several = each.seen and len(each.people) > 1
        people = ", ".join(person.name for person in each.people) if several else ""
        return Item(each.change.pk, wording.change(each, self.names), people, why)

    def told(self, changes: Sequence[Stated]) -> Told:
        """What a refusal of one of the changes is worded with."""
        return Told(
            {each.text: wording.change(each, self.names) for each in changes},
            {person.employee_number: person.name for each in changes for person in each.people},
            self.names,
        )

    @property
    def effect(self) -> str:
        """The one sentence that the answer begins with."""
        found = self.answer
        differing = sum(map(len, found.tables.values()))
        place = self.opened.place
        return wording.effect(place.name, found.falls, found.short(place.code), differing)

    @property
    def tables(self) -> list[Table]:
        """The tables in which something differs."""
        found = self.answer.tables
        return [Table(by, rows, self.names, self.everything) for by, rows in found.items() if rows]

    def refusal_of(self, new: Stated) -> RefusedError | None:
        """Why a change could not be put last; None where it could."""
        texts = [each.text for each in (*self.asked, new)]
        return answering.refusal(self.opened.picture, texts, len(self.asked))


@dataclass(frozen=True)
class Differing:
    """The figures of one table that differ in either of two scenarios, and those of them that are shown."""

    by: str
    figures: list[Triple]
    shown: list[Triple]

    @property
    def title(self) -> str | Promise:
        return TITLES[self.by]

    @property
    def left_out(self) -> int:
        return len(self.figures) - len(self.shown)


@dataclass(frozen=True)
class Compared:
    """Two scenarios of a unit side by side, for one reader."""

    one: Shown
    other: Shown

    @property
    def sides(self) -> tuple[Shown, Shown]:
        return self.one, self.other

    @cached_property
    def tables(self) -> list[Differing]:
        """The figures that differ from today in either, by table."""
        found = []
        for by, rows in self.one.answer.tables.items():
            pairs = comparing.pairs(rows, self.other.answer.tables[by])
            if pairs:
                figures = triples(by, pairs, self.one.names)
                found.append(Differing(by, figures, figures if self.one.everything else figures[:SHOWN]))
        return found
