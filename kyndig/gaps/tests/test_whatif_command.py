"""`kyndig whatif`: rows that would differ, sentences for what is refused, and whose rows a user gets."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kyndig.accounts.models import AccessEvent, AccessSubject
from kyndig.organisation.models import Employment
from tests.cast import Cast

pytestmark = pytest.mark.django_db

HEADERS = {
    "unit": ("unit_code,competence", "required,met,below,expired,not_assessed,exempt,depth"),
    "coverage": ("unit_code,competence,level,min_holders", "holders,shortfall,sole_holder"),
    "vulnerability": (
        "unit_code,competence,level,min_holders",
        "holders,holder_fte,shortfall,shortfall_if_one_leaves,near_retirement,shortfall_if_they_retire",
    ),
    "needs": (
        "unit_code,competence",
        "missing,unknown,mobilise,learn,acquire,phase_out,suggestion",
    ),
}


def run(*changes: str, by: str = "unit", **options: Any) -> str:
    out = io.StringIO()
    call_command("whatif", *changes, by=by, stdout=out, **options)
    return out.getvalue()


def rows(*changes: str, by: str = "unit", **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*changes, by=by, **options))))


def leaving(cast: Cast, *keys: str) -> str:
    return "leave:" + ",".join(cast.person(key).employee_number for key in keys)


@pytest.mark.parametrize("by", HEADERS)
def test_without_changes_there_is_the_header_alone(cast: Cast, by: str) -> None:
    key, names = HEADERS[by]
    sides = [f"{side}_{name}" for side in ("before", "after") for name in names.split(",")]
    assert run(by=by) == ",".join([key, *sides]) + "\n"


def test_the_rows_of_every_unit_above_differ_when_somebody_leaves(cast: Cast) -> None:
    found = rows(leaving(cast, "bendik"))
    assert {row["unit_code"] for row in found} == {"K", "HO", "SOL", "SOLA"}
    assert all(int(row["before_required"]) == int(row["after_required"]) + 1 for row in found)


@pytest.mark.parametrize("by", HEADERS)
def test_a_closed_unit_has_nothing_afterwards(cast: Cast, by: str) -> None:
    found = [row for row in rows("close:SOL", by=by) if row["unit_code"] == "SOL"]
    assert found
    assert {row[name] for row in found for name in row if name.startswith("after_")} == {""}
    found = [row for row in json.loads(run("close:SOL", by=by, format="json")) if row["unit_code"] == "SOL"]
    assert {row[name] for row in found for name in row if name.startswith("after_")} == {None}


def test_a_unit_keeps_its_own_rows(cast: Cast) -> None:
    change = leaving(cast, "bendik")
    kept = [row for row in rows(change) if row["unit_code"] in {"SOL", "SOLA", "SOLB"}]
    assert rows(change, unit="SOL") == kept


def test_nothing_is_stored(cast: Cast) -> None:
    before = list(Employment.objects.order_by("pk").values())
    run("close:SOL", leaving(cast, "olga"), "drop:SPL:PVK")
    assert list(Employment.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("day", [date.min, date(2024, 2, 29), date.max])
def test_any_day_can_be_asked_about(cast: Cast, day: date) -> None:
    assert run("retire:62", "close:K", by="needs", as_of=day).startswith("unit_code,competence")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (["fire:1"], "fire:1"),
        (["leave:NOPE"], "NOPE"),
        (["close:NOPE"], "NOPE"),
        (["drop:SPL:NOPE"], "NOPE"),
        (["close:K", "require:SPL:PVK:1"], "close:K"),
    ],
)
def test_what_is_refused_is_one_sentence_and_exit_code_1(cast: Cast, changes: list[str], said: str) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("whatif", *changes, by="unit", stdout=out)
    assert refused.value.returncode == 1
    assert said in str(refused.value)
    assert out.getvalue() == ""


def test_an_unknown_unit_is_refused(cast: Cast) -> None:
    with pytest.raises(CommandError, match="There is no unit NOPE"):
        run(unit="NOPE")


# Whose rows a user gets


def test_a_leader_gets_the_rows_of_their_units(cast: Cast) -> None:
    found = rows(leaving(cast, "bendik"), as_user=cast.user("unit_leader").username)
    assert {row["unit_code"] for row in found} == {"SOL", "SOLA"}


def test_somebody_whom_the_user_does_not_see_cannot_be_asked_about(cast: Cast) -> None:
    with pytest.raises(CommandError, match="does not see employee nr-merkeolga") as refused:
        run(leaving(cast, "bendik", "olga"), as_user=cast.user("unit_leader").username)
    assert refused.value.returncode == 1


def test_a_unit_out_of_reach_is_refused(cast: Cast) -> None:
    with pytest.raises(CommandError, match="does not see"):
        run(unit="ELV", as_user=cast.user("unit_leader").username)


def test_a_run_that_names_people_is_logged_with_them(cast: Cast) -> None:
    run("retire:62", "close:SOL")
    assert not AccessEvent.objects.exists()
    run(leaving(cast, "bendik", "farid"), unit="SOL")
    event = AccessEvent.objects.get()
    assert (event.page, event.unit_code) == ("command:whatif", "SOL")
    logged = AccessSubject.objects.filter(event=event).values_list("employee_number", flat=True)
    assert set(logged) == {"nr-merkebendik", "nr-merkefarid"}


def test_the_changes_may_stand_before_or_after_the_options() -> None:
    """As a command of its own: only the words are read, and the unknown one is refused before all else."""
    for words in (["fire:1", "--by", "unit"], ["--by", "unit", "fire:1"]):
        done = subprocess.run(
            [sys.executable, "-m", "kyndig.config.cli", "whatif", *words],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ},
        )
        assert done.returncode == 1
        assert done.stdout == ""
        assert "fire:1" in done.stderr
        assert done.stderr.count("\n") == 1
