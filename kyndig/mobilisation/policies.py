"""Who may look for people by what they hold, and what they see of those they find."""

from kyndig.organisation.models import RoleGrant
from kyndig.organisation.policies import Asker, raising
from kyndig.organisation.reach import LEADERS, reach_of

Kind = RoleGrant.Kind
SEE_WISHES = LEADERS | {Kind.HR}
# Those whom the consent names; see holdings/consent.html.
FIND_PEOPLE = SEE_WISHES | {Kind.PROFESSIONAL_LEAD}


def can_find(user: Asker) -> bool:
    """Search among those who have agreed to be found: leaders, their deputies, HR, professional leads."""
    reach = reach_of(user)
    return reach.has_access and reach.holds(*FIND_PEOPLE)


def can_see_wishes(user: Asker) -> bool:
    """Whether people want to use what they hold: leaders and HR, never professional leads."""
    reach = reach_of(user)
    return reach.has_access and reach.holds(*SEE_WISHES)


check_can_find = raising(can_find)
