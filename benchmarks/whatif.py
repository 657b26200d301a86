"""The what-if page's answer, unit after unit: whole answers of the application on PostgreSQL.

As a program (`python -m benchmarks.whatif`) it makes a draft for HR at units all over the municipality, opens
each, and prints the seconds as JSON. Only for a benchmark's database.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import django

from benchmarks import database, timing
from benchmarks.timing import Times

TITLE = "The what-if page"
PEOPLE: Final = 10_000
UNITS: Final = 25
RUNS: Final = 3
TARGET_SECONDS: Final = 0.4
# What is asked of each unit, and of the municipality.
PAGES: Final = {
    "leave": "two leave, a unit's page",
    "retire": "everyone aged 62 or older retires, a unit's page",
    "close": "the unit closes, its page",
    "sector": "two leave, the sector's page",
    "municipality": "two leave, the municipality's page",
}


def section() -> str:
    """Measure and tell."""
    times: Times = database.in_process(database.copied(PEOPLE, "whatif"), "benchmarks.whatif")
    met = {name: timing.median(times, name) < TARGET_SECONDS for name in times}
    rows = [[PAGES[name], timing.spread(times, name), timing.verdict(met[name])] for name in times]
    return f"{_ABOUT}\n{timing.table(['page', 'answer', 'under 400 ms'], rows)}"


_ABOUT: Final = (
    f"{PEOPLE:,} people, {UNITS} units all over the municipality, each page {RUNS} times; the application "
    "is called in the process (no network), signed in as HR, with all four tables before and after. The "
    "municipality is loaded and its tables are worked out before the first: that happens once per version of "
    "the data, at most once a minute.\n"
)


def _main() -> None:
    from django.test import Client  # after Django's set-up

    user = _hr()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    times: Times = {name: [] for name in PAGES}
    for number, node in enumerate(_units()):
        for name, unit, change in _asked(node):
            _draft(user, unit, change)
            if number == 0:
                _open(client, unit)()
            times[name] += [timing.once(_open(client, unit)) for _ in range(RUNS)]
    print(json.dumps(times))


def _hr() -> Any:
    from kyndig.accounts.models import User  # after Django's set-up
    from kyndig.organisation.models import RoleGrant

    user = User.objects.create_user("benchmark-hr")
    RoleGrant.objects.create(user=user, kind=RoleGrant.Kind.HR, unit=_top().unit, valid_from="2020-01-01")
    return user


def _tree() -> Any:
    from kyndig.organisation.models import UnitTree  # after Django's set-up
    from kyndig.organisation.reach import today

    return UnitTree.objects.at(today())


def _top() -> Any:
    return _tree().nodes.select_related("unit").get(parent=None)


def _units() -> list[Any]:
    from kyndig.organisation.models import Employment  # after Django's set-up
    from kyndig.organisation.reach import today

    here = Employment.objects.active(today()).values("unit_id")
    nodes = _tree().nodes.filter(kind="unit", unit_id__in=here).order_by("unit__code")
    found = list(nodes.select_related("unit"))
    return found[:: max(1, len(found) // UNITS)][:UNITS]


def _asked(node: Any) -> list[tuple[str, Any, Any]]:
    """The pages asked for a unit: a name of `PAGES`, the unit of the page, and the change."""
    from kyndig.gaps.models import ChangeKind  # after Django's set-up
    from kyndig.gaps.scenarios.actions import NewChange
    from kyndig.organisation.models import Employment, UnitClosure
    from kyndig.organisation.reach import today

    employed = Employment.objects.active(today()).filter(unit=node.unit).select_related("person")
    leave = NewChange(ChangeKind.LEAVE, list({each.person for each in employed[:2]}))
    above = UnitClosure.objects.filter(tree=node.tree, descendant=node.unit).values("ancestor")
    sector = node.tree.nodes.filter(kind="sector", unit__in=above).select_related("unit").first()
    return [
        ("leave", node.unit, leave),
        ("retire", node.unit, NewChange(ChangeKind.RETIRE, age=62)),
        ("close", node.unit, NewChange(ChangeKind.CLOSE, unit=node.unit)),
        *([("sector", sector.unit, leave)] if sector else []),
        ("municipality", _top().unit, leave),
    ]


def _draft(user: Any, unit: Any, change: Any) -> None:
    from kyndig.gaps.scenarios import actions  # after Django's set-up

    actions.delete(scenario=actions.draft_of(user, unit), by=user)
    actions.add_change(scenario=actions.draft_of(user, unit), new=change, by=user)


def _open(client: Any, unit: Any) -> Callable[[], None]:
    def opened() -> None:
        response = client.get(f"/enhet/{unit.code}/hva-om/", HTTP_HOST="127.0.0.1")
        if response.status_code != 200:
            raise RuntimeError(f"The page answered {response.status_code}.")

    return opened


if __name__ == "__main__":
    django.setup()
    _main()
