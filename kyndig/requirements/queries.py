"""Lists of requirements and coverage, and the names of the units they are set at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kyndig.catalogue.models import Competence
from kyndig.organisation.models import Role, Unit, UnitClosure, UnitNode, UnitTree
from kyndig.requirements.models import Coverage, Requirement


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to: as of a day; the rest narrows nothing when empty."""

    on: date
    role: Role | None = None
    unit: Unit | None = None
    competence: Competence | None = None
    criticality: str = ""
    mandatory: bool = False
    # Also what is ended, annulled or not begun.
    all: bool = False


def requirements(wanted: Wanted) -> QuerySet[Requirement]:
    """Those wanted; for a unit, what holds there: set at it, above it or for the whole municipality."""
    found = Requirement.objects.all() if wanted.all else Requirement.objects.valid(wanted.on)
    if wanted.role:
        found = found.filter(role=wanted.role)
    if wanted.competence:
        found = found.filter(competence=wanted.competence)
    if wanted.criticality:
        found = found.filter(criticality=wanted.criticality)
    if wanted.mandatory:
        found = found.filter(mandatory=True)
    if wanted.unit:
        above = _closure(wanted.on).filter(descendant=wanted.unit).values("ancestor_id")
        found = found.filter(Q(unit=None) | Q(unit__in=above) | Q(unit=wanted.unit))
    ordered = found.order_by("role__title", "competence__name_nb", "unit__code", "id")
    return ordered.select_related("role", "unit", "competence")


def coverage(wanted: Wanted) -> QuerySet[Coverage]:
    """Those wanted; for a unit, what is set at it and below it."""
    found = Coverage.objects.all() if wanted.all else Coverage.objects.valid(wanted.on)
    if wanted.competence:
        found = found.filter(competence=wanted.competence)
    if wanted.unit:
        below = _closure(wanted.on).filter(ancestor=wanted.unit).values("descendant_id")
        found = found.filter(Q(unit__in=below) | Q(unit=wanted.unit))
    return found.order_by("unit__code", "competence__name_nb", "id").select_related("unit", "competence")


def _closure(on: date) -> QuerySet[UnitClosure]:
    return UnitClosure.objects.filter(tree_id=UnitTree.objects.id_at(on))


def top_unit(on: date) -> Unit | None:
    """The municipality in the tree of the day, None before there is a tree."""
    nodes = UnitNode.objects.filter(tree_id=UnitTree.objects.id_at(on), parent=None)
    node = nodes.select_related("unit").first()
    return node.unit if node else None


def unit_names(facts: Iterable[Requirement | Coverage], on: date) -> dict[int | None, str]:
    """The names, by id, of the units that the facts are set at: in the tree of the day, else their codes.

    None is the whole municipality. One query; the facts come with their units.
    """
    names: dict[int | None, str] = {each.unit.pk: each.unit.code for each in facts if each.unit}
    nodes = UnitNode.objects.filter(tree_id=UnitTree.objects.id_at(on), unit__in=list(names))
    return {None: _("Hele kommunen"), **names, **dict(nodes.values_list("unit_id", "name"))}
