"""What a round's page says: how far it is, and what the figures rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.accounts.models import User
from kyndig.holdings.policies import LIST_PEOPLE
from kyndig.mapping import progress
from kyndig.mapping.cells import Asking
from kyndig.mapping.models import Round, UnitReview
from kyndig.mapping.progress import Progress, UnitProgress
from kyndig.organisation.models import UnitClosure
from kyndig.organisation.reach import LEADERS, reach_of, units_reached


@dataclass(frozen=True)
class Row:
    """A unit of the round as one reader sees it. People: how many are asked, and have sent their answers."""

    unit: UnitProgress
    people: int
    sent: int
    reviewed_at: datetime | None
    href: str
    # Who has not sent, by name; empty for whoever may not see that.
    answers_href: str = ""

    @property
    def progress(self) -> Progress:
        return self.unit.progress


class Overview:
    """A round for a user: the units they lead, or all of them for HR and leaders at or above its unit."""

    def __init__(self, round_: Round, user: User) -> None:
        self.round = round_
        self.reach = reach_of(user)
        self.asking = Asking(round_, reach=self.reach)
        self.day = self.asking.day

    @cached_property
    def led(self) -> set[int]:
        """The units that the user leads, with all below them."""
        return set(units_reached(self.reach, LEADERS).values_list("pk", flat=True))

    @property
    def whole(self) -> bool:
        """Whether the user runs the round; see `policies.can_run`."""
        return self.reach.is_hr or self.round.unit_id in self.led

    @cached_property
    def rows(self) -> list[Row]:
        """The units that the user may see, in the tree's order."""
        units = progress.by_unit(self.asking)
        if not self.whole:
            units = [each for each in units if each.node.unit_id in self.led]
        people, reviewed = self._people(), self._reviewed()
        everywhere = self.reach.everywhere(LIST_PEOPLE)
        listed = set() if everywhere else self._listed()
        return [
            Row(
                each,
                *people.get(each.node.unit_id, (0, 0)),
                reviewed.get(each.node.unit_id),
                self._address("round_cells", each),
                self._address("round_answers", each) if everywhere or each.node.unit_id in listed else "",
            )
            for each in units
        ]

    def _listed(self) -> set[int]:
        """The units whose people the user may see in a list: directors see units, not people."""
        if self.reach.unit_ids(LIST_PEOPLE) == self.reach.unit_ids(LEADERS):
            return self.led
        return set(units_reached(self.reach, LIST_PEOPLE).values_list("pk", flat=True))

    def _address(self, name: str, unit: UnitProgress) -> str:
        return reverse(name, args=[self.round.pk, unit.node.unit.code])

    @property
    def total(self) -> Progress:
        """Of the units shown."""
        tops = [row for row in self.rows if row.unit.depth == min(each.unit.depth for each in self.rows)]
        return sum((row.progress for row in tops), Progress())

    @property
    def to_judge(self) -> Row | None:
        """The uppermost unit that the user leads, while it is open and has cells left."""
        led = self.reach.unit_ids(LEADERS)
        own = (row for row in self.rows if row.unit.node.unit_id in led and row.progress.left)
        return next(own, None) if self.round.takes_answers(self.day) else None

    @property
    def headline(self) -> str:
        """How far the round is, as a sentence."""
        total = self.total
        if not total.cells:
            return _("Runden spør ingen ennå")
        if total.judged == total.cells:
            return _("Alle rutene er vurdert")
        return _("%(judged)s av %(cells)s ruter er vurdert") % {"judged": total.judged, "cells": total.cells}

    @property
    def rests_on(self) -> list[str]:
        """What the round's figures rest on, as sentences."""
        total = self.total
        if not total.judged:
            return []
        together = ngettext(
            "%(n)s av de vurderte rutene er bekreftet samlet.",
            "%(n)s av de vurderte rutene er bekreftet samlet.",
            total.together,
        )
        answered = ngettext(
            "Den ansatte har selv svart på %(n)s rute.",
            "De ansatte har selv svart på %(n)s ruter.",
            total.answered,
        )
        return [together % {"n": total.together}, answered % {"n": total.answered}]

    def _people(self) -> dict[int, tuple[int, int]]:
        """How many people each unit has that are asked, and of them have sent, with all below it."""
        asked = self.asking.employments().values("pk")
        above = UnitClosure.objects.filter(
            tree_id=self.asking.tree_id, descendant__employments__in=asked
        ).values_list("ancestor_id")
        people = "descendant__employments__person"
        sent = Q(**{f"{people}__participations__round": self.round}) & Q(
            **{f"{people}__participations__sent_at__isnull": False}
        )
        counted = above.annotate(
            asked=Count(people, distinct=True), sent=Count(people, distinct=True, filter=sent)
        )
        return {unit: (asked, sent) for unit, asked, sent in counted}

    def _reviewed(self) -> dict[int, datetime]:
        rows = UnitReview.objects.filter(round=self.round).order_by("reviewed_at")
        return dict(rows.values_list("unit_id", "reviewed_at"))
