"""The leaders that save cells under load, and their cells: `python -m benchmarks.leaders FILE`.

Opens a mapping round in the whole municipality and writes JSON to FILE: for each leader the path of a unit's
grid, a session, and the cells there with their versions. Only for a benchmark's database.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import django

LEADERS: Final = 20


def cases() -> list[dict[str, Any]]:
    """Everything that the leaders need to know; those with most cells to judge."""
    round_ = _round()
    taken: set[int] = set()  # somebody with positions in two units is one leader's here
    found = [_leader(round_, unit, taken) for unit in _units()]
    return sorted(found, key=lambda each: -len(each["cells"]))[:LEADERS]


def _round() -> Any:
    from kyndig.mapping import actions  # after Django's set-up
    from kyndig.mapping.actions import Asked
    from kyndig.mapping.candidates import Scope, proposal
    from kyndig.organisation.models import UnitTree
    from kyndig.organisation.reach import today

    tree = UnitTree.objects.latest("valid_from")
    top = tree.nodes.get(parent=None).unit
    round_ = actions.make_round(
        name="Kritisk kompetanse",
        purpose_nb="Så vi vet hvem som kan hva.",
        unit=top,
        opens_on=today(),
        closes_on=today() + timedelta(days=30),
        by=None,
    )
    asked = {
        role: [Asked(row.competence_id) for row in rows]
        for role, rows in proposal(Scope(top, today())).items()
    }
    actions.choose_competences(round_=round_, asked=asked, by=None)
    actions.start(round_=round_, by=None)
    return round_


def _units() -> list[Any]:
    """More home units than leaders, all over the municipality."""
    from kyndig.organisation.models import UnitTree  # after Django's set-up

    nodes = UnitTree.objects.latest("valid_from").nodes.filter(kind="unit").order_by("unit__code")
    units = [node.unit for node in nodes.select_related("unit")]
    return units[:: max(1, len(units) // (2 * LEADERS))]


def _leader(round_: Any, unit: Any, taken: set[int]) -> dict[str, Any]:
    from django.test import Client  # after Django's set-up
    from django.urls import reverse

    from kyndig.accounts.models import User
    from kyndig.mapping.sheet import Sheet
    from kyndig.organisation.models import RoleGrant

    user = User.objects.create(username=f"leder-{unit.code}")
    kind = RoleGrant.Kind.UNIT_LEADER
    RoleGrant.objects.create(user=user, kind=kind, unit=unit, valid_from=date(2020, 1, 1))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    views = [each for each in Sheet(round_, unit, user).views if each.person.pk not in taken]
    taken |= {each.person.pk for each in views}
    return {
        "path": reverse("round_cells", args=[round_.pk, unit.code]),
        "session": client.cookies["sessionid"].value,
        "cells": [_cell(each) for each in views if not each.facts.exemption],
    }


def _cell(view: Any) -> dict[str, int]:
    """The level to give: 0 where one above it asks for a date as well."""
    return {
        "person": view.person.pk,
        "competence": view.column.competence.competence_id,
        "version": view.version,
        "level": 0 if view.column.lasts else min(2, view.column.max_level),
    }


if __name__ == "__main__":
    django.setup()
    Path(sys.argv[1]).write_text(json.dumps(cases()))
