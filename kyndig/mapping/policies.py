"""Who runs rounds, and who judges whom in them."""

from django.db.models import Q

from kyndig.holdings.policies import LIST_PEOPLE
from kyndig.mapping.models import Round, RoundQuerySet
from kyndig.organisation.models import Unit, UnitClosure
from kyndig.organisation.policies import Asker, can_act_as_hr, can_lead, can_see_names, raising
from kyndig.organisation.reach import LEADERS, reach_of, reaches


def rounds_visible_to(rounds: RoundQuerySet, user: Asker) -> RoundQuerySet:
    """All for HR; for a leader those whose unit is one the user leads, stands above it, or below it."""
    reach = reach_of(user)
    if not reach.has_access:
        return rounds.none()
    if reach.is_hr:
        return rounds
    led = reach.unit_ids(LEADERS)
    closure = UnitClosure.objects.filter(tree_id=reach.tree_id)
    above = closure.filter(descendant_id__in=led).values("ancestor_id")
    below = closure.filter(ancestor_id__in=led).values("descendant_id")
    return rounds.filter(Q(unit_id__in=above) | Q(unit_id__in=below))


def can_run_rounds(user: Asker) -> bool:
    """Start rounds somewhere: HR, and whoever leads a unit."""
    reach = reach_of(user)
    return reach.has_access and (reach.is_hr or reach.holds(*LEADERS))


def can_run_at(user: Asker, unit: Unit) -> bool:
    """Start a round for the unit: HR, and leaders at or above it."""
    return can_act_as_hr(user) or can_lead(user, unit)


def can_run(user: Asker, round_: Round) -> bool:
    """Change, start, pause and close the round: HR, and leaders at or above its unit."""
    return can_run_at(user, round_.unit)


def can_judge_at(user: Asker, unit: Unit) -> bool:
    """Open the unit's cells by name: leaders at or above it, their deputies, HR."""
    return can_see_names(user, unit)


def can_list_answers_at(user: Asker, unit: Unit) -> bool:
    """See by name who has not answered, and remind them: unit leaders, department heads, deputies, HR."""
    return reaches(reach_of(user), unit, LIST_PEOPLE)


check_can_list_answers_at = raising(can_list_answers_at)
check_can_run_rounds = raising(can_run_rounds)
check_can_run_at = raising(can_run_at)
check_can_run = raising(can_run)
check_can_judge_at = raising(can_judge_at)
