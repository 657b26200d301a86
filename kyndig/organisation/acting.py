"""The role somebody acts in: of several, the one whose home page and menu come first.

What they reach follows from all their roles, whichever they act in.
"""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kyndig.accounts.models import User
from kyndig.organisation.models import RoleGrant
from kyndig.organisation.reach import Held, Reach, reach_of

Kind = RoleGrant.Kind
# The order in which roles are offered; somebody who has not chosen acts in the first.
ORDER = [
    Kind.CHIEF_EXECUTIVE,
    Kind.SECTOR_DIRECTOR,
    Kind.HR,
    Kind.UNIT_LEADER,
    Kind.DEPARTMENT_HEAD,
    Kind.PROFESSIONAL_LEAD,
    Kind.UNION_REPRESENTATIVE,
    Kind.EVALUATOR,
    Kind.ADMINISTRATOR,
]
_CHOSEN = "acting_role"


def roles_of(reach: Reach) -> dict[str, Held]:
    """Today's roles by a name for each, one's own before those one stands in for."""
    held = sorted(reach.held, key=lambda each: (each.as_deputy, ORDER.index(Kind(each.kind))))
    return {_name(each): each for each in held}


def acting(request: HttpRequest) -> Held | None:
    """The role chosen in this sign-in, while it is held; else the first; None for somebody without roles."""
    if not isinstance(request.user, User):
        return None
    roles = roles_of(reach_of(request.user))
    return roles.get(request.session.get(_CHOSEN, "")) or next(iter(roles.values()), None)


def choose(request: HttpRequest, name: str) -> Held | None:
    """Act in the role of that name from now on; None, and nothing changed, where it is not held."""
    held = roles_of(reach_of(request.user)).get(name)
    if held:
        request.session[_CHOSEN] = name
    return held


def role_text(held: Held, reach: Reach) -> str:
    """The role with its unit, as in «Enhetsleder, Solhaug»."""
    role = str(Kind(held.kind).label)
    node = reach.nodes.get(held.unit_id or 0)
    if node is None:
        return role
    text = _("Stedfortreder for %(role)s, %(unit)s") if held.as_deputy else _("%(role)s, %(unit)s")
    return text % {"role": role, "unit": node.name}


def _name(held: Held) -> str:
    return f"{held.kind}-{held.unit_id or 0}{'-deputy' if held.as_deputy else ''}"
