"""Home units: needs, answers and vacancies stand at them, also when asked for at a department."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kyndig.gaps.places import Place
from kyndig.organisation.models import Employment, Kind, UnitClosure, UnitNode
from kyndig.organisation.reach import Reach


def home_of(place: Place, places: Mapping[int, Place]) -> Place:
    """The nearest unit of kind unit at or above the place, else the place itself."""
    here: Place | None = place
    while here is not None:
        if here.kind == Kind.UNIT:
            return here
        here = places.get(here.parent_id or 0)
    return place


def home_ids(unit_ids: Collection[int], tree_id: int | None) -> dict[int, int]:
    """The same by ids, from the database: {unit: its home}. One statement."""
    units = UnitNode.objects.filter(tree_id=tree_id, kind=Kind.UNIT).values("unit_id")
    above = UnitClosure.objects.filter(tree_id=tree_id, descendant_id__in=unit_ids, ancestor_id__in=units)
    found: dict[int, int] = {}
    for unit, ancestor in above.order_by("distance").values_list("descendant_id", "ancestor_id"):
        found.setdefault(unit, ancestor)
    return {unit: found.get(unit, unit) for unit in unit_ids}


def homes_of_person(reach: Reach) -> set[int]:
    """The home units of somebody's employments today."""
    if reach.person_id is None:
        return set()
    held = Employment.objects.active(reach.on).filter(person_id=reach.person_id)
    return set(home_ids(set(held.values_list("unit_id", flat=True)), reach.tree_id).values())
