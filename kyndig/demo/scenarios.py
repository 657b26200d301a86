"""The demo's scenario: two of the story's unit leave, and somebody takes a course. Kept, and shared."""

from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.gaps.models import ChangeKind, Scenario
from kyndig.gaps.scenarios import actions
from kyndig.gaps.scenarios.actions import NewChange
from kyndig.organisation.models import Employment, Person, Unit, UnitClosure, UnitTree
from kyndig.organisation.reach import today
from kyndig.requirements.models import Coverage

NAME = "To slutter, og to får kurs"


def make_scenario(unit: Unit, *, by: User | None) -> Scenario | None:
    """A kept scenario of the user's at the unit; None where too few are employed there."""
    people = _people(unit)[:4]
    asked = Coverage.objects.filter(unit=unit).order_by("-min_holders", "pk").first()
    if by is None or asked is None or len(people) < 4:
        return None
    scenario = Scenario(made_by=by, unit=unit)
    for change in _changes(people, asked.competence, asked.level):
        actions.add_change(scenario=scenario, new=change, by=by)
    actions.keep(scenario=scenario, name=NAME, shared=True, by=by)
    return scenario


def _changes(people: list[Person], competence: Competence, level: int) -> list[NewChange]:
    return [
        NewChange(ChangeKind.LEAVE, people[:2]),
        NewChange(ChangeKind.TRAIN, people[2:], competence=competence, level=level),
    ]


def _people(unit: Unit) -> list[Person]:
    """Those employed at the unit or below it, in the order of their numbers."""
    tree = UnitTree.objects.at(today())
    below = UnitClosure.objects.filter(tree=tree, ancestor=unit).values("descendant_id")
    here = Employment.objects.active(today()).filter(unit_id__in=below)
    return list(Person.objects.filter(pk__in=here.values("person_id")).order_by("employee_number")[:4])
