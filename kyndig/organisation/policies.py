"""Who may do what with units, people and access. `can_x` answers, `check_can_x` raises PermissionDenied."""

from collections.abc import Callable
from typing import ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from kyndig.accounts.models import CorrectionRequest, User
from kyndig.organisation.models import Person, RoleGrant, Unit
from kyndig.organisation.reach import (
    LEADERS,
    RUN_THE_SYSTEM,
    SEE_MATRIX,
    SEE_NAMES,
    Figures,
    figures_for,
    reach_of,
    reaches,
)

Kind = RoleGrant.Kind
Asker = User | AnonymousUser
P = ParamSpec("P")


def raising(allowed: Callable[P, bool]) -> Callable[P, None]:
    """The `check_can_x` of a `can_x`."""

    def check(*args: P.args, **kwargs: P.kwargs) -> None:
        if not allowed(*args, **kwargs):
            raise PermissionDenied

    return check


def can_see_person(user: Asker, person: Person) -> bool:
    """Name, assessments and exemption reasons: the person, leaders at or above, their deputies, HR."""
    return Person.objects.visible_to(user).filter(pk=person.pk).exists()


def can_see_names(user: Asker, unit: Unit) -> bool:
    """The unit's people by name."""
    return reaches(reach_of(user), unit, SEE_NAMES)


def can_see_matrix(user: Asker, unit: Unit) -> bool:
    """The unit's people and their levels; a professional lead sees this and no more about them."""
    return reaches(reach_of(user), unit, SEE_MATRIX)


def can_see_figures(user: Asker, unit: Unit) -> bool:
    """Figures about the unit's people, at least those on large groups; see `reach.figures_for`."""
    return figures_for(user, unit) is not Figures.NONE


def can_lead(user: Asker, unit: Unit) -> bool:
    """Decide for the unit: leaders at or above it, and their deputies."""
    return reaches(reach_of(user), unit, LEADERS)


def can_run_the_system(user: Asker) -> bool:
    """Imports, access and the log: HR and administrators."""
    reach = reach_of(user)
    return reach.has_access and reach.holds(*RUN_THE_SYSTEM)


def can_act_as_hr(user: Asker) -> bool:
    """What only HR does: confirm leaders, invite employees, answer for the whole municipality."""
    reach = reach_of(user)
    return reach.has_access and reach.is_hr


def can_manage_access(user: Asker) -> bool:
    """Give and end roles."""
    return can_run_the_system(user)


def can_give(user: Asker, to: User, kind: str) -> bool:
    """Nobody gives a role to themselves; and only HR lets somebody from outside see people.

    An administrator, who sees no people, could else make a user of their own that does.
    """
    if not can_manage_access(user) or user.pk == to.pk:
        return False
    return can_act_as_hr(user) or kind not in SEE_MATRIX or bool(to.employee_number)


def can_invite(user: Asker, invited: User) -> bool:
    """Employees, and others who see people, are invited by HR; whoever has the link becomes the user."""
    if can_act_as_hr(user):
        return True
    sees_people = invited.grants.filter(kind__in=SEE_MATRIX).exists()
    return can_manage_access(user) and not invited.employee_number and not sees_people


def can_read_whole_log(user: Asker) -> bool:
    """Every change with who and when."""
    return can_run_the_system(user)


def can_read_log_counts(user: Asker) -> bool:
    """How many changes of each kind a month, without who."""
    reach = reach_of(user)
    return can_read_whole_log(user) or (reach.has_access and reach.holds(Kind.EVALUATOR))


def can_read_own_log(user: Asker) -> bool:
    """One's own changes."""
    reach = reach_of(user)
    return can_read_log_counts(user) or (reach.has_access and reach.holds(Kind.UNION_REPRESENTATIVE))


def can_name_deputy(user: Asker, grant: RoleGrant) -> bool:
    """A leader names a deputy for a role of their own; a deputy names no deputy."""
    return reach_of(user).has_access and grant.user_id == user.pk and grant.kind in LEADERS


def can_see_requests(user: Asker) -> bool:
    """The list of corrections asked for: HR and leaders, each those of their own people."""
    reach = reach_of(user)
    return reach.has_access and reach.holds(*SEE_NAMES)


def can_answer(user: Asker, request: CorrectionRequest) -> bool:
    """HR and the leaders of the person who asks; never the person."""
    if request.user_id == user.pk:
        return False
    if can_act_as_hr(user):
        return True
    return Person.objects.visible_to(user).filter(employee_number=request.employee_number).exists()


check_can_see_person = raising(can_see_person)
check_can_see_names = raising(can_see_names)
check_can_see_matrix = raising(can_see_matrix)
check_can_see_figures = raising(can_see_figures)
check_can_lead = raising(can_lead)
check_can_run_the_system = raising(can_run_the_system)
check_can_act_as_hr = raising(can_act_as_hr)
check_can_manage_access = raising(can_manage_access)
check_can_give = raising(can_give)
check_can_invite = raising(can_invite)
check_can_read_whole_log = raising(can_read_whole_log)
check_can_read_log_counts = raising(can_read_log_counts)
check_can_read_own_log = raising(can_read_own_log)
check_can_name_deputy = raising(can_name_deputy)
check_can_see_requests = raising(can_see_requests)
check_can_answer = raising(can_answer)
