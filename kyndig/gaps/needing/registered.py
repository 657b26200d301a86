"""Needs that people registered, as somebody may see them."""

from kyndig.gaps.models import RegisteredNeed
from kyndig.gaps.needing import policies
from kyndig.organisation.models import Unit
from kyndig.organisation.policies import Asker


def registered_at(user: Asker, unit: Unit) -> list[RegisteredNeed]:
    """The unit's, the nearest year first."""
    needs = policies.registered_visible_to(user, unit).select_related("competence", "registered_by", "unit")
    return sorted(needs, key=lambda need: (need.by_year, need.pk))
