"""The library's pages: leaders read, HR looks over a plan and confirms exactly that."""

import re
from pathlib import Path
from typing import Any

import pytest

from kyndig.catalogue.models import Competence
from kyndig.catalogue.tests.made import competence
from kyndig.library import loading
from kyndig.library.models import Adoption
from kyndig.library.tests import made
from kyndig.organisation.models import Role
from kyndig.requirements.models import Requirement
from tests.cast import Cast

PREVIEW = "/bibliotek/sykepleier/ta-i-bruk/?rolle=SPL&fra=2026-06-01"


@pytest.fixture(autouse=True)
def small_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two competences and a role instead of the whole library."""
    found = made.library(tmp_path / "library")
    monkeypatch.setattr(loading, "library", lambda: found)


def new_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roles = made.ROLES.replace('"SARSTELL", level = 2', '"SARSTELL", level = 3')
    changes = {"edition.toml": 'edition = "2026.2"', "roles/health.toml": roles}
    found = made.library(tmp_path / "next", changes)
    monkeypatch.setattr(loading, "library", lambda: found)


def text(cast: Cast, address: str, by: str = "hr") -> str:
    return cast.client(by).get(address).content.decode()


def confirm(cast: Cast, address: str = PREVIEW, **changes: Any) -> Any:
    """Look the plan over and confirm what is ticked."""
    page = text(cast, address)
    ticked = re.findall(r'name="ta"\s+value="([^"]+)"\s+checked', page)
    (plan,) = re.findall(r'name="plan" value="([^"]+)"', page)
    return cast.client("hr").post(address, {"plan": plan, "ta": ticked, **changes})


def test_the_roles_are_listed_with_what_they_are(cast: Cast) -> None:
    page = text(cast, "/bibliotek/", "unit_leader")
    assert "Sykepleier" in page
    assert "Yrkeskode 2223 · 2 kompetanser" in page
    assert "Helse og omsorg" in page


@pytest.mark.parametrize(("sought", "found"), [("sykepl", True), ("2223", True), ("snekker", False)])
def test_the_list_is_searched_by_title_and_occupation(cast: Cast, sought: str, found: bool) -> None:
    page = text(cast, f"/bibliotek/?q={sought}")
    assert ("/bibliotek/sykepleier/" in page) == found
    assert ("Ingen rolle heter noe slikt" in page) != found


def test_a_search_with_htmx_is_a_part(cast: Cast) -> None:
    page = cast.client("hr").get("/bibliotek/?q=syk", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "Sykepleier" in page


def test_a_role_shows_levels_and_law(cast: Cast) -> None:
    page = text(cast, "/bibliotek/sykepleier/", "unit_leader")
    assert "Velger bandasje og ser sår gro." in page
    assert "Helse- og omsorgstjenesteloven, § 4-1" in page
    assert "HR tar rollen i bruk" in page


def test_a_role_that_there_is_not(cast: Cast) -> None:
    assert cast.client("hr").get("/bibliotek/astronaut/").status_code == 404


def test_positions_are_proposed_by_name_and_occupation(cast: Cast) -> None:
    Role.objects.create(code="SPES", title="Diabeteskonsulent", styrk="2223")
    form = cast.client("hr").get("/bibliotek/sykepleier/").context["form"]
    assert [(each["role"].code, each["chosen"]) for each in form.choices()] == [
        ("SPL", True),
        ("SPES", False),
    ]


def test_without_a_position_the_form_comes_back(cast: Cast) -> None:
    page = text(cast, "/bibliotek/sykepleier/ta-i-bruk/?fra=2026-06-01")
    assert "Velg minst én stilling" in page


def test_another_position_is_found_by_its_name(cast: Cast) -> None:
    page = text(cast, "/bibliotek/sykepleier/ta-i-bruk/?fra=2026-06-01&annen=arealplanlegger")
    assert "Arealplanlegger" in page
    assert "Ingenting er endret ennå" in page


def test_looking_over_changes_nothing(cast: Cast) -> None:
    page = text(cast, PREVIEW)
    assert "2 kompetanser kommer inn i katalogen" in page
    assert "2 krav til stillingene" in page
    assert not Competence.objects.filter(code="SARSTELL").exists()


def test_what_is_confirmed_is_done(cast: Cast) -> None:
    answer = confirm(cast)
    assert answer.headers["Location"] == "/bibliotek/sykepleier/"
    assert Adoption.objects.get().adopted_by == cast.user("hr")
    assert Requirement.objects.filter(competence__code="SARSTELL", registered_by=cast.user("hr")).exists()
    assert "I bruk for Sykepleier" in text(cast, "/bibliotek/")
    assert "/katalog/SARSTELL/" in text(cast, "/bibliotek/sykepleier/")


def test_what_is_not_ticked_is_left_out(cast: Cast) -> None:
    confirm(cast, ta=["SPL:HLR"])
    assert not Competence.objects.filter(code="SARSTELL").exists()


def test_a_plan_that_has_changed_is_shown_again(cast: Cast) -> None:
    answer = confirm(cast, plan="a" * 64)
    assert "Planen er endret" in answer.content.decode()
    assert not Adoption.objects.exists()


def test_a_confirmation_without_a_plan_does_nothing(cast: Cast) -> None:
    cast.client("hr").post(PREVIEW, {"ta": ["SPL:HLR"]})
    assert not Adoption.objects.exists()


def test_one_of_ours_by_the_same_name_may_be_passed_by(cast: Cast) -> None:
    competence("X1", name_nb="Stelle sår")
    assert "ny=SARSTELL" in text(cast, PREVIEW)
    page = text(cast, f"{PREVIEW}&ny=SARSTELL")
    assert "ved siden av «Stelle sår», som dere har" in page
    assert 'href="?rolle=SPL&amp;fra=2026-06-01">Bruk vår i stedet' in re.sub(r"\s+href", " href", page)


def test_a_difference_is_unticked_and_said(cast: Cast) -> None:
    own = competence("SARSTELL", name_nb="Stelle sår", description_nb="Vår tekst")
    Requirement.objects.create(
        role=cast.positions["SPL"], competence=own, level=1, criticality=Requirement.Criticality.USEFUL
    )
    page = text(cast, PREVIEW)
    assert "Behold deres" in page
    assert "Vår tekst" in page
    confirm(cast)
    assert Requirement.objects.get(competence=own).level == 1


def test_a_new_edition_is_told_of_looked_over_and_taken(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm(cast)
    new_edition(tmp_path, monkeypatch)
    assert "Se hva som er nytt" in text(cast, "/bibliotek/")
    assert "Ny utgave" in text(cast, "/bibliotek/sykepleier/") or "Utgave 2026.2" in text(cast, "/bibliotek/")
    address = "/bibliotek/oppdater/?fra=2027-01-01"
    assert "Kan lære opp andre" in text(cast, address)
    assert confirm(cast, address).headers["Location"] == "/bibliotek/"
    assert Requirement.objects.filter(competence__code="SARSTELL", level=3).exists()
    assert "Det er ikke noe nytt" in text(cast, "/bibliotek/oppdater/")


@pytest.mark.parametrize("address", ["/bibliotek/", "/bibliotek/sykepleier/"])
@pytest.mark.parametrize("role", ["employee", "union_representative", "evaluator", "administrator"])
def test_others_do_not_read_it(cast: Cast, role: str, address: str) -> None:
    assert cast.client(role).get(address).status_code == 403


@pytest.mark.parametrize("address", [PREVIEW, "/bibliotek/oppdater/"])
def test_a_leader_adopts_nothing(cast: Cast, address: str) -> None:
    assert cast.client("unit_leader").get(address).status_code == 403
    assert cast.client("unit_leader").post(address).status_code == 403


@pytest.mark.parametrize("size", [1, 40])
@pytest.mark.parametrize(
    "address", ["/bibliotek/", "/bibliotek/sykepleier/", PREVIEW, "/bibliotek/oppdater/"]
)
def test_the_pages_take_as_many_queries_whatever_there_is(
    cast: Cast, address: str, size: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(size):
        Role.objects.create(code=f"N{number}", title=f"Sykepleier {number}", styrk="2223")
        competence()
    confirm(cast, PREVIEW + "".join(f"&rolle=N{number}" for number in range(size)))
    client = cast.client("hr")
    with django_assert_max_num_queries(15):
        client.get(address)


def test_an_empty_catalogue_and_no_requirements_lead_here(cast: Cast) -> None:
    Requirement.objects.all().delete()
    assert "Velg kritiske kompetanser" in text(cast, "/krav/")
    assert "Velg kritiske kompetanser" not in text(cast, "/krav/", "unit_leader")


def test_what_is_adopted_is_asked_of_people(cast: Cast) -> None:
    assert "Stelle sår" not in text(cast, "/enhet/SOL/gap/", "unit_leader")
    confirm(cast, PREVIEW.replace("2026-06-01", cast.today.isoformat()))
    assert "Stelle sår" in text(cast, "/enhet/SOL/gap/", "unit_leader")


def test_it_is_listed_under_administration(cast: Cast) -> None:
    assert "Startbibliotek" in text(cast, "/forvaltning/")
    assert "Startbibliotek" in text(cast, "/forvaltning/", "unit_leader")
