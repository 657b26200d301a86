"""`kyndig gaps` by vulnerability, latent and needs: the tables, and whose rows a user gets."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kyndig.accounts.models import AccessEvent, AccessSubject
from kyndig.holdings.consents import give_consent
from kyndig.holdings.models import Assessment
from kyndig.holdings.projection import project_everything
from kyndig.organisation.models import Employment, Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db

HEADERS = {
    "vulnerability": "unit_code,competence,level,min_holders,holders,holder_fte,shortfall,"
    "shortfall_if_one_leaves,near_retirement,shortfall_if_they_retire",
    "latent": "employee_number,competence,level,reason,wants_to_use",
    "needs": "unit_code,competence,missing,unknown,mobilise,learn,acquire,phase_out,suggestion",
}


def run(by: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("gaps", by=by, stdout=out, **options)
    return out.getvalue()


def rows(by: str, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(by, **options))))


def numbers(found: list[dict[str, str]]) -> set[str]:
    return {row["employee_number"].removeprefix("nr-merke") for row in found}


def hold_unused(cast: Cast, *keys: str) -> None:
    """They hold PVK, don't use it, and would like to."""
    for key in keys:
        Assessment.objects.create(
            person=cast.person(key),
            competence=cast.competences["PVK"],
            level=3,
            source="leader",
            assessed_on=cast.today,
            in_use="no",
            wants_to_use=True,
        )
    project_everything()


@pytest.mark.parametrize("by", HEADERS)
def test_header_is_that_of_the_definition_also_where_there_is_nothing(db: None, by: str) -> None:
    assert run(by) == HEADERS[by] + "\n"
    assert json.loads(run(by, format="json")) == []


@pytest.mark.parametrize("by", HEADERS)
def test_rows_are_sorted_by_their_keys(cast: Cast, by: str) -> None:
    found = [tuple(row.values())[:2] for row in rows(by)]
    assert found == sorted(found)
    assert by == "latent" or found


def test_positions_have_two_decimals_and_are_a_number_in_json(cast: Cast) -> None:
    Employment.objects.update(fte_percent=75)
    found = rows("vulnerability")
    assert all(len(row["holder_fte"].partition(".")[2]) == 2 for row in found)
    as_json = json.loads(run("vulnerability", format="json"))
    assert [f"{row['holder_fte']:.2f}" for row in as_json] == [row["holder_fte"] for row in found]


def test_the_age_near_retirement_is_the_setting(cast: Cast, settings: Any) -> None:
    settings.RETIREMENT_EXPOSED_FROM_AGE = 120
    assert {row["near_retirement"] for row in rows("vulnerability")} == {"0"}
    settings.RETIREMENT_EXPOSED_FROM_AGE = 18
    assert all(row["near_retirement"] == row["holders"] for row in rows("vulnerability"))


def test_a_wish_is_true_false_or_blank(cast: Cast) -> None:
    hold_unused(cast, "amina", "frode")
    found = {row["employee_number"]: row for row in rows("latent") if row["competence"] == "PVK"}
    assert found["nr-merkefrode"]["reason"] == "both"
    assert found["nr-merkefrode"]["wants_to_use"] == "true"
    Assessment.objects.update(wants_to_use=None)
    assert {row["wants_to_use"] for row in rows("latent")} == {""}


@pytest.mark.parametrize("by", ["vulnerability", "needs"])
def test_a_unit_keeps_itself_and_all_below(cast: Cast, by: str) -> None:
    every = [row for row in rows(by) if row["unit_code"] in {"SOL", "SOLA", "SOLB"}]
    assert rows(by, unit="SOL") == every
    assert every


@pytest.mark.parametrize("by", HEADERS)
@pytest.mark.parametrize("day", [date.min, date(1950, 2, 28), date(2024, 2, 29), date.max])
def test_any_day_can_be_asked_about(cast: Cast, by: str, day: date) -> None:
    assert run(by, as_of=day).startswith(HEADERS[by])


@pytest.mark.parametrize("by", HEADERS)
def test_an_unknown_unit_is_refused(cast: Cast, by: str) -> None:
    with pytest.raises(CommandError, match="There is no unit NOPE") as refused:
        run(by, unit="NOPE")
    assert refused.value.returncode == 1


# Whose rows a user gets


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("employee", {"amina"}),
        ("department_head", {"amina", "farid"}),
        ("professional_lead", {"farid"}),
        ("union_representative", set()),
        ("evaluator", set()),
        ("administrator", set()),
        ("hr", {"amina", "farid", "olga"}),
    ],
)
def test_latent_rows_are_those_of_ones_own_people_and_of_those_who_agreed(
    cast: Cast, role: str, seen: set[str]
) -> None:
    hold_unused(cast, "amina", "farid", "olga")
    for key in ("farid", "olga"):
        give_consent(person=cast.person(key), by=cast.user("employee"))
    found = numbers(rows("latent", as_user=cast.user(role).username))
    assert found & {"amina", "farid", "olga"} == seen


@pytest.mark.parametrize("by", ["vulnerability", "needs"])
@pytest.mark.parametrize(
    ("role", "any_rows"),
    [("unit_leader", True), ("employee", False), ("professional_lead", False), ("administrator", False)],
)
def test_figures_are_those_of_units_that_one_leads(cast: Cast, by: str, role: str, any_rows: bool) -> None:
    found = {row["unit_code"] for row in rows(by, as_user=cast.user(role).username)}
    assert found <= {"SOL", "SOLA", "SOLB"}
    assert bool(found) == any_rows


@pytest.mark.parametrize("by", ["vulnerability", "needs"])
def test_a_unit_out_of_reach_is_refused(cast: Cast, by: str) -> None:
    with pytest.raises(CommandError, match="does not see"):
        run(by, unit="ELV", as_user=cast.user("unit_leader").username)


def test_a_run_over_people_is_logged_and_one_over_units_is_not(cast: Cast) -> None:
    hold_unused(cast, "amina", "farid")
    run("needs")
    run("vulnerability")
    assert not AccessEvent.objects.exists()
    found = rows("latent", unit="SOLA")
    event = AccessEvent.objects.get()
    assert (event.page, event.unit_code) == ("command:gaps", "SOLA")
    logged = AccessSubject.objects.filter(event=event).values_list("employee_number", flat=True)
    assert set(logged) == {row["employee_number"] for row in found} >= {cast.person("amina").employee_number}


def test_nobody_with_an_employment_is_left_out_for_want_of_a_name(cast: Cast) -> None:
    hold_unused(cast, "amina")
    Person.objects.update(first_name="")
    assert "amina" in numbers(rows("latent"))
