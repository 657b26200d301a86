"""The people of a page by name: always through what the reader may see today."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kyndig.accounts.models import User
from kyndig.gaps.grid import Waiver, Waivers
from kyndig.holdings.models import Exemption
from kyndig.organisation.models import Employment, Person, Unit
from kyndig.organisation.reach import people_in_matrix_of


def in_matrix(user: User, ids: Collection[int]) -> list[Person]:
    """Those of the ids whom the user may see in a matrix, by name."""
    return list(people_in_matrix_of(Person.objects.all(), user).filter(pk__in=ids))


def employed_at(unit: Unit, as_of: date) -> set[int]:
    """Those with an employment that counts at the very unit."""
    return set(Employment.objects.active(as_of).filter(unit=unit).values_list("person_id", flat=True))


def waivers(ids: Collection[int], as_of: date) -> Waivers:
    """The exemptions that hold on the day, with reason: for leaders and HR, never for professional leads."""
    rows = Exemption.objects.valid(as_of).filter(person_id__in=ids)
    return {(row.person_id, row.competence_id): Waiver(row.reason, row.valid_to) for row in rows}
