"""What a round's page says: who is asked, how long it takes, how far it is, what the figures rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.accounts.models import User
from kyndig.mapping import candidates, policies, progress
from kyndig.mapping.cells import Asking, day_of
from kyndig.mapping.models import Participation, Round, UnitReview
from kyndig.mapping.progress import Progress, UnitProgress
from kyndig.mapping.proposing import employee_minutes, leader_minutes
from kyndig.organisation.models import Employment, UnitClosure, UnitTree
from kyndig.organisation.reach import LEADERS, reach_of, units_reached


@dataclass(frozen=True)
class Row:
    """A unit of the round as one reader sees it. People: how many are asked, and have sent their answers."""

    unit: UnitProgress
    people: int
    sent: int
    reviewed_at: datetime | None
    href: str

    @property
    def progress(self) -> Progress:
        return self.unit.progress


class Overview:
    """A round for a user: the units they lead, or all of them for HR and leaders at or above its unit."""

    def __init__(self, round_: Round, user: User) -> None:
        self.round = round_
        self.user = user
        self.asking = Asking(round_)
        self.day = self.asking.day
        self.whole = policies.can_run(user, round_)

    @cached_property
    def rows(self) -> list[Row]:
        """The units that the user may see, in the tree's order."""
        units = progress.by_unit(self.asking)
        if not self.whole:
            led = set(units_reached(reach_of(self.user), LEADERS).values_list("pk", flat=True))
            units = [each for each in units if each.node.unit_id in led]
        people, sent = self._people()
        reviewed = self._reviewed()
        return [
            Row(
                each,
                people.get(each.node.unit_id, 0),
                sent.get(each.node.unit_id, 0),
                reviewed.get(each.node.unit_id),
                reverse("round_cells", args=[self.round.pk, each.node.unit.code]),
            )
            for each in units
        ]

    @property
    def total(self) -> Progress:
        """Of the units shown."""
        tops = [row for row in self.rows if row.unit.depth == min(each.unit.depth for each in self.rows)]
        return sum((row.progress for row in tops), Progress())

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

    def _people(self) -> tuple[dict[int, int], dict[int, int]]:
        """How many people each unit has that are asked, and of them have sent, with all below it."""
        tree = self.asking.tree
        asked = self.asking.employments()
        sent = Participation.objects.filter(round=self.round, sent_at__isnull=False).values("person_id")
        return (
            _by_unit_above(asked, tree),
            _by_unit_above(asked.filter(person_id__in=sent), tree),
        )

    def _reviewed(self) -> dict[int, datetime]:
        rows = UnitReview.objects.filter(round=self.round).order_by("reviewed_at")
        return dict(rows.values_list("unit_id", "reviewed_at"))


def _by_unit_above(asked: QuerySet[Employment], tree: UnitTree | None) -> dict[int, int]:
    above = UnitClosure.objects.filter(tree=tree, descendant__employments__in=asked.values("pk"))
    counted = above.values_list("ancestor_id").annotate(
        people=Count("descendant__employments__person", distinct=True)
    )
    return dict(counted)


@dataclass(frozen=True)
class Preview:
    """Who would be asked what, and about how long it takes (minutes)."""

    roles: tuple[candidates.RoleCandidates, ...]
    people: int
    cells: int
    units: int
    employee_minutes: int
    leader_minutes: int


def preview(round_: Round, total: Progress, units: list[Row], people: int) -> Preview:
    """What a draft will do when it is started."""
    scope = candidates.Scope(round_.unit, day_of(round_))
    roles = tuple(each for each in candidates.of_round(round_, scope) if each.chosen)
    longest = max((each.chosen for each in roles), default=0)
    homes = _lowest(units)
    columns = len({row.competence_id for row in round_.competences.all()})
    open_cells = _share_unknown(roles) * total.cells / max(1, len(homes))
    return Preview(
        roles=roles,
        people=people,
        cells=total.cells,
        units=len(homes),
        employee_minutes=employee_minutes(longest),
        leader_minutes=leader_minutes(columns, round(open_cells)),
    )


def _lowest(rows: list[Row]) -> list[Row]:
    """The rows with none below them."""
    following = [*rows[1:], None]
    return [
        row
        for row, after in zip(rows, following, strict=True)
        if after is None or after.unit.depth <= row.unit.depth
    ]


def _share_unknown(roles: tuple[candidates.RoleCandidates, ...]) -> float:
    """The share of the cells that nothing usable is known of."""
    rows = [each.row for role in roles for each in role.candidates if each.chosen and each.row]
    people = sum(row.people for row in rows)
    return sum(row.unknown for row in rows) / people if people else 1.0
