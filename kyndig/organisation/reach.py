"""Who reaches what: the roles a user holds today, and the people, units and figures these open.

The table "Who sees what about named people" of the domain description, in code:

=====================  ==============  ===============  ====================  =============
role                   named people    the matrix       figures               organisation
=====================  ==============  ===============  ====================  =============
leaders, deputies      unit and below  unit and below   all, unit and below   unit and below
HR                     everybody       everybody        all, everywhere       everything
professional lead      nobody          unit and below   large groups only     unit and below
union representative   nobody          nobody           large groups only     unit and below
evaluator              nobody          nobody           large groups only     unit and below
administrator          nobody          nobody           none                  everything
employee               oneself         nobody           none                  none
=====================  ==============  ===============  ====================  =============

Reach follows today's roles and today's employments, also on pages asked for an earlier date: a leader
does not see somebody who has moved away by asking for last year.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from kyndig.accounts.models import User
from kyndig.organisation.models import (
    Deputy,
    Employment,
    Person,
    PersonQuerySet,
    RoleGrant,
    Unit,
    UnitClosure,
    UnitNode,
    UnitTree,
)

Kind = RoleGrant.Kind
LEADERS = frozenset({Kind.CHIEF_EXECUTIVE, Kind.SECTOR_DIRECTOR, Kind.UNIT_LEADER, Kind.DEPARTMENT_HEAD})
SEE_NAMES = LEADERS | {Kind.HR}
SEE_MATRIX = SEE_NAMES | {Kind.PROFESSIONAL_LEAD}
SEE_EVERY_FIGURE = LEADERS | {Kind.HR}
SEE_FIGURES = SEE_EVERY_FIGURE | {Kind.PROFESSIONAL_LEAD, Kind.UNION_REPRESENTATIVE, Kind.EVALUATOR}
RUN_THE_SYSTEM = frozenset({Kind.HR, Kind.ADMINISTRATOR})


class Figures(Enum):
    """Which figures about a unit's people somebody may see."""

    EVERY = "every"
    LARGE_GROUPS = "large groups only"
    NONE = "none"


def today() -> date:
    """Today in Europe/Oslo."""
    return timezone.localdate()


@dataclass(frozen=True)
class Held:
    """A role held today at a unit: one's own, or as somebody's deputy."""

    kind: str
    unit_id: int | None
    as_deputy: bool = False


@dataclass(frozen=True)
class Reach:
    """Everything about today's access that can be known of a user in two queries."""

    on: date
    held: tuple[Held, ...]
    person_id: int | None
    employee_number: str
    employed: bool

    @property
    def has_access(self) -> bool:
        """Access ends with the last employment; for users who are no employees, with their last role."""
        return self.employed if self.employee_number else bool(self.held)

    def holds(self, *kinds: str) -> bool:
        """True when any of the kinds is held anywhere."""
        return any(held.kind in kinds for held in self.held)

    @property
    def is_hr(self) -> bool:
        return self.holds(Kind.HR)

    @property
    def is_administrator(self) -> bool:
        return self.holds(Kind.ADMINISTRATOR)

    def unit_ids(self, kinds: frozenset[str] | frozenset[Kind]) -> frozenset[int]:
        """The units at which any of the kinds is held (not those below them)."""
        return frozenset(held.unit_id for held in self.held if held.kind in kinds and held.unit_id)

    def everywhere(self, kinds: frozenset[str] | frozenset[Kind]) -> bool:
        """True when one of the kinds is held that reaches the whole municipality wherever it is held."""
        return any(held.kind in kinds & RUN_THE_SYSTEM for held in self.held)

    @cached_property
    def tree_id(self) -> int | None:
        """The tree of today."""
        tree = UnitTree.objects.at(self.on)
        return tree.pk if tree else None

    @cached_property
    def below(self) -> dict[frozenset[int], frozenset[int]]:
        """What has been read already: units where roles are held, and those at or below them today."""
        return {}

    @cached_property
    def nodes(self) -> dict[int, UnitNode]:
        """The units where roles are held as they stand in today's tree, by id; those gone are left out."""
        held = {each.unit_id for each in self.held if each.unit_id}
        nodes = UnitNode.objects.filter(
            tree_id=UnitTree.objects.id_at(self.on), unit_id__in=held
        ).select_related("unit")
        return {node.unit_id: node for node in nodes.order_by("unit__code")} if held else {}


NOBODY = Reach(on=date.min, held=(), person_id=None, employee_number="", employed=False)


def reach_of(user: User | AnonymousUser) -> Reach:
    """What the user reaches today; read once per user object and day."""
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    kept: Reach | None = getattr(user, "_reach", None)
    if kept is None or kept.on != today():
        kept = _read_reach(user, today())
        user._reach = kept  # type: ignore[attr-defined] # kept for the request, on the user it belongs to
    return kept


def _read_reach(user: User, on: date) -> Reach:
    own = RoleGrant.objects.active(on).filter(user=user).values_list("kind", "unit_id", "id")
    lent = Deputy.objects.active(on).filter(user=user, grant__in=RoleGrant.objects.active(on))
    held = [Held(kind, unit) for kind, unit, _ in own]
    held += [
        Held(kind, unit, as_deputy=True) for kind, unit in lent.values_list("grant__kind", "grant__unit_id")
    ]
    person_id = None
    employed = False
    if user.employee_number:
        person = Person.objects.filter(employee_number=user.employee_number).with_employed(on).first()
        person_id, employed = (person.pk, person.employed) if person else (None, False)
    return Reach(on, tuple(held), person_id, user.employee_number or "", employed)


def units_reached(reach: Reach, kinds: frozenset[Any]) -> QuerySet[Unit]:
    """The units at or below those where any of the kinds is held; all of them for HR when HR counts."""
    if not reach.has_access:
        return Unit.objects.none()
    if reach.everywhere(kinds):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=_below(reach, kinds))


def reaches(reach: Reach, unit: Unit, kinds: frozenset[Any]) -> bool:
    """True when one of the kinds is held at the unit or above it."""
    return reach.has_access and (reach.everywhere(kinds) or unit.pk in _ids_below(reach, kinds))


def unit_ids_reached(reach: Reach, kinds: frozenset[Any]) -> frozenset[int]:
    """The ids of `units_reached`, read once however many rules ask."""
    if not reach.has_access or reach.everywhere(kinds):
        return frozenset(units_reached(reach, kinds).values_list("pk", flat=True))
    return _ids_below(reach, kinds)


def _ids_below(reach: Reach, kinds: frozenset[Any]) -> frozenset[int]:
    held = reach.unit_ids(kinds)
    if held not in reach.below:
        below = _below(reach, kinds).values_list("descendant_id", flat=True)
        reach.below[held] = frozenset(below if held else ())
    return reach.below[held]


def figures_for(user: User | AnonymousUser, unit: Unit) -> Figures:
    """Which figures about the unit's people the user may see."""
    reach = reach_of(user)
    if reaches(reach, unit, SEE_EVERY_FIGURE):
        return Figures.EVERY
    if reaches(reach, unit, SEE_FIGURES):
        return Figures.LARGE_GROUPS
    return Figures.NONE


def people_visible_to(people: PersonQuerySet, user: User | AnonymousUser) -> PersonQuerySet:
    """Those whose name and assessments the user may see: oneself, one's own people, everybody for HR."""
    reach = reach_of(user)
    if not reach.has_access:
        return people.none()
    if reach.is_hr:
        return people
    return people.filter(Q(pk=reach.person_id) | Q(pk__in=_people_within(reach, SEE_NAMES)))


def people_in_matrix_of(people: PersonQuerySet, user: User | AnonymousUser) -> PersonQuerySet:
    """Those whom the user may see in a matrix: as `people_visible_to`, and a professional lead's unit."""
    reach = reach_of(user)
    if not reach.has_access:
        return people.none()
    if reach.is_hr:
        return people
    return people.filter(Q(pk__in=_people_within(reach, SEE_MATRIX)))


def _below(reach: Reach, kinds: frozenset[Any]) -> QuerySet[UnitClosure, Any]:
    tree = UnitTree.objects.id_at(reach.on)
    below = UnitClosure.objects.filter(tree_id=tree, ancestor_id__in=reach.unit_ids(kinds))
    return below.values("descendant_id")


def _people_within(reach: Reach, kinds: frozenset[Any]) -> QuerySet[Employment, Any]:
    here = Employment.objects.active(reach.on).filter(unit_id__in=_below(reach, kinds))
    return here.values("person_id")
