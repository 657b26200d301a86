"""Which sector's page is somebody's own."""

from django.contrib.auth.models import AnonymousUser

from kyndig.accounts.models import User
from kyndig.organisation.models import Kind, UnitNode
from kyndig.organisation.reach import SEE_FIGURES, reach_of

_WHOLES = (Kind.SECTOR, Kind.MUNICIPALITY)


def whole_of(user: User | AnonymousUser) -> UnitNode | None:
    """The sector or municipality where the user holds a role that sees its figures, or None.

    Read once per user object, as the reach it follows from.
    """
    if not hasattr(user, "_whole"):
        user._whole = _whole_of(user)  # type: ignore[union-attr] # kept for the request, on its user
    found: UnitNode | None = user._whole  # type: ignore[union-attr] # set just above
    return found


def _whole_of(user: User | AnonymousUser) -> UnitNode | None:
    reach = reach_of(user)
    units = reach.unit_ids(SEE_FIGURES)
    if not reach.has_access or not (units or reach.is_hr):
        return None
    nodes = UnitNode.objects.filter(tree_id=reach.tree_id, kind__in=_WHOLES)
    own = nodes.filter(unit_id__in=units) if units else nodes.filter(parent=None)
    # A sector before the whole municipality: it is nearer.
    return own.select_related("unit").order_by("-kind", "unit__code").first()
