"""The pages of needs: what they say, what is answered, and what is refused."""

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpResponse

from kyndig.accounts.models import AccessSubject
from kyndig.analysis import needs
from kyndig.analysis.frames import collected
from kyndig.gaps.loading import load_snapshot
from kyndig.gaps.models import NeedJudgement, NoNeeds, RegisteredNeed, Vacancy
from kyndig.gaps.tests.made import a_registered_need, a_vacancy
from kyndig.holdings.consents import give_consent
from kyndig.holdings.models import Assessment, Holding
from kyndig.organisation.models import Unit
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LIST, PVK = "/enhet/SOL/behov/", "/enhet/SOL/behov/svar/PVK/"


def text_of(response: HttpResponse) -> str:
    html = response.content.decode()
    body = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def page(cast: Cast, role: str, address: str) -> str:
    response = cast.client(role).get(address)
    assert response.status_code == 200
    return text_of(response)  # type: ignore[arg-type] # the client's own class of answer


def seen(cast: Cast, address: str = PVK) -> str:
    html = cast.client("unit_leader").get(address).content.decode()
    found = re.search(r'name="seen" value="([^"]+)"', html)
    assert found
    return found[1]


def send(cast: Cast, address: str = PVK, role: str = "unit_leader", **fields: str) -> HttpResponse:
    given = {"seen": seen(cast, address), "way": "mobilise", "note": "", "until": "", **fields}
    return cast.client(role).post(address, given)  # type: ignore[return-value] # the client's own class


def sheet(cast: Cast) -> list[dict[str, str]]:
    response = cast.client("unit_leader").get(f"{LIST}?format=csv")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


# The list


def test_the_figures_are_those_of_the_command(cast: Cast) -> None:
    rows = collected(needs.needs(load_snapshot(cast.today, looks_back=True), cast.unit("SOL").pk))
    names = {"PVK": "Legge inn perifert venekateter", "LEGEMIDDEL": "Legemiddelhåndtering"}
    expected = {
        (
            names[row["competence"]],
            *(str(row[n]) for n in ("missing", "unknown", "mobilise", "learn", "acquire")),
        )
        for row in rows.rows(named=True)
    }
    columns = ("Kompetanse", "Mangler", "Ikke vurdert", "Bruke noen vi har", "Lære opp", "Rekruttere")
    assert {tuple(row[name] for name in columns) for row in sheet(cast)} == expected


def test_the_heading_counts_needs_and_answers(cast: Cast) -> None:
    assert "Vi foreslår 2 behov. 2 mangler svar" in page(cast, "unit_leader", LIST)
    send(cast)
    assert "Vi foreslår 2 behov. 1 mangler svar" in page(cast, "unit_leader", LIST)


def test_a_need_says_why_in_figures(cast: Cast) -> None:
    assert "mangler nivå 2. 1 i sektoren kan det uten at jobben bruker det: spør først." in page(
        cast, "unit_leader", LIST
    )


def test_an_answer_stands_with_who_and_when(cast: Cast) -> None:
    send(cast)
    assert "Bruke noen vi har Ulla Merkeulla," in page(cast, "hr", LIST)


def test_an_answer_is_asked_again_when_the_figures_change(cast: Cast) -> None:
    send(cast, way="nothing", note="Ikke aktuelt")
    judged = NeedJudgement.objects.get()
    judged.missing, judged.mobilise = 3, 3
    judged.save()
    assert "tallene er endret siden" in page(cast, "unit_leader", LIST)
    assert "2 mangler svar" in page(cast, "unit_leader", LIST)


def test_another_day_is_shown_and_not_answered(cast: Cast) -> None:
    text = page(cast, "unit_leader", f"{LIST}?dato=2025-06-01")
    assert "Ta stilling" not in text
    assert cast.client("unit_leader").get(f"{PVK}?dato=2025-06-01").status_code == 403


def test_a_department_leads_to_its_unit(cast: Cast) -> None:
    assert "Se behovene til Solhaug" in page(cast, "department_head", "/enhet/SOLA/behov/")


def test_readers_of_large_groups_see_neither_needs_nor_answers(cast: Cast) -> None:
    a_registered_need(cast)
    send(cast)
    text = page(cast, "union_representative", LIST)
    assert "Ta stilling" not in text
    assert "Bruke noen vi har" not in text
    assert "Tegnspråk" not in text


def test_readers_of_large_groups_get_no_file(cast: Cast) -> None:
    response = cast.client("union_representative").get(f"{LIST}?format=csv")
    assert response["Content-Type"].startswith("text/html")


def test_registered_needs_stand_in_the_same_list(cast: Cast) -> None:
    a_registered_need(cast)
    assert f"2 innen {cast.today.year + 2}: Natt" in page(cast, "unit_leader", LIST)
    assert [row["Kompetanse"] for row in sheet(cast)][-1] == "Tegnspråk"


def test_what_is_needed_soonest_stands_first(cast: Cast) -> None:
    for ahead in (4, 1):
        RegisteredNeed.objects.filter(pk=a_registered_need(cast).pk).update(years_ahead=ahead)
    year = cast.today.year
    assert [row["Innen år"] for row in sheet(cast)][-2:] == [str(year + 1), str(year + 4)]


def test_vacant_positions_stand_beside_and_change_no_figure(cast: Cast) -> None:
    before = sheet(cast)
    a_vacancy(cast)
    assert "Sykepleier, 50 %" in page(cast, "unit_leader", LIST)
    assert sheet(cast) == before


# All units, and the home page


def test_all_units_in_reach_stand_in_one_list(cast: Cast) -> None:
    send(cast)
    text = page(cast, "sector_director", "/behov/")
    assert "Solhaug" in text
    assert "Elvebredden" in text
    assert "Plan Kritisk" not in text
    assert "1 av 4 behov er besvart" in text


def test_a_leader_answers_from_the_list_of_all_units_and_hr_reads(cast: Cast) -> None:
    assert "Ta stilling" in page(cast, "sector_director", "/behov/")
    assert "Ta stilling" not in page(cast, "hr", "/behov/")


def test_registered_needs_of_all_units_stand_below_the_nearest_year_first(cast: Cast) -> None:
    year = cast.today.year
    for ahead in (3, 1):
        RegisteredNeed.objects.filter(pk=a_registered_need(cast).pk).update(years_ahead=ahead)
    text = page(cast, "sector_director", "/behov/")
    assert text.index("Bruke noen vi har") < text.index(f"innen {year + 1}") < text.index(f"innen {year + 3}")


@pytest.mark.parametrize(
    ("asked", "computed", "registered"),
    [
        ("innen=na", True, False),
        ("innen=fram", False, True),
        ("innen={two_years}", False, True),
        ("innen=1999", False, False),
        ("svar=ubesvart", True, False),
        ("svar=besvart", False, False),
    ],
)
def test_the_list_of_all_units_is_narrowed_by_year_and_answer(
    cast: Cast, asked: str, computed: bool, registered: bool
) -> None:
    a_registered_need(cast)
    query = asked.format(two_years=cast.today.year + 2)
    text = page(cast, "sector_director", f"/behov/?{query}")
    assert ("Legge inn perifert venekateter" in text) is computed
    assert ("Tegnspråk" in text) is registered


def test_needs_registered_elsewhere_are_not_in_the_list(cast: Cast) -> None:
    a_registered_need(cast)
    assert "Tegnspråk" not in page(cast, "other_leader", "/behov/")


def test_a_unit_that_is_no_more_has_no_needs_in_the_list(cast: Cast) -> None:
    gone = Unit.objects.create(code="GONE")
    RegisteredNeed.objects.filter(pk=a_registered_need(cast).pk).update(unit=gone)
    assert "Tegnspråk" not in page(cast, "hr", "/behov/")


@pytest.mark.parametrize("role", ["union_representative", "evaluator", "professional_lead"])
def test_readers_of_large_groups_get_shares_in_the_list_of_all_units(cast: Cast, role: str) -> None:
    a_registered_need(cast)
    send(cast)
    text = page(cast, role, "/behov/")
    assert "Legge inn perifert venekateter" in text
    for hidden in ("Tegnspråk", "Bruke noen vi har", "Ulla", "besvart"):
        assert hidden not in text


def test_the_home_page_says_how_many_wait_until_none_do(cast: Cast) -> None:
    assert "Svar på 2 behov i enheten" in page(cast, "unit_leader", "/")
    send(cast)
    send(cast, "/enhet/SOL/behov/svar/LEGEMIDDEL/", way="nothing", note="Kurset er bestilt")
    assert "behov i enheten" not in page(cast, "unit_leader", "/")


# The answer


def test_using_somebody_is_the_first_choice(cast: Cast) -> None:
    html = cast.client("unit_leader").get(PVK).content.decode()
    ways = re.findall(r'name="way"[^>]*value="([^"]+)"', html)
    assert ways[:3] == ["mobilise", "learn", "acquire"]
    assert ways[-2:] == ["nothing", "not_now"]


def test_each_choice_has_a_label_of_its_own(cast: Cast) -> None:
    html = cast.client("unit_leader").get(PVK).content.decode()
    ids = re.findall(r'name="way"\s+id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) > 3
    assert all(f'<label class="ds-label" for="{each}">' in html for each in ids)


def test_saving_goes_on_to_the_next_that_waits(cast: Cast) -> None:
    assert send(cast)["Location"] == "/enhet/SOL/behov/svar/LEGEMIDDEL/"
    last = send(cast, "/enhet/SOL/behov/svar/LEGEMIDDEL/", way="nothing", note="Kurset er bestilt")
    assert last["Location"] == LIST


def test_something_else_takes_a_note(cast: Cast) -> None:
    response = send(cast, way="acquire")
    assert "Skriv hvorfor du velger noe annet enn vi foreslår." in text_of(response)
    assert not NeedJudgement.objects.exists()


@pytest.mark.parametrize("days", [None, -1, 0])
def test_not_now_takes_a_later_day(cast: Cast, days: int | None) -> None:
    until = "" if days is None else (cast.today + timedelta(days=days)).isoformat()
    assert "Skriv en dag fram i tid." in text_of(send(cast, way="not_now", until=until))


def test_not_now_is_kept_until_its_day(cast: Cast) -> None:
    until = cast.today + timedelta(days=30)
    send(cast, way="not_now", until=until.isoformat())
    assert NeedJudgement.objects.get().until == until


def test_figures_that_changed_meanwhile_are_looked_at_anew(cast: Cast) -> None:
    response = send(cast, seen="9-9-9-9-9-9-learn", note="Skrevet før")
    assert "Tallene er endret siden du åpnet siden." in text_of(response)
    assert "Skrevet før" in response.content.decode()
    assert not NeedJudgement.objects.exists()


def test_the_form_that_comes_back_carries_the_new_figures(cast: Cast) -> None:
    response = send(cast, seen="9-9-9-9-9-9-learn")
    assert f'value="{seen(cast)}"' in response.content.decode()


def test_an_answer_is_taken_back(cast: Cast) -> None:
    send(cast)
    cast.client("unit_leader").post(PVK, {"angre": "ja"})
    assert not NeedJudgement.objects.standing().exists()


def test_an_answer_may_be_changed_and_starts_from_what_it_was(cast: Cast) -> None:
    send(cast, way="nothing", note="Avdelingen legges ned")
    html = cast.client("unit_leader").get(PVK).content.decode()
    assert "Avdelingen legges ned" in html
    assert re.search(r'value="nothing"[^>]*checked', html)


# Who could be asked


def test_a_leader_sees_own_people_by_name_and_it_is_logged(cast: Cast) -> None:
    assert "Amina Merkeamina" in page(cast, "unit_leader", PVK)
    assert AccessSubject.objects.filter(employee_number="nr-merkeamina", event__page="need").exists()


def test_others_are_neither_named_nor_counted_without_consent(cast: Cast) -> None:
    text = page(cast, "other_leader", "/enhet/ELV/behov/svar/PVK/")
    assert "Amina" not in text
    assert "Noen få i sektoren kan det, men har ikke sagt ja til å bli funnet." in text


def test_whoever_agreed_to_be_found_is_named(cast: Cast) -> None:
    give_consent(person=cast.person("amina"), by=cast.user("amina"))
    text = page(cast, "other_leader", "/enhet/ELV/behov/svar/PVK/")
    assert "Amina Merkeamina" in text
    assert "Marte" not in text


def test_a_need_leads_on_to_those_beyond_the_sector(cast: Cast) -> None:
    html = cast.client("unit_leader").get(PVK).content.decode()
    found = re.search(r'href="(/finn-kompetanse/[^"]+)"', html)
    assert found
    text = page(cast, "unit_leader", unescape(found[1]))
    assert "Legge inn perifert venekateter, minst" in text


def test_nobody_is_shown_where_nobody_could_be_asked(cast: Cast) -> None:
    for key in ("amina", "marte"):
        rows = Assessment.objects.filter(person=cast.person(key), competence=cast.competences["PVK"])
        rows.update(in_use="yes")
    text = page(cast, "unit_leader", PVK)
    assert "Amina" not in text
    assert "Se etter folk i hele kommunen" in text
    assert Holding.objects.exists()


# What people say


def test_an_employee_registers_and_sees_own_needs_only(cast: Cast) -> None:
    a_registered_need(cast, key="bendik")
    fields = {"what": "Tegnspråk", "why": "To nye brukere", "for_whom": "Natt", "how_many": "2"}
    response = cast.client("employee").post(
        "/enhet/SOLA/behov/meld/", {**fields, "years_ahead": "3", "source": "users"}
    )
    assert response["Location"] == "/enhet/SOL/behov/meld/"
    text = page(cast, "employee", "/enhet/SOL/behov/meld/")
    assert "To nye brukere" in text
    assert "Notatbendik" not in text


def test_the_leader_sees_who_registered_what(cast: Cast) -> None:
    a_registered_need(cast)
    assert "Amina Merkeamina" in page(cast, "unit_leader", "/enhet/SOL/behov/meld/")


def test_a_need_is_of_something(cast: Cast) -> None:
    response = cast.client("employee").post(
        "/enhet/SOL/behov/meld/",
        {"why": "x", "for_whom": "Natt", "how_many": "1", "years_ahead": "1", "source": "law"},
    )
    assert "Velg en kompetanse, eller skriv hva dere trenger." in response.content.decode()
    assert not RegisteredNeed.objects.exists()


def test_no_needs_is_asked_for_until_it_is_confirmed(cast: Cast) -> None:
    assert "Ingen behov er meldt" in page(cast, "unit_leader", LIST)
    cast.client("unit_leader").post("/enhet/SOL/behov/ingen/")
    assert NoNeeds.objects.get().by == cast.user("ulla")
    assert "at dere ikke har flere behov enn det kravene viser" in page(cast, "unit_leader", LIST)


def test_a_vacant_position_is_entered_and_filled(cast: Cast) -> None:
    address = "/enhet/SOL/behov/ledige-stillinger/"
    fields = {"role": "Sykepleier", "percent": "80", "vacant_from": cast.today.isoformat()}
    cast.client("unit_leader").post(address, fields)
    vacancy = Vacancy.objects.get()
    cast.client("unit_leader").post(f"/behov/ledig/{vacancy.pk}/lukk/", {"utfall": "besatt"})
    vacancy.refresh_from_db()
    assert vacancy.outcome == "filled"
