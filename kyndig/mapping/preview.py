"""What a round will do when it is started: who is asked what, and about how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw

from kyndig.analysis.frames import collected
from kyndig.mapping.candidates import RoleCandidates, Scope, of_round
from kyndig.mapping.cells import day_of
from kyndig.mapping.models import Round
from kyndig.mapping.proposing import employee_minutes, leader_minutes


@dataclass(frozen=True)
class Preview:
    """The roles that are asked, how many people they are in how many units, and minutes for each."""

    roles: tuple[RoleCandidates, ...]
    people: int
    units: int

    @property
    def employee_minutes(self) -> int:
        """For an employee with the role that is asked most."""
        return employee_minutes(max((role.chosen for role in self.roles), default=0))

    @property
    def leader_minutes(self) -> int:
        """For the leader of a unit of the usual size."""
        asked = {each.competence.competence_id for role in self.roles for each in role.asked}
        cells = sum(role.people * role.chosen for role in self.roles)
        return leader_minutes(len(asked), round(self._share_unknown * cells / max(1, self.units)))

    @property
    def _share_unknown(self) -> float:
        """The share of the cells that nothing usable is known of."""
        rows = [each.row for role in self.roles for each in role.asked if each.row]
        people = sum(row.people for row in rows)
        return sum(row.unknown for row in rows) / people if people else 1.0


def preview(round_: Round) -> Preview:
    """What a draft will do when it is started."""
    scope = Scope(round_.unit, day_of(round_))
    roles = tuple(each for each in of_round(round_, scope) if each.chosen)
    return Preview(roles, *_people_and_units(scope, [each.position.role_id for each in roles]))


def _people_and_units(scope: Scope, roles: Sequence[int]) -> tuple[int, int]:
    asked = scope.employments.filter(nw.col("role_id").is_in(list(roles)))
    counts = collected(asked.select(nw.col("person_id").n_unique(), nw.col("unit_id").n_unique()))
    people, units = counts.row(0)
    return people, units
