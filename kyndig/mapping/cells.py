"""The cells of a round on a day: who is asked about what."""

from datetime import date
from functools import cached_property

from django.db.models import F, QuerySet

from kyndig.mapping.models import Round
from kyndig.organisation.models import Employment, Unit, UnitClosure, UnitTree
from kyndig.organisation.reach import Reach, today

# A person's id and a competence's.
Cell = tuple[int, int]


def day_of(round_: Round) -> date:
    """The day that the round is seen as of: today, or its last day once it is over."""
    last = round_.closed_at.date() if round_.closed_at else round_.closes_on
    return min(today(), last)


class Asking:
    """Whom a round asks about what, as the organisation is on a day."""

    def __init__(self, round_: Round, day: date | None = None, reach: Reach | None = None) -> None:
        """`reach`: whoever asks; it knows today's tree already."""
        self.round = round_
        self.day = day or day_of(round_)
        self._reach = reach

    @cached_property
    def tree_id(self) -> int | None:
        """The tree of the day."""
        if self._reach is not None and self._reach.on == self.day:
            return self._reach.tree_id
        tree = UnitTree.objects.at(self.day)
        return tree.pk if tree else None

    def employments(self, unit: Unit | None = None) -> QuerySet[Employment]:
        """Those in the round's unit (and at or below `unit`) with a role that the round asks about."""
        below = UnitClosure.objects.filter(tree_id=self.tree_id)
        asked = Employment.objects.active(self.day).filter(
            unit_id__in=below.filter(ancestor_id=self.round.unit_id).values("descendant_id"),
            role__round_competences__round=self.round,
        )
        if unit is not None and unit.pk != self.round.unit_id:
            asked = asked.filter(unit_id__in=below.filter(ancestor_id=unit.pk).values("descendant_id"))
        return asked

    def roles(self, unit: Unit | None = None, person_id: int | None = None) -> dict[Cell, set[int]]:
        """The cells (all, at or below a unit, or one person's), each with the roles it is asked for."""
        asked = self.employments(unit)
        if person_id is not None:
            asked = asked.filter(person_id=person_id)
        found: dict[Cell, set[int]] = {}
        rows = asked.annotate(asked_id=F("role__round_competences__competence_id"))
        for person, competence, role in rows.values_list("person_id", "asked_id", "role_id"):
            found.setdefault((person, competence), set()).add(role)
        return found

    def asks(self, cell: Cell) -> bool:
        """Whether this person is asked about this competence."""
        return cell in self.roles(person_id=cell[0])
