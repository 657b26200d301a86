"""Scenarios for tests."""

from kyndig.gaps.models import ChangeKind, Scenario
from kyndig.gaps.scenarios import actions
from kyndig.gaps.scenarios.actions import NewChange
from tests.cast import Cast


def leaving(cast: Cast, *keys: str) -> NewChange:
    return NewChange(ChangeKind.LEAVE, [cast.person(key) for key in keys])


def a_scenario(
    cast: Cast,
    *changes: NewChange,
    name: str = "",
    shared: bool = False,
    by: str = "unit_leader",
    unit: str = "SOL",
) -> Scenario:
    """A scenario of somebody at a unit; a draft where it has no name."""
    user = cast.user(by)
    scenario = Scenario(made_by=user, unit=cast.unit(unit))
    for change in changes:
        actions.add_change(scenario=scenario, new=change, by=user)
    if name:
        actions.keep(scenario=scenario, name=name, shared=shared, by=user)
    return scenario


def two_scenarios(cast: Cast) -> tuple[int, int]:
    """The numbers of two that differ: one shared, one not."""
    one = a_scenario(cast, leaving(cast, "amina", "petter"), name="Amina og Petter slutter", shared=True)
    other = a_scenario(
        cast,
        NewChange(
            ChangeKind.TRAIN,
            [cast.person("bendik")],
            competence=cast.competences["PVK"],
            level=2,
        ),
        name="Kurs i PVK",
    )
    return one.pk, other.pk
