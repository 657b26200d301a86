"""Who leads whom most nearly: those to tell of something that concerns one of their people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from kyndig.organisation.models import Deputy, Employment, RoleGrant, UnitClosure, UnitTree
from kyndig.organisation.reach import LEADERS


def nearest_leaders(numbers: Collection[str], on: date) -> dict[str, set[str]]:
    """{employee number: the numbers of those who lead them most nearly on the day, deputies included}.

    Those who hold a leader's role at the unit of an employment, or at the first unit above that somebody
    else leads; nobody leads themselves. People without a leader are left out. Four statements.
    """
    units = _units_of(numbers, on)
    lines = _lines_upwards({unit for each in units.values() for unit in each}, on)
    leaders = _leaders(on)
    found = {
        number: {leader for unit in places for leader in _first_led(lines.get(unit, ()), leaders, number)}
        for number, places in units.items()
    }
    return {number: those for number, those in found.items() if those}


def _first_led(line: Iterable[int], leaders: Mapping[int, set[str]], number: str) -> set[str]:
    """Those who lead the first unit of the line that others than `number` lead."""
    return next((others for unit in line if (others := leaders.get(unit, set()) - {number})), set())


def _units_of(numbers: Collection[str], on: date) -> dict[str, set[int]]:
    units: dict[str, set[int]] = defaultdict(set)
    here = Employment.objects.active(on).filter(person__employee_number__in=numbers)
    for number, unit in here.values_list("person__employee_number", "unit_id"):
        units[number].add(unit)
    return units


def _lines_upwards(units: Collection[int], on: date) -> dict[int, list[int]]:
    """{unit: itself and those above it, nearest first}."""
    lines: dict[int, list[int]] = defaultdict(list)
    above = UnitClosure.objects.filter(tree=UnitTree.objects.at(on), descendant_id__in=units)
    for unit, ancestor in above.order_by("distance").values_list("descendant_id", "ancestor_id"):
        lines[unit].append(ancestor)
    return lines


def _leaders(on: date) -> dict[int, set[str]]:
    leaders: dict[int, set[str]] = defaultdict(set)
    grants = RoleGrant.objects.active(on).filter(kind__in=LEADERS)
    deputies = Deputy.objects.active(on).filter(grant__in=grants)
    rows = [
        *grants.values_list("unit_id", "user__employee_number"),
        *deputies.values_list("grant__unit_id", "user__employee_number"),
    ]
    for unit, number in rows:
        if number:
            leaders[unit].add(number)
    return leaders
