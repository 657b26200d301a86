"""Requirements and coverage that follow a closed unit's work to those that take it over."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.models import User
from kyndig.catalogue import levels
from kyndig.organisation.models import Unit
from kyndig.organisation.transfers import Transferable, Transferred
from kyndig.requirements import actions
from kyndig.requirements.models import Coverage, Requirement

_STANDING: dict[str, Any] = {"annulled_at": None, "annulled_by": None, "annulled_reason": ""}


def requirements_transferable() -> Transferable:
    """Requirements set at the unit: the same for each successor."""
    return _transferable("requirements", _("Krav"), Requirement, lambda each: str(each.role.title))


def coverage_transferable() -> Transferable:
    """Coverage of the unit: the same number of people for each successor."""
    return _transferable("coverage", _("Dekning"), Coverage, lambda each: str(each.min_holders))


def _transferable(name: str, heading: Any, model: Any, detail: Callable[[Any], str]) -> Transferable:
    def preview(unit: Unit, successors: Sequence[Unit], from_date: date) -> Sequence[Transferred]:
        return [
            Transferred(
                f"{_says(each)} ({detail(each)})", unit.code, ", ".join(one.code for one in successors)
            )
            for each in _standing(model, unit, from_date)
        ]

    def transfer(unit: Unit, successors: Sequence[Unit], from_date: date, by: User) -> int:
        facts = list(_standing(model, unit, from_date))
        for fact in facts:
            begins = max(from_date, fact.valid_from or from_date)
            # The first successor ends the fact; each new one is as the fact was before that.
            as_it_was = {"valid_to": fact.valid_to, **_STANDING}
            for successor in successors:
                actions.succeed(fact, from_date=begins, by=by, unit=successor, **as_it_was)
        return len(facts)

    return Transferable(name, heading, preview, transfer)


def _standing(model: Any, unit: Unit, on: date) -> QuerySet[Any]:
    """Those that hold on the day or later."""
    standing = model.objects.standing().filter(Q(valid_to=None) | Q(valid_to__gte=on), unit=unit)
    related = ["competence", "role"] if model is Requirement else ["competence"]
    found: QuerySet[Any] = standing.select_related(*related).order_by("id")
    return found


def _says(fact: Requirement | Coverage) -> str:
    name, _language = fact.competence.text("name")
    return f"{name}: {levels.word(fact.competence.scale, fact.level)}"
