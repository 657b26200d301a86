"""The page of vulnerability: its figures, whom it names, what it hides, and who gets it."""

import csv
import io
import re
from collections.abc import Iterable
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
from kyndig.requirements.models import Coverage, Requirement
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db

PAGE = "/enhet/SOL/sarbarhet/"
HO = Place(2, "HO", "Helse og omsorg", "sector", 1)
TOP = Place(1, "K", "Kommunen", "municipality", None)


def row_of(cast: Cast, role: str, competence: str, page: str = PAGE) -> dict[str, str]:
    asked = page if "?" in page else f"{page}?format=csv"
    rows = [row for row in sheet(cast, role, asked) if row["Kompetanse"] == competence]
    return next(row for row in rows if row["Kode"] == "SOL")


def name(cast: Cast, code: str) -> str:
    return cast.competences[code].name_nb


def old_enough(cast: Cast, number: int) -> None:
    """So many of the newcomers are near retirement."""
    chosen = Person.objects.filter(employee_number__startswith="ny-").values_list("pk", flat=True)[:number]
    born = cast.today - timedelta(days=366 * 64)
    Person.objects.filter(pk__in=list(chosen)).update(birth_date=born)


def command(unit: str) -> list[dict[str, str]]:
    out = io.StringIO()
    with redirect_stdout(out):
        call_command("gaps", by="vulnerability", unit=unit, stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def same_row(rows: Iterable[dict[str, str]], *columns: str) -> list[list[str]]:
    return sorted([row[column] for column in columns] for row in rows)


@pytest.mark.parametrize(("role", "unit"), [("unit_leader", "SOL"), ("hr", "HO"), ("hr", "K")])
def test_figures_are_those_of_the_command(cast: Cast, role: str, unit: str) -> None:
    grow(cast, 8)
    codes = {each.name_nb: code for code, each in cast.competences.items()}
    rows = sheet(cast, role, f"/enhet/{unit}/sarbarhet/?format=csv")
    for row in rows:
        row |= {"competence": codes[row["Kompetanse"]], "fte": f"{float(row['Årsverk']):.2f}"}
    assert rows
    assert same_row(
        rows, "Kode", "competence", "Kreves", "Kan", "fte", "Mangler nå", "Mangler om én slutter"
    ) == same_row(
        command(unit),
        *("unit_code", "competence", "min_holders", "holders", "holder_fte"),
        *("shortfall", "shortfall_if_one_leaves"),
    )


def test_retirement_and_what_falls_are_those_of_the_command_where_nothing_is_hidden(cast: Cast) -> None:
    grow(cast, 8)
    old_enough(cast, 3)
    Coverage.objects.exclude(competence=cast.competences["PVK"]).delete()
    Coverage.objects.update(min_holders=11)
    Requirement.objects.update(criticality="useful")
    rows = sheet(cast, "unit_leader", f"{PAGE}?format=csv")
    rows = [row for row in rows if row["Kode"] == "SOL"]
    every = command("SOL")
    wanted = [row for row in every if row["unit_code"] == "SOL"]
    figures = ("near_retirement", "shortfall_if_they_retire", "shortfall_if_one_leaves")
    shown = ("Nær pensjon", "Mangler om de går av", "Mangler om én slutter")
    assert same_row(rows, *shown) == same_row(wanted, *figures)
    assert {row["near_retirement"] for row in wanted} == {"3"}
    assert "0" not in {row["shortfall_if_they_retire"] for row in wanted}
    falls = sum(int(row["shortfall_if_one_leaves"]) > 0 for row in every)
    assert f"{falls} av {len(every)} kompetanser faller" in text_of(get(cast, "unit_leader", PAGE))


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


# A long list


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are long enough."""
    monkeypatch.setattr("kyndig.gaps.vulnerable.PER_PAGE", 1)
    monkeypatch.setattr("kyndig.gaps.views.PER_PAGE", 1)


@pytest.mark.parametrize(("role", "unit"), [("unit_leader", "SOL"), ("sector_director", "HO"), ("hr", "K")])
@pytest.mark.usefixtures("short_pages")
def test_of_many_those_that_fall_are_shown_and_all_of_them_when_asked_for(
    cast: Cast, role: str, unit: str
) -> None:
    grow(cast, 3)
    Coverage.objects.filter(unit=cast.unit("SOL"), competence=cast.competences["PVK"]).update(min_holders=1)
    page = f"/enhet/{unit}/sarbarhet/"
    shown = sheet(cast, role, f"{page}?format=csv")
    every = sheet(cast, role, f"{page}?alle=1&format=csv")
    assert shown == [row for row in every if row["Mangler om én slutter"] != "0"]
    assert 0 < len(shown) < len(every)
    asked = len({(row["Kode"], row["Kompetanse"]) for row in every})
    said = text_of(get(cast, role, page))
    assert f" av {asked} kompetanser faller om én slutter" in said
    assert f"Her står det som faller om én slutter. Vis alle {asked} kompetanser" in said
    assert f"Side 1 av {len(shown)}" in said
    said = text_of(get(cast, role, f"{page}?alle=1"))
    assert "Vis bare det som faller om én slutter" in said
    assert f"Side 1 av {len(every)}" in said


def test_a_list_that_fits_a_page_is_shown_whole(cast: Cast) -> None:
    every = sheet(cast, "unit_leader", f"{PAGE}?alle=1&format=csv")
    assert sheet(cast, "unit_leader", f"{PAGE}?format=csv") == every
    assert "Vis alle" not in text_of(get(cast, "unit_leader", PAGE))


@pytest.mark.usefixtures("short_pages")
def test_a_long_list_of_which_nothing_falls_leads_to_all_of_it(cast: Cast) -> None:
    grow(cast, 3)
    Employment.objects.filter(person__employee_number__startswith="ny-").update(unit=cast.unit("SOLB"))
    Requirement.objects.update(criticality="useful")
    Coverage.objects.exclude(competence=cast.competences["PVK"]).delete()
    Coverage.objects.update(min_holders=1, level=1)
    said = text_of(get(cast, "hr", "/enhet/K/sarbarhet/"))
    assert "kompetanser holder om én slutter" in said
    assert "Vis alle 2 kompetanser" in said
    assert "Her står" not in said


@pytest.mark.usefixtures("short_pages")
def test_only_those_on_the_page_are_named_and_noted(cast: Cast) -> None:
    everybody = {row["Den eneste som kan"] for row in sheet(cast, "unit_leader", f"{PAGE}?format=csv")} - {""}
    assert everybody
    AccessEvent.objects.all().delete()
    for number in range(1, 4):
        html = get(cast, "unit_leader", f"{PAGE}?side={number}")
        event = AccessEvent.objects.order_by("pk").last()
        noted = set(event.subjects.values_list("employee_number", flat=True)) if event else set()
        assert noted == set(
            re.findall(r"/ansatt/([^/]+)/", html[html.index("<tbody") : html.index("</tbody>")])
        )
        AccessEvent.objects.all().delete()


# Who is alone


def test_who_is_alone_is_named_to_their_leader_and_the_look_is_logged(cast: Cast) -> None:
    row = row_of(cast, "unit_leader", name(cast, "LEGEMIDDEL"))
    assert (row["Kan"], markers_in(row["Den eneste som kan"])) == ("1", {"amina"})
    event = AccessEvent.objects.get()
    assert (event.page, event.unit_code, event.action) == ("vulnerability", "SOL", AccessEvent.Action.EXPORT)
    assert "nr-merkeamina" in set(event.subjects.values_list("employee_number", flat=True))


def test_nobody_is_named_where_more_than_one_can(cast: Cast) -> None:
    rows = [row for row in sheet(cast, "unit_leader", f"{PAGE}?format=csv") if row["Kan"] != "1"]
    assert rows
    assert {row["Den eneste som kan"] for row in rows} == {""}


@pytest.mark.parametrize(("role", "unit"), [("sector_director", "HO"), ("hr", "K")])
def test_nobody_is_named_on_the_page_of_a_sector(cast: Cast, role: str, unit: str) -> None:
    html = get(cast, role, f"/enhet/{unit}/sarbarhet/")
    assert "Bare én kan dette" in html
    assert markers_in(text_of(html)) == set()
    assert not AccessEvent.objects.exists()


def test_who_has_left_since_is_counted_and_not_named(cast: Cast) -> None:
    Employment.objects.filter(person=cast.person("amina")).update(end_date=cast.today - timedelta(days=1))
    asked = f"?dato={(cast.today - timedelta(days=2)).isoformat()}"
    said = text_of(get(cast, "unit_leader", f"{PAGE}{asked}"))
    assert row_of(cast, "unit_leader", name(cast, "LEGEMIDDEL"), f"{PAGE}{asked}&format=csv")["Kan"] == "1"
    assert "amina" not in markers_in(said)


def test_a_competence_leads_to_a_search_for_those_who_hold_it(cast: Cast) -> None:
    link = re.search(r'href="(/finn-kompetanse/[^"]*PVK[^"]*)"', get(cast, "unit_leader", PAGE))
    assert link
    said = text_of(get(cast, "unit_leader", link[1].replace("&amp;", "&")))
    assert f"du kan spørre: {name(cast, 'PVK')}, " in said


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
    assert row["Hvem andre kan?"] == "Under 10 i sektoren"


def test_those_elsewhere_are_counted_exactly_for_who_leads_them(cast: Cast) -> None:
    row = row_of(cast, "sector_director", name(cast, "PVK"))
    assert re.fullmatch(r"\d i sektoren", row["Hvem andre kan?"])


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
        (HO, 3, 4, True, "7 i sektoren"),
        (HO, 0, 0, True, "0 i sektoren"),
        (HO, 0, 9, False, "Under 10 i sektoren"),
        (HO, 0, 13, False, "Om lag 15 i sektoren"),
        (HO, 2, 0, False, "2 du leder, under 10 ellers i sektoren"),
        (HO, 2, 12, False, "2 du leder, om lag 10 ellers i sektoren"),
        (TOP, 3, 4, True, "7 i kommunen"),
        (TOP, 0, 9, False, "Under 10 i kommunen"),
        (TOP, 0, 13, False, "Om lag 15 i kommunen"),
        (TOP, 2, 0, False, "2 du leder, under 10 ellers i kommunen"),
        (TOP, 2, 12, False, "2 du leder, om lag 10 ellers i kommunen"),
    ],
)
def test_who_else_in_words(place: Place | None, led: int, others: int, said: str, *, leads_all: bool) -> None:
    assert who_else(Elsewhere(place, led, others, leads_all)) == said
