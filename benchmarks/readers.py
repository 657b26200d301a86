"""The users that read pages under load, and the addresses they open: `python -m benchmarks.readers FILE`.

Writes JSON to FILE: password, users, and the addresses by kind of page. Only for a benchmark's database.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

import django

READERS: Final = 20
PASSWORD: Final = "only-for-benchmarks-2026"
# So many of each kind: every answer is worked out, not repeated from a cache of one page.
UNITS, PEOPLE = 60, 300


def cases() -> dict[str, Any]:
    """Everything that the readers need to know; makes the users unless they are there."""
    places = _places()
    return {
        "sign_in": _address("account_login"),
        "password": PASSWORD,
        "users": [_reader(number) for number in range(READERS)],
        "pages": {
            "unit": [_address("unit", code) for code in _units()],
            "matrix": [_address("matrix", code) for code in _units()],
            "person": [_address("unit_person", code, number) for code, number in places],
            "municipality": [_address("municipality")],
        },
    }


def _address(name: str, *arguments: str) -> str:
    from django.urls import reverse  # after Django's set-up

    return reverse(name, args=arguments)


def _reader(number: int) -> str:
    """Somebody from HR, who may open every page: nobody's answer is shorter for want of access."""
    from django.contrib.auth.hashers import make_password  # after Django's set-up

    from kyndig.accounts.models import User
    from kyndig.organisation.models import RoleGrant

    name = f"leser{number}"
    user, made = User.objects.get_or_create(username=name, defaults={"password": make_password(PASSWORD)})
    if made:
        RoleGrant.objects.create(user=user, kind=RoleGrant.Kind.HR, unit=_top(), valid_from=date(2020, 1, 1))
    return name


def _top() -> Any:
    return _tree().nodes.get(parent=None).unit


def _tree() -> Any:
    from kyndig.organisation.models import UnitTree  # after Django's set-up
    from kyndig.organisation.reach import today

    return UnitTree.objects.at(today())


def _units() -> list[str]:
    """Home units all over the municipality."""
    nodes = _tree().nodes.filter(kind="unit").order_by("unit__code")
    codes = list(nodes.values_list("unit__code", flat=True))
    return codes[:: max(1, len(codes) // UNITS)][:UNITS]


def _places() -> list[tuple[str, str]]:
    """People all over the municipality, each with the code of a unit of theirs."""
    from kyndig.organisation.models import Employment  # after Django's set-up
    from kyndig.organisation.reach import today

    active = Employment.objects.active(today()).order_by("unit__code", "pk")
    rows = list(active.values_list("unit__code", "person__employee_number"))
    return rows[:: max(1, len(rows) // PEOPLE)][:PEOPLE]


if __name__ == "__main__":
    django.setup()
    Path(sys.argv[1]).write_text(json.dumps(cases()))
