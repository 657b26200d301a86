"""A unit's page of needs: the computed ones, the one to answer now, and beside them what people say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from kyndig.gaps.models import NoNeeds, RegisteredNeed, Vacancy
from kyndig.gaps.needing import policies, sentences
from kyndig.gaps.needing.homes import home_of
from kyndig.gaps.needing.registered import registered_at
from kyndig.gaps.needing.rows import Need, needs_of
from kyndig.gaps.opening import Opened
from kyndig.gaps.places import Place


@dataclass(frozen=True)
class Page:
    """What the page of a home unit shows to those who see every figure."""

    opened: Opened

    @cached_property
    def home(self) -> Place:
        """Where the unit's needs stand: at itself, or at the unit above a department."""
        return home_of(self.opened.place, self.opened.words.places)

    @property
    def is_home(self) -> bool:
        return self.home.unit_id == self.opened.unit.pk

    @cached_property
    def needs(self) -> list[Need]:
        """Most critical first."""
        opened = self.opened
        return needs_of(opened.picture, opened.words, [opened.unit.pk], opened.asked.as_of)

    @cached_property
    def unanswered(self) -> list[Need]:
        return [need for need in self.needs if need.asked]

    @property
    def heading(self) -> str:
        return sentences.heading(len(self.needs), len(self.unanswered))

    @cached_property
    def can_judge(self) -> bool:
        """Today's needs are answered, not those of another day."""
        return self.opened.asked.is_today and policies.can_judge(self.opened.user, self.opened.unit)

    @cached_property
    def registered(self) -> list[RegisteredNeed]:
        """What people have registered, the nearest year first."""
        return registered_at(self.opened.user, self.opened.unit)

    @cached_property
    def no_needs(self) -> NoNeeds | None:
        """The leader's word that there are no more."""
        return NoNeeds.objects.standing(self.opened.asked.as_of).filter(unit=self.opened.unit).first()

    @cached_property
    def vacancies(self) -> list[Vacancy]:
        return list(Vacancy.objects.open().filter(unit=self.opened.unit).select_related("role"))

    def need(self, code: str) -> Need | None:
        """The need of a competence, where there is one."""
        return next((need for need in self.needs if need.competence.code == code), None)

    def next_after(self, code: str) -> Need | None:
        """The first unanswered below the one just answered, else the first of all."""
        codes = [need.competence.code for need in self.needs]
        place = codes.index(code) if code in codes else 0
        following = [*self.needs[place + 1 :], *self.needs[:place]]
        return next((need for need in following if need.asked), None)

    def number(self, need: Need) -> int:
        """Its place in the list, from 1."""
        return self.needs.index(need) + 1


def page_of(opened: Opened) -> Page:
    """The page, on figures of the whole municipality that look back."""
    return Page(replace(opened, looks_back=True))
