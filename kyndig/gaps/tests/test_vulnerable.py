"""The page of vulnerability: its figures, what it hides of age and of others' people, and who gets it."""

import io
import re
from contextlib import redirect_stdout
from datetime import timedelta

import pytest
from django.core.management import call_command

from kyndig.accounts.models import AccessEvent
from kyndig.analysis.disclosure import may_tell_of_age
from kyndig.gaps import kept
from kyndig.gaps.places import Place
from kyndig.gaps.tests.test_pages import get, grow, sheet, text_of
from kyndig.gaps.vulnerable import Elsewhere
from kyndig.gaps.vulnerable_sentences import who_else
from kyndig.organisation.models import Employment, Person
from kyndig.requirements.models import Coverage
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db

PAGE = "/enhet/SOL/sarbarhet/"
HO = Place(2, "HO", "Helse og omsorg", "sector", 1)


def row_of(cast: Cast, role: str, competence: str, page: str = PAGE) -> dict[str, str]:
    rows = [row for row in sheet(cast, role, f"{page}?format=csv") if row["Kompetanse"] == competence]
    return next(row for row in rows if row["Kode"] == "SOL")


def name(cast: Cast, code: str) -> str:
    return cast.competences[code].name_nb


def old_enough(cast: Cast, number: int) -> None:
    """So many of the newcomers are near retirement."""
    chosen = Person.objects.filter(employee_number__startswith="ny-").values_list("pk", flat=True)[:number]
    born = cast.today - timedelta(days=366 * 64)
    Person.objects.filter(pk__in=list(chosen)).update(birth_date=born)


def command(unit: str) -> list[list[str]]:
    out = io.StringIO()
    with redirect_stdout(out):
        call_command("gaps", by="vulnerability", unit=unit, stdout=out)
    return sorted(line.split(",") for line in out.getvalue().splitlines()[1:])


@pytest.mark.parametrize(("role", "unit"), [("unit_leader", "SOL"), ("hr", "HO"), ("hr", "K")])
def test_figures_are_those_of_the_command(cast: Cast, role: str, unit: str) -> None:
    grow(cast, 8)
    codes = {each.name_nb: code for code, each in cast.competences.items()}
    rows = [
        [
            *(row["Kode"], codes[row["Kompetanse"]], row["Kreves"], row["Kan"], row["Mangler nå"]),
            *(row["Mangler om én slutter"], f"{float(row['Årsverk']):.2f}"),
        ]
        for row in sheet(cast, role, f"/enhet/{unit}/sarbarhet/?format=csv")
    ]
    wanted = [
        [line[0], line[1], line[3], line[4], line[6], line[7], line[5]] for line in command(unit)
    ]  # fmt: skip
    assert rows
    assert sorted(rows) == sorted(wanted)


def test_the_finding_says_how_many_competences_fall_if_one_leaves(cast: Cast) -> None:
    rows = sheet(cast, "unit_leader", f"{PAGE}?format=csv")
    falls = {(row["Kode"], row["Kompetanse"]) for row in rows if row["Mangler om én slutter"] != "0"}
    asked = {(row["Kode"], row["Kompetanse"]) for row in rows}
    said = text_of(get(cast, "unit_leader", PAGE))
    assert f"Solhaug: {len(falls)} av {len(asked)} kompetanser faller om én slutter" in said


def test_the_worst_stands_first(cast: Cast) -> None:
    rows = sheet(cast, "hr", "/enhet/K/sarbarhet/?format=csv")
    order = [(-int(row["Mangler nå"]), -int(row["Mangler om én slutter"]), int(row["Kan"])) for row in rows]
    assert order == sorted(order)


def test_where_nothing_is_asked_for_it_says_what_to_do(cast: Cast) -> None:
    Coverage.objects.all().delete()
    said = text_of(get(cast, "hr", "/enhet/PLAN/sarbarhet/?omrade=999999"))
    assert "Ingen dekningskrav og ingen kritiske krav gjelder her denne dagen" in said


def test_nobody_is_named(cast: Cast) -> None:
    html = get(cast, "unit_leader", PAGE)
    assert markers_in(text_of(html)) == set()
    assert not AccessEvent.objects.exists()


@pytest.mark.parametrize("role", ["professional_lead", "union_representative", "evaluator"])
def test_readers_of_large_groups_have_neither_the_page_nor_a_way_to_it(cast: Cast, role: str) -> None:
    assert cast.client(role).get(PAGE).status_code == 403
    assert "sarbarhet" not in get(cast, role, "/enhet/SOL/dekning/")
    assert "sarbarhet" in get(cast, "unit_leader", "/enhet/SOL/dekning/")


# Age


def test_near_retirement_is_shown_where_it_tells_of_nobody(cast: Cast) -> None:
    grow(cast, 6)
    old_enough(cast, 3)
    assert row_of(cast, "unit_leader", name(cast, "PVK"))["Nær pensjon"] == "3"


def test_near_retirement_is_hidden_where_few_hold_it(cast: Cast) -> None:
    rows = [row for row in sheet(cast, "unit_leader", f"{PAGE}?format=csv") if int(row["Kan"]) < 5]
    assert rows
    assert {(row["Nær pensjon"], row["Mangler om de går av"]) for row in rows} == {("Skjult", "Skjult")}


@pytest.mark.parametrize(
    ("holders", "near", "told"),
    [(4, 0, False), (5, 0, True), (5, 3, True), (5, 4, False), (5, 5, False), (9, 7, True)],
)
def test_age_is_told_of_five_or_more_with_two_left(holders: int, near: int, *, told: bool) -> None:
    assert may_tell_of_age(holders, near) is told


# Who else can


def test_those_elsewhere_are_hidden_from_who_does_not_lead_them(cast: Cast) -> None:
    row = row_of(cast, "unit_leader", name(cast, "PVK"))
    assert row["Hvem andre kan?"] == "Under 10 i Helse og omsorg"


def test_those_elsewhere_are_counted_exactly_for_who_leads_them(cast: Cast) -> None:
    row = row_of(cast, "sector_director", name(cast, "PVK"))
    assert re.fullmatch(r"\d i Helse og omsorg", row["Hvem andre kan?"])


def test_somebody_who_begins_elsewhere_is_counted(cast: Cast) -> None:
    before = row_of(cast, "sector_director", name(cast, "PVK"))["Hvem andre kan?"]
    grow(cast, 2)
    Employment.objects.filter(person__employee_number__startswith="ny-").update(unit=cast.unit("ELV"))
    kept.forget()
    after = row_of(cast, "sector_director", name(cast, "PVK"))["Hvem andre kan?"]
    assert int(after.split()[0]) == int(before.split()[0]) + 2


@pytest.mark.parametrize(
    ("place", "led", "others", "leads_all", "said"),
    [
        (None, 0, 0, False, ""),
        (HO, 3, 4, True, "7 i Helse og omsorg"),
        (HO, 0, 0, True, "0 i Helse og omsorg"),
        (HO, 0, 9, False, "Under 10 i Helse og omsorg"),
        (HO, 0, 13, False, "Om lag 15 i Helse og omsorg"),
        (HO, 2, 0, False, "2 som du leder, under 10 ellers i Helse og omsorg"),
        (HO, 2, 12, False, "2 som du leder, om lag 10 ellers i Helse og omsorg"),
    ],
)
def test_who_else_in_words(place: Place | None, led: int, others: int, said: str, *, leads_all: bool) -> None:
    assert who_else(Elsewhere(place, led, others, leads_all)) == said
