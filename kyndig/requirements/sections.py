"""What a competence's page says of requirements and coverage today."""

from typing import Any

from django.http import HttpRequest

from kyndig.catalogue.models import Competence
from kyndig.catalogue.sections import Section
from kyndig.organisation.reach import today
from kyndig.requirements import queries
from kyndig.requirements.queries import Wanted

AT_MOST = 50


def who_needs_it() -> Section:
    """Roles that need the competence."""
    return Section("requirements/who_needs_it.html", _requirements, order=10)


def how_many() -> Section:
    """Units that must have a number of people with it."""
    return Section("requirements/how_many.html", _coverage, order=20)


def _requirements(request: HttpRequest, competence: Competence) -> dict[str, Any]:
    return _facts(queries.requirements(Wanted(on=today(), competence=competence)))


def _coverage(request: HttpRequest, competence: Competence) -> dict[str, Any]:
    return _facts(queries.coverage(Wanted(on=today(), competence=competence)))


def _facts(found: Any) -> dict[str, Any]:
    facts = list(found[: AT_MOST + 1])
    names = queries.unit_names(facts, today())
    return {"facts": facts[:AT_MOST], "more": len(facts) > AT_MOST, "unit_names": names}
