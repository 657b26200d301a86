"""Changes to requirements and coverage: a fact is begun, ended or annulled, never edited."""

from copy import copy
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.organisation.models import Role, Unit
from kyndig.organisation.reach import today
from kyndig.requirements.models import Coverage, Requirement
from kyndig.requirements.queries import top_unit

Fact = TypeVar("Fact", Requirement, Coverage)


def normal_unit(unit: Unit | None) -> Unit | None:
    """None for the top unit: the whole municipality is written in one way."""
    return None if unit is not None and unit == top_unit(today()) else unit


@transaction.atomic
def set_requirement(
    *,
    role: Role,
    unit: Unit | None,
    competence: Competence,
    level: int,
    criticality: str,
    mandatory: bool,
    valid_from: date | None,
    valid_to: date | None,
    source: str,
    by: User | None,
) -> Requirement:
    """Require a level of a competence of a role, at a unit and below it or (None) in the whole municipality.

    Raises ValueError for a level off the competence's scale.
    """
    _check_level(competence, level)
    requirement = Requirement.objects.create(
        role=role,
        unit=normal_unit(unit),
        competence=competence,
        level=level,
        criticality=criticality,
        mandatory=mandatory,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
        registered_by=by,
    )
    _record("set", requirement, by)
    return requirement


@transaction.atomic
def set_coverage(
    *,
    unit: Unit,
    competence: Competence,
    level: int,
    min_holders: int,
    valid_from: date | None,
    valid_to: date | None,
    by: User | None,
) -> Coverage:
    """Ask that the unit, with all below it, has at least so many people at the level."""
    _check_level(competence, level)
    asked = Coverage.objects.create(
        unit=unit,
        competence=competence,
        level=level,
        min_holders=min_holders,
        valid_from=valid_from,
        valid_to=valid_to,
        registered_by=by,
    )
    _record("set", asked, by)
    return asked


def change_requirement(
    *, requirement: Requirement, from_date: date, by: User | None, **changes: Any
) -> Requirement:
    """End the requirement the day before `from_date` and begin one with `changes` on it.

    One that had not begun by then has never held: it is annulled instead.
    """
    return succeed(requirement, from_date=from_date, by=by, **changes)


def change_coverage(*, coverage: Coverage, from_date: date, by: User | None, **changes: Any) -> Coverage:
    """As `change_requirement`, for coverage."""
    return succeed(coverage, from_date=from_date, by=by, **changes)


@transaction.atomic
def succeed(fact: Fact, *, from_date: date, by: User | None, **changes: Any) -> Fact:
    """The fact with `changes` from `from_date` on; as it was until then. Returns the new fact."""
    successor = copy(fact)
    successor.pk, successor.registered_by, successor.valid_from = None, by, from_date
    successor._state.adding = True
    for name, value in changes.items():
        setattr(successor, name, value)
    _check_level(successor.competence, successor.level)
    if fact.valid_from and fact.valid_from >= from_date:
        annul(fact, reason=_("Endret før det begynte å gjelde."), by=by)
    elif fact.valid_to is None or fact.valid_to >= from_date:
        end(fact, last_day=from_date - timedelta(days=1), by=by)
    successor.save()
    _record("change", successor, by, instead_of=fact.pk)
    return successor


@transaction.atomic
def end(fact: Requirement | Coverage, *, last_day: date, by: User | None) -> None:
    """The fact's last day is `last_day`. Raises ValueError when it had not begun by then: annul it."""
    if fact.valid_from and last_day < fact.valid_from:
        raise ValueError("What has not begun cannot end; annul it.")
    fact.valid_to = last_day
    fact.save(update_fields=["valid_to"])
    _record("end", fact, by, last_day=last_day.isoformat())


@transaction.atomic
def annul(fact: Requirement | Coverage, *, reason: str, by: User | None) -> None:
    """Take a mistake back: the fact holds on no day. A reason is needed; annulling twice changes nothing."""
    if not reason.strip():
        raise ValueError("To annul something one must say why.")
    if fact.annulled_at is None:
        fact.annulled_at, fact.annulled_by, fact.annulled_reason = timezone.now(), by, reason
        fact.save(update_fields=["annulled_at", "annulled_by", "annulled_reason"])
        _record("annul", fact, by, reason=reason)


def _check_level(competence: Competence, level: int) -> None:
    if not 0 <= level <= competence.max_level:
        raise ValueError(f"Level {level} is not on the scale of {competence.code}.")


def _record(
    verb: str, fact: Requirement | Coverage, by: User | None, reason: str = "", **detail: Any
) -> None:
    act = f"requirements.{fact._meta.model_name}.{verb}"
    audit.record(act, by=by, on=fact, reason=reason, competence=fact.competence.code, **detail)
