"""The level that people in a role usually have: offered where nothing is known; no evidence of anybody."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from statistics import median_low

from django.db.models import Count, F

from kyndig.catalogue.models import Competence
from kyndig.holdings.models import Holding
from kyndig.organisation.models import Employment, Person

# Fewer say little about a role, and would say something about each other.
FEWEST = 5

# (role id, competence id) -> level
UsualLevels = dict[tuple[int, int], int]


def usual_levels(roles: Collection[int], competences: Collection[int], on: date) -> UsualLevels:
    """The middle of the confirmed levels of those with the role, where at least five have one. One query."""
    people = (
        Holding.objects.filter(competence_id__in=competences, confirmed=True)
        .filter(person__employments__in=Employment.objects.active(on).filter(role_id__in=roles))
        .annotate(role=F("person__employments__role_id"))
        .filter(role__in=roles)
        .values_list("role", "competence_id", "level")
        .annotate(people=Count("person_id", distinct=True))
        .order_by("level")
    )
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for role, competence, level, count in people:
        found[role, competence] += [level] * count
    return {key: median_low(levels) for key, levels in found.items() if len(levels) >= FEWEST}


def usual_level(person: Person, competence: Competence, on: date) -> int | None:
    """The lowest of the usual levels of the person's roles; None where none is known."""
    roles = set(Employment.objects.active(on).filter(person=person).values_list("role_id", flat=True))
    return min(usual_levels(roles, [competence.pk], on).values(), default=None)
