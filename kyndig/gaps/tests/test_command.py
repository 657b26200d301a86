"""`kyndig gaps`: the tables of FORMATS.md on standard output, and whose rows a user gets."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kyndig.accounts.models import AccessEvent, AccessSubject
from tests.cast import Cast

pytestmark = pytest.mark.django_db

# Those of Solhaug A whose position asks for something.
IN_SOLA = {"amina", "bendik", "marte", "farid", "greta"}
HEADERS = {
    "person": "employee_number,unit_code,role_code,competence,required_level,criticality,current_level,"
    "confirmed,state,depth",
    "unit": "unit_code,competence,required,met,below,expired,not_assessed,exempt,depth",
    "coverage": "unit_code,competence,level,min_holders,holders,shortfall,sole_holder",
}


def run(by: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("gaps", by=by, stdout=out, **options)
    return out.getvalue()


def rows(by: str, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(by, **options))))


def numbers(found: list[dict[str, str]]) -> set[str]:
    return {row["employee_number"].removeprefix("nr-merke") for row in found}


@pytest.mark.parametrize("by", HEADERS)
def test_header_is_that_of_the_format(cast: Cast, by: str) -> None:
    assert run(by).splitlines()[0] == HEADERS[by]


@pytest.mark.parametrize("by", HEADERS)
def test_header_stands_alone_where_nothing_is_asked(db: None, by: str) -> None:
    assert run(by) == HEADERS[by] + "\n"


def test_person_rows_follow_the_rule(cast: Cast) -> None:
    found = {(row["employee_number"], row["competence"]): row for row in rows("person", unit="SOLA")}
    bendik = found["nr-merkebendik", "PVK"]
    assert (bendik["state"], bendik["depth"], bendik["confirmed"]) == ("below", "1", "true")
    expired = found["nr-merkebendik", "LEGEMIDDEL"]
    assert (expired["state"], expired["current_level"], expired["depth"]) == ("expired", "1", "1")
    unknown = found["nr-merkefarid", "LEGEMIDDEL"]
    assert (unknown["state"], unknown["current_level"], unknown["confirmed"], unknown["depth"]) == (
        "not_assessed",
        "",
        "",
        "",
    )
    assert found["nr-merkemarte", "PVK"]["confirmed"] == "false"


def test_json_has_nulls_and_booleans(cast: Cast) -> None:
    found = json.loads(run("person", unit="SOLA", format="json"))
    row = next(each for each in found if each["employee_number"] == "nr-merkefarid")
    assert row["current_level"] is None
    assert row["confirmed"] is None
    assert list(row) == HEADERS["person"].split(",")


def test_rows_are_sorted_by_their_keys_as_text(cast: Cast) -> None:
    found = [tuple(row.values())[:4] for row in rows("person")]
    assert found == sorted(found)


def test_a_unit_keeps_itself_and_all_below(cast: Cast) -> None:
    assert {row["unit_code"] for row in rows("unit", unit="SOL")} == {"SOL", "SOLA", "SOLB"}


def test_an_earlier_day_has_its_own_people(cast: Cast) -> None:
    assert "leif" not in numbers(rows("person"))
    assert "leif" in numbers(rows("person", as_of=date(2025, 5, 1)))


def test_an_unknown_unit_is_refused_with_one_sentence(cast: Cast) -> None:
    with pytest.raises(CommandError, match="There is no unit NOPE") as refused:
        run("unit", unit="NOPE")
    assert refused.value.returncode == 1


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("employee", {"amina"}),
        ("department_head", IN_SOLA),
        (
            "professional_lead",
            {"amina", "bendik", "marte", "farid", "greta", "hilde", "ivar", "jorun", "petter"},
        ),
        ("union_representative", {"tora"}),
        ("evaluator", set()),
        ("administrator", set()),
    ],
)
def test_person_rows_as_a_user_are_those_the_user_sees(cast: Cast, role: str, seen: set[str]) -> None:
    assert numbers(rows("person", as_user=cast.user(role).username)) == seen


@pytest.mark.parametrize("by", ["unit", "coverage"])
@pytest.mark.parametrize(
    ("role", "units"),
    [
        ("unit_leader", {"SOL", "SOLA", "SOLB"}),
        ("employee", set()),
        ("union_representative", set()),
        ("professional_lead", set()),
        ("administrator", set()),
    ],
)
def test_figures_as_a_user_are_the_exact_ones_of_the_pages(
    cast: Cast, by: str, role: str, units: set[str]
) -> None:
    found = {row["unit_code"] for row in rows(by, as_user=cast.user(role).username)}
    assert found <= units
    assert bool(found) == bool(units)


def test_a_unit_out_of_reach_is_refused(cast: Cast) -> None:
    with pytest.raises(CommandError, match="does not see") as refused:
        run("unit", unit="ELV", as_user=cast.user("unit_leader").username)
    assert refused.value.returncode == 1


def test_a_run_over_people_is_logged_with_everybody_in_it(cast: Cast) -> None:
    found = rows("person", unit="SOLA")
    event = AccessEvent.objects.get()
    assert (event.action, event.page, event.unit_code) == ("command", "command:gaps", "SOLA")
    logged = AccessSubject.objects.filter(event=event).values_list("employee_number", flat=True)
    assert set(logged) == {row["employee_number"] for row in found}


def test_a_run_over_units_is_not_logged(cast: Cast) -> None:
    run("unit")
    assert not AccessEvent.objects.exists()
