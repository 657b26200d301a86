"""Requirements and coverage that follow a competence to its successor."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kyndig.accounts.models import User
from kyndig.catalogue import levels
from kyndig.catalogue.carrying import Carried, Carrier
from kyndig.catalogue.models import Competence
from kyndig.requirements import actions
from kyndig.requirements.models import Coverage, Requirement
from kyndig.requirements.queries import unit_names


def requirement_carrier() -> Carrier:
    """Requirements: the same role, unit and criticality, the level at most the successor's highest."""
    return _carrier(gettext_lazy("Krav"), Requirement, _about_requirement)


def coverage_carrier() -> Carrier:
    """Coverage: the same unit and number of people."""
    return _carrier(gettext_lazy("Dekning"), Coverage, _about_coverage)


def _carrier(heading: Any, model: Any, about: Callable[[Any, str], str]) -> Carrier:
    def preview(competence: Competence, successor: Competence, on: date) -> Sequence[Carried]:
        facts = _from(model, competence, on)
        names = unit_names(facts, on)
        return [
            Carried(
                about(each, names[each.unit_id]), _says(each, competence), _says(each, successor, successor)
            )
            for each in facts
        ]

    def carry(competence: Competence, successor: Competence, on: date, by: User | None) -> int:
        facts = list(_from(model, competence, on))
        for each in facts:
            begins = max(on, each.valid_from or on)
            level = min(each.level, successor.max_level)
            actions.succeed(each, from_date=begins, by=by, competence=successor, level=level)
        return len(facts)

    def standing(competence: Competence, on: date) -> int:
        return _from(model, competence, on).count()

    return Carrier(heading, preview, carry, standing)


def _from(model: Any, competence: Competence, on: date) -> QuerySet[Any]:
    """Those that hold on the day or later."""
    standing = model.objects.standing().filter(Q(valid_to=None) | Q(valid_to__gte=on), competence=competence)
    found: QuerySet[Any] = standing.select_related("unit", *(["role"] if model is Requirement else []))
    return found


def _about_requirement(fact: Requirement, unit: str) -> str:
    return _("%(role)s, %(unit)s") % {"role": fact.role.title, "unit": unit}


def _about_coverage(fact: Coverage, unit: str) -> str:
    people = ngettext("%(n)d person", "%(n)d personer", fact.min_holders) % {"n": fact.min_holders}
    return _("%(unit)s, minst %(people)s") % {"unit": unit, "people": people}


def _says(fact: Requirement | Coverage, competence: Competence, bounded_by: Competence | None = None) -> str:
    level = min(fact.level, bounded_by.max_level) if bounded_by else fact.level
    name, _language = competence.text("name")
    return f"{name}: {levels.word(competence.scale, level)}"
