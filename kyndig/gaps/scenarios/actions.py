"""Making, keeping and throwing away scenarios. Nothing here touches a fact.

A draft's changes leave no trace in the audit log: they are thoughts, and every row there would have the
whole municipality loaded anew. What is kept, shared or deleted is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.gaps.models import ChangeKind, Scenario, ScenarioChange, ScenarioPerson
from kyndig.gaps.models.scenarios import MOST_CHANGES
from kyndig.gaps.scenarios.policies import check_can_change_scenario
from kyndig.organisation.models import Person, Role, Unit


@dataclass(frozen=True)
class NewChange:
    """A change as a form says it, with those it is about."""

    kind: ChangeKind
    people: Sequence[Person] = ()
    age: int | None = None
    level: int | None = None
    competence: Competence | None = None
    role: Role | None = None
    unit: Unit | None = None

    def row(self, scenario: Scenario | None = None) -> ScenarioChange:
        """As a row, not saved."""
        return ScenarioChange(
            scenario=scenario,
            kind=self.kind,
            age=self.age,
            level=self.level,
            competence=self.competence,
            role=self.role,
            unit=self.unit,
        )


def draft_of(user: User, unit: Unit) -> Scenario:
    """What the user is thinking about at the unit; empty and not saved where nothing is thought yet."""
    found = Scenario.objects.filter(made_by=user, unit=unit, name="").first()
    return found or Scenario(made_by=user, unit=unit)


@transaction.atomic
def add_change(*, scenario: Scenario, new: NewChange, by: User) -> ScenarioChange:
    """Put a change last. Raises ValidationError where there are as many as a scenario may have."""
    check_can_change_scenario(by, scenario)
    _touch(scenario)
    if scenario.changes.count() >= MOST_CHANGES:
        raise ValidationError(
            _("Et scenario kan ha høyst %(most)s endringer. Fjern en først.") % {"most": MOST_CHANGES}
        )
    change = new.row(scenario)
    change.save()
    ScenarioPerson.objects.bulk_create(ScenarioPerson(change=change, person=person) for person in new.people)
    return change


@transaction.atomic
def remove_change(*, scenario: Scenario, change_id: int, by: User) -> None:
    """Take a change out; one that is not there is out already."""
    check_can_change_scenario(by, scenario)
    if scenario.pk:
        scenario.changes.filter(pk=change_id).delete()
        _touch(scenario)


def _touch(scenario: Scenario) -> None:
    """It lives on from now; a draft is made when something is put into it, in two windows at once too."""
    if scenario.pk is None:
        draft, _made = Scenario.objects.get_or_create(made_by=scenario.made_by, unit=scenario.unit, name="")
        scenario.pk = draft.pk
        scenario.refresh_from_db()
    scenario.save()


@transaction.atomic
def keep(*, scenario: Scenario, name: str, shared: bool, by: User) -> None:
    """Give it a name, or another one, and say whether others may read it.

    Raises ValidationError where the user has another of that name at the unit.
    """
    check_can_change_scenario(by, scenario)
    scenario.name, scenario.shared = name, shared
    try:
        with transaction.atomic():
            scenario.save()
    except IntegrityError as error:
        raise ValidationError(_("Du har et scenario som heter dette. Velg et annet navn.")) from error
    audit.record("gaps.scenario.kept", by=by, on=scenario, unit=scenario.unit.code, shared=shared)


@transaction.atomic
def delete(*, scenario: Scenario, by: User) -> None:
    """Throw it away, with its changes."""
    check_can_change_scenario(by, scenario)
    if scenario.pk is None:
        return
    if scenario.name:
        audit.record("gaps.scenario.deleted", by=by, on=scenario, unit=scenario.unit.code)
    scenario.delete()
