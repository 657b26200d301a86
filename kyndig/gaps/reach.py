"""Whose rows and which units' exact figures a user sees, in the pages and in `kyndig gaps --as`."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from kyndig.accounts.models import User
from kyndig.gaps.places import WHOLES
from kyndig.organisation.models import Kind, Person, PersonQuerySet, Unit
from kyndig.organisation.reach import (
    SEE_EVERY_FIGURE,
    SEE_FIGURES,
    Reach,
    people_in_matrix_of,
    reach_of,
    units_reached,
)


def people_shown(user: User) -> PersonQuerySet:
    """Those whose levels and states the user sees: in a matrix, or on the person's page."""
    in_matrix = people_in_matrix_of(Person.objects.all(), user)
    return Person.objects.all().visible_to(user) | in_matrix


def units_with_every_figure(user: User) -> QuerySet[Unit]:
    """Units whose exact figures the user sees; others see shares of large groups, on the pages only."""
    return units_reached(reach_of(user), SEE_EVERY_FIGURE)


@dataclass(frozen=True)
class OwnPlaces:
    """Where the user's menu leads: a unit below the sectors and a sector (codes), and the municipality."""

    unit: str | None = None
    sector: str | None = None
    municipality: bool = False


def own_places(user: User | AnonymousUser) -> OwnPlaces:
    """The places of today's roles that see figures; kept on the user for the request."""
    reach = reach_of(user)
    if not reach.has_access:
        return OwnPlaces()
    kept: tuple[Reach, OwnPlaces] | None = getattr(user, "_own_places", None)
    if kept is None or kept[0] is not reach:
        kept = (reach, _own_places(reach))
        user._own_places = kept  # type: ignore[union-attr] # kept for the request, on the user it belongs to
    return kept[1]


def _own_places(reach: Reach) -> OwnPlaces:
    units = reach.unit_ids(SEE_FIGURES)
    if not units:
        return OwnPlaces(municipality=reach.is_hr)
    kinds = [(node.unit.code, node.kind) for unit_id, node in reach.nodes.items() if unit_id in units]
    unit = next((code for code, kind in kinds if kind not in WHOLES), None)
    sector = next((code for code, kind in kinds if kind == Kind.SECTOR), None)
    return OwnPlaces(unit, sector, reach.is_hr or any(kind == Kind.MUNICIPALITY for _, kind in kinds))
