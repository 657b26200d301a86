"""Requirements are set by HR, and by leaders for their own units; whoever is signed in may read them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kyndig.organisation.models import RoleGrant, Unit
from kyndig.organisation.policies import Asker, can_act_as_hr, can_lead, raising
from kyndig.organisation.reach import LEADERS, reach_of, today, units_reached
from kyndig.requirements.models import Coverage, Requirement
from kyndig.requirements.queries import top_unit


def can_set_requirements(user: Asker) -> bool:
    """Set requirements somewhere: HR, and whoever leads a unit."""
    reach = reach_of(user)
    return reach.has_access and (reach.is_hr or reach.holds(*LEADERS))


def can_set_at(user: Asker, unit: Unit | None) -> bool:
    """Set requirements at the unit; None is the whole municipality, as if it named the top unit."""
    at = unit or top_unit(today())
    return can_act_as_hr(user) or (at is not None and can_lead(user, at))


def can_change(user: Asker, fact: Requirement | Coverage) -> bool:
    """Change, end or annul what is set at a unit that the user sets requirements for."""
    return can_set_at(user, fact.unit)


def changeable(user: Asker, facts: Iterable[Requirement | Coverage]) -> set[int]:
    """The ids of the facts that the user may change, all of one kind: two queries whatever their number."""
    if can_act_as_hr(user):
        return {each.pk for each in facts if each.annulled_at is None}
    top = top_unit(today())
    units = set(units_to_set_at(user).values_list("pk", flat=True)) if can_set_requirements(user) else set()
    whole = top is not None and top.pk in units
    return {
        each.pk
        for each in facts
        if each.annulled_at is None and (each.unit_id in units or (whole and each.unit_id is None))
    }


def units_to_set_at(user: Asker) -> QuerySet[Unit]:
    """The units that the user sets requirements for."""
    return units_reached(reach_of(user), LEADERS | {RoleGrant.Kind.HR})


check_can_set_requirements = raising(can_set_requirements)
check_can_set_at = raising(can_set_at)
check_can_change = raising(can_change)
