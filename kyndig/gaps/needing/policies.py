"""Who judges and registers needs: leaders for what they lead; whoever works in the unit registers.

Reading the computed needs and the answers takes every figure (`Opened.every_figure`): leaders and HR.
"""

from django.db.models import QuerySet

from kyndig.gaps.models import RegisteredNeed
from kyndig.gaps.needing.homes import homes_of_person
from kyndig.organisation.models import Unit
from kyndig.organisation.policies import Asker, can_act_as_hr, can_lead, raising
from kyndig.organisation.reach import reach_of


def can_judge(user: Asker, unit: Unit) -> bool:
    """Answer for the unit's needs: leaders at or above it, and their deputies. HR reads the answers."""
    return can_lead(user, unit)


def works_there(user: Asker, unit: Unit) -> bool:
    """Has an employment today whose home unit it is."""
    reach = reach_of(user)
    return reach.has_access and unit.pk in homes_of_person(reach)


def can_register(user: Asker, unit: Unit) -> bool:
    """Register needs: whoever works in the unit, and its leaders."""
    return works_there(user, unit) or can_judge(user, unit)


def registered_visible_to(user: Asker, unit: Unit) -> QuerySet[RegisteredNeed]:
    """The unit's registered needs: all of them for leaders and HR, one's own for others."""
    needs = RegisteredNeed.objects.standing().filter(unit=unit)
    if can_judge(user, unit) or can_act_as_hr(user):
        return needs
    return needs.filter(registered_by=user.pk) if user.pk and reach_of(user).has_access else needs.none()


def can_withdraw(user: Asker, need: RegisteredNeed) -> bool:
    """Whoever registered it, and the unit's leaders."""
    own = need.registered_by_id is not None and need.registered_by_id == user.pk
    return (own and reach_of(user).has_access) or can_judge(user, need.unit)


check_can_judge = raising(can_judge)
check_can_register = raising(can_register)
check_can_withdraw = raising(can_withdraw)
