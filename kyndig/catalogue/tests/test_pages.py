"""The catalogue's pages: everybody reads, HR edits."""

from typing import Any

import pytest
from django.utils import translation

from kyndig.accounts.models import AuditEvent
from kyndig.catalogue.models import Area, Competence
from kyndig.catalogue.tests import made
from tests.cast import Cast

FIELDS = {
    "code": "SAR",
    "name_nb": "Sårbehandling",
    "kind": "skill",
    "scope": "general",
    "specificity": "basic",
    "form": "real",
    "scale": "levels",
}


def fields(**changes: Any) -> dict[str, Any]:
    return {**FIELDS, "area": Area.objects.get().pk, **changes}


def test_everybody_who_is_signed_in_reads_the_catalogue(cast: Cast) -> None:
    assert "Legge inn perifert venekateter" in cast.client("employee").get("/katalog/").content.decode()


def test_a_search_without_javascript_is_a_page(cast: Cast) -> None:
    page = cast.client("employee").get("/katalog/", {"q": "venekatetre"}).content.decode()
    assert "Legge inn perifert venekateter" in page
    assert "Arealplanlegging" not in page
    assert "<html" in page


def test_a_search_with_htmx_is_a_part(cast: Cast) -> None:
    page = cast.client("employee").get("/katalog/", {"q": "pvk"}, headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()
    assert "Legge inn perifert venekateter" in page.content.decode()


def test_a_search_that_finds_nothing_says_what_to_do(cast: Cast) -> None:
    page = cast.client("employee").get("/katalog/", {"q": "xyzzyx"}).content.decode()
    assert "Prøv et annet ord" in page


def test_an_area_narrows_the_list(cast: Cast) -> None:
    made.competence("MAT", name_nb="Matlaging", area=made.area("Kjøkken"))
    page = cast.client("hr").get("/katalog/", {"omrade": Area.objects.get(name_nb="Kjøkken").pk})
    assert [each.code for each in page.context["page"]] == ["MAT"]


def test_a_filter_that_cannot_be_read_narrows_nothing(cast: Cast) -> None:
    page = cast.client("hr").get("/katalog/", {"omrade": "99999", "type": "tull"})
    assert page.context["page"].paginator.count == 3


@pytest.mark.parametrize("size", [3, 40])
def test_the_list_takes_as_many_queries_whatever_its_size(
    cast: Cast, size: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(size):
        made.competence()
    client = cast.client("hr")
    client.get("/katalog/")
    with django_assert_max_num_queries(15):
        client.get("/katalog/")


def test_a_name_missing_in_nynorsk_is_shown_in_bokmal_and_says_so(cast: Cast) -> None:
    client = cast.client("employee")
    page = client.get("/katalog/PVK/", headers={"Accept-Language": "nn"}).content.decode()
    assert '<span lang="nb">Legge inn perifert venekateter</span>' in page


def test_a_name_in_nynorsk_is_shown_as_it_is(cast: Cast) -> None:
    made.competence("SAR", name_nb="Sårstell", name_nn="Stell av sår")
    page = cast.client("employee").get("/katalog/SAR/", headers={"Accept-Language": "nn"}).content.decode()
    assert "Stell av sår" in page
    assert "Sårstell</span>" not in page


def test_a_level_is_described_in_the_language_of_the_page() -> None:
    competence = Competence(level_texts={"2": {"nb": "Gjør det alene", "nn": "Gjer det åleine"}})
    with translation.override("nn"):
        assert competence.level_text(2) == ("Gjer det åleine", "nn")
    with translation.override("en"):
        assert competence.level_text(2) == ("Gjør det alene", "nb")


def test_hr_makes_a_competence(cast: Cast) -> None:
    sent = fields(alias_lines="Stell av sår\n\nVVS\nVVS", level_2_nb="Velger bandasje alene")
    answer = cast.client("hr").post("/katalog/ny/", sent)
    found = Competence.objects.get(code="SAR")
    assert answer.headers["Location"] == "/katalog/SAR/"
    assert [alias.text for alias in found.aliases.all()] == ["Stell av sår", "VVS"]
    assert found.level_texts == {"2": {"nb": "Velger bandasje alene"}}
    assert AuditEvent.objects.get().act == "catalogue.competence.create"


def test_an_area_can_be_made_on_the_way(cast: Cast) -> None:
    cast.client("hr").post("/katalog/ny/", fields(area="", new_area="Kjøkken"))
    assert Competence.objects.get(code="SAR").area.name_nb == "Kjøkken"


def test_without_an_area_the_form_comes_back(cast: Cast) -> None:
    page = cast.client("hr").post("/katalog/ny/", fields(area="")).content.decode()
    assert "Velg et område, eller skriv et nytt." in page
    assert not Competence.objects.filter(code="SAR").exists()


def test_editing_keeps_the_earlier_values(cast: Cast) -> None:
    sent = fields(code="PVK", name_nb="Legge inn PVK")
    cast.client("hr").post("/katalog/PVK/rediger/", sent)
    found = Competence.objects.get(code="PVK")
    assert found.name_nb == "Legge inn PVK"
    assert found.history.latest().history_user == cast.user("hr")


def test_the_scale_stays_once_somebody_is_assessed(cast: Cast) -> None:
    page = cast.client("hr").post("/katalog/PVK/rediger/", fields(code="PVK", scale="held"))
    assert "Skalaen kan ikke endres" in page.content.decode()


@pytest.mark.parametrize("role", ["employee", "unit_leader", "chief_executive", "administrator"])
@pytest.mark.parametrize("page", ["ny/", "PVK/rediger/", "PVK/arkiver/", "PVK/erstatt/"])
def test_only_hr_edits(cast: Cast, role: str, page: str) -> None:
    assert cast.client(role).get(f"/katalog/{page}").status_code == 403


def test_an_archived_competence_is_out_of_the_list_and_can_come_back(cast: Cast) -> None:
    client = cast.client("hr")
    client.post("/katalog/PVK/arkiver/")
    assert "PVK" not in [each.code for each in client.get("/katalog/").context["page"]]
    client.post("/katalog/PVK/gjenopprett/")
    assert Competence.objects.get(code="PVK").archived_at is None


def test_a_successor_can_be_found_by_a_misspelt_name(cast: Cast) -> None:
    made.competence("SAR", name_nb="Sårbehandling")
    sent = {"successor": "sårbehanling", "from_date": "2026-01-01"}
    page = cast.client("hr").post("/katalog/PVK/erstatt/", sent)
    assert "Ingenting er endret ennå" in page.content.decode()
    assert Competence.objects.get(code="PVK").replaced_by is None


def test_a_confirmed_replacement_names_the_successor(cast: Cast) -> None:
    made.competence("SAR", name_nb="Sårbehandling")
    sent = {"successor": "Sårbehandling", "from_date": "2026-01-01", "bekreft": "behold"}
    cast.client("hr").post("/katalog/PVK/erstatt/", sent)
    replaced = Competence.objects.get(code="PVK")
    assert replaced.replaced_by == Competence.objects.get(code="SAR")
    assert replaced.archived_at is not None


def test_a_competence_cannot_replace_itself(cast: Cast) -> None:
    sent = {"successor": "PVK", "from_date": "2026-01-01", "bekreft": "behold"}
    page = cast.client("hr").post("/katalog/PVK/erstatt/", sent)
    assert "Velg en annen kompetanse" in page.content.decode()
    assert Competence.objects.get(code="PVK").archived_at is None


def test_what_is_typed_is_answered_with_choices(cast: Cast) -> None:
    asked = {"felt": "successor", "successor": "arealplan"}
    page = cast.client("hr").get("/katalog/velg/", asked).content.decode()
    assert 'value="AREALPLAN"' in page
