"""Who may think about what if: those who see every figure of the unit, and only about people they see."""

from django.core.exceptions import PermissionDenied

from kyndig.accounts.models import User
from kyndig.gaps.models import Scenario, ScenarioQuerySet
from kyndig.gaps.reach import units_with_every_figure
from kyndig.organisation.policies import Asker, raising


def scenarios_visible_to(scenarios: ScenarioQuerySet, user: Asker) -> ScenarioQuerySet:
    """One's own, and those shared, where the user sees every figure of the unit today; nobody's drafts."""
    if not isinstance(user, User):
        return scenarios.none()
    reached = scenarios.filter(unit__in=units_with_every_figure(user))
    return reached.filter(made_by=user) | reached.filter(shared=True)


def can_change_scenario(user: Asker, scenario: Scenario) -> bool:
    """Change, share and delete: the maker alone."""
    return scenario.made_by_id == user.pk


check_can_change_scenario = raising(can_change_scenario)


def check_every_figure(every_figure: bool) -> None:
    """Raise PermissionDenied for those who see figures on large groups only: a change tells of one person."""
    if not every_figure:
        raise PermissionDenied
