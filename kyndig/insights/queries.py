"""Which sector's page is somebody's own."""

from django.contrib.auth.models import AnonymousUser

from kyndig.accounts.models import User
from kyndig.organisation.models import Kind, UnitNode
from kyndig.organisation.reach import SEE_FIGURES, reach_of


def sector_of(user: User | AnonymousUser) -> str | None:
    """The code of the sector where the user holds a role that sees its figures, or None."""
    reach = reach_of(user)
    units = reach.unit_ids(SEE_FIGURES)
    if not reach.has_access or not units:
        return None
    sectors = UnitNode.objects.filter(tree_id=reach.tree_id, kind=Kind.SECTOR, unit_id__in=units)
    return sectors.order_by("unit__code").values_list("unit__code", flat=True).first()
