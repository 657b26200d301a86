"""Positions, requirements and coverage for tests."""

from typing import Any

from kyndig.catalogue.models import Competence
from kyndig.catalogue.tests.made import competence as a_competence
from kyndig.organisation.models import Role, Unit
from kyndig.requirements.models import Coverage, Requirement


def role(code: str = "7174") -> Role:
    return Role.objects.get_or_create(code=code, defaults={"title": f"Stilling {code}"})[0]


def requirement(competence: Competence | None = None, **fields: Any) -> Requirement:
    """Level 2, critical, in the whole municipality and without limit in time."""
    standard = {"level": 2, "criticality": Requirement.Criticality.CRITICAL}
    return Requirement.objects.create(
        competence=competence or a_competence(),
        **{"role": fields.get("role") or role(), **standard, **fields},
    )


def coverage(unit: Unit, competence: Competence | None = None, **fields: Any) -> Coverage:
    """Two people at level 2, without limit in time."""
    return Coverage.objects.create(
        unit=unit, competence=competence or a_competence(), **{"level": 2, "min_holders": 2, **fields}
    )
