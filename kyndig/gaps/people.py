"""The people of a page by name: always through what the reader may see today."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from kyndig.accounts.models import User
from kyndig.analysis.frames import collected, valid_at
from kyndig.analysis.snapshot import Snapshot
from kyndig.gaps.grid import Waiver, Waivers
from kyndig.holdings.models import Exemption
from kyndig.holdings.policies import LIST_PEOPLE
from kyndig.organisation.models import Employment, Person, Unit
from kyndig.organisation.reach import people_in_matrix_of, reach_of, reaches


def in_matrix(user: User, ids: Collection[int]) -> list[Person]:
    """Those of the ids whom the user may see in a matrix, by name."""
    return list(people_in_matrix_of(Person.objects.all(), user).filter(pk__in=ids))


def lists_people(user: User, unit: Unit) -> bool:
    """Leaders of the unit or its departments and HR; directors see how many, as on their other overviews."""
    return reaches(reach_of(user), unit, LIST_PEOPLE)


def employed_at(unit: Unit, as_of: date) -> set[int]:
    """Those with an employment that counts at the very unit."""
    return set(Employment.objects.active(as_of).filter(unit=unit).values_list("person_id", flat=True))


def waivers(snapshot: Snapshot) -> Waivers:
    """The exemptions that hold on the day, with reason: for leaders and HR, never for professional leads."""
    rows = collected(valid_at(snapshot.exemptions, snapshot.as_of)).rows(named=True)
    return {(row["person_id"], row["competence_id"]): Waiver(_why(row), row["valid_to"]) for row in rows}


def _why(row: dict[str, Any]) -> str:
    return Exemption(kind=row["kind"] or "", reason=row["reason"] or "").why
