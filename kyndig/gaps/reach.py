"""Whose rows and which units' exact figures a user sees, in the pages and in `kyndig gaps --as`."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from kyndig.accounts.models import User
from kyndig.gaps.places import WHOLES
from kyndig.holdings.consents import consenting
from kyndig.organisation.acting import acting
from kyndig.organisation.models import Kind, Person, PersonQuerySet, Unit
from kyndig.organisation.reach import (
    SEE_EVERY_FIGURE,
    SEE_FIGURES,
    people_in_matrix_of,
    reach_of,
    units_reached,
)


def people_shown(user: User) -> PersonQuerySet:
    """Those whose levels and states the user sees: in a matrix, or on the person's page."""
    in_matrix = people_in_matrix_of(Person.objects.all(), user)
    return Person.objects.all().visible_to(user) | in_matrix


def people_found_latent(user: User) -> PersonQuerySet:
    """Those whose latent competence the user may read: their own people, oneself, everybody for HR.

    A professional lead, who sees more people's levels in a matrix, finds only those who agreed to be found.
    """
    in_matrix = people_in_matrix_of(Person.objects.all(), user)
    return Person.objects.all().visible_to(user) | consenting(in_matrix)


def units_with_every_figure(user: User) -> QuerySet[Unit]:
    """Units whose exact figures the user sees; others see shares of large groups, on the pages only."""
    return units_reached(reach_of(user), SEE_EVERY_FIGURE)


@dataclass(frozen=True)
class OwnPlaces:
    """Where the user's menu leads: a unit below the sectors and a sector (codes), and the municipality."""

    unit: str | None = None
    sector: str | None = None
    municipality: bool = False


def own_places(request: HttpRequest) -> OwnPlaces:
    """The places of today's roles that see figures; the one of the role acted in before the others."""
    reach = reach_of(request.user)
    if not reach.has_access:
        return OwnPlaces()
    units = reach.unit_ids(SEE_FIGURES)
    now = acting(request)
    mine = [node for unit_id, node in reach.nodes.items() if unit_id in units]
    mine.sort(key=lambda node: now is None or node.unit_id != now.unit_id)
    return OwnPlaces(
        unit=next((node.unit.code for node in mine if node.kind not in WHOLES), None),
        sector=next((node.unit.code for node in mine if node.kind == Kind.SECTOR), None),
        municipality=reach.is_hr or any(node.kind == Kind.MUNICIPALITY for node in mine),
    )
