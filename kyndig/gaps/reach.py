"""Whose rows and which units' exact figures a user sees, in the pages and in `kyndig gaps --as`."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from kyndig.accounts.models import User
from kyndig.gaps.places import WHOLES
from kyndig.organisation.models import Person, PersonQuerySet, RoleGrant, Unit, UnitNode
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


def units_with_every_figure(user: User) -> QuerySet[Unit]:
    """Units whose exact figures the user sees; others see shares of large groups, on the pages only."""
    return units_reached(reach_of(user), SEE_EVERY_FIGURE)


def sees_municipality(user: User | AnonymousUser) -> bool:
    """True for those whose own place is the whole municipality, without a statement."""
    reach = reach_of(user)
    return reach.has_access and (reach.is_hr or reach.holds(RoleGrant.Kind.CHIEF_EXECUTIVE))


def own_unit(user: User | AnonymousUser) -> str | None:
    """The code of a unit below the sectors where the user holds a role that sees its figures, or None."""
    reach = reach_of(user)
    units = reach.unit_ids(SEE_FIGURES)
    if not reach.has_access or not units:
        return None
    nodes = UnitNode.objects.filter(tree_id=reach.tree_id, unit_id__in=units).exclude(kind__in=WHOLES)
    return nodes.order_by("unit__code").values_list("unit__code", flat=True).first()
