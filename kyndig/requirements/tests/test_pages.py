"""The pages of requirements and coverage: everybody reads, HR sets anywhere, leaders at their own units."""

from datetime import date
from typing import Any

import pytest

from kyndig.catalogue.tests.made import competence as a_competence
from kyndig.requirements.models import Coverage, Requirement
from kyndig.requirements.tests import made
from tests.cast import Cast

REQUIREMENT = {
    "role": "Sykepleier",
    "competence": "AREALPLAN",
    "level": "2",
    "criticality": "important",
    "unit": "",
    "source": "Prøve",
    "valid_from": "2026-01-01",
    "valid_to": "",
}
COVERAGE = {"unit": "SOL", "competence": "AREALPLAN", "level": "2", "min_holders": "2", "valid_from": ""}
CHANGE = {"valid_from": "2026-01-01", "level": "3", "criticality": "critical", "source": "", "valid_to": ""}


def pvk() -> Requirement:
    return Requirement.objects.get(competence__code="PVK")


def codes(page: Any) -> list[str]:
    return [each.competence.code for each in page.context["facts"]]


def test_everybody_reads_what_is_required(cast: Cast) -> None:
    assert cast.client("employee").get("/krav/").status_code == 200


def test_a_competences_page_shows_the_roles_that_need_it(cast: Cast) -> None:
    page = cast.client("employee").get("/katalog/PVK/").content.decode()
    assert "Sykepleier" in page
    assert "Solhaug B" in page


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"stilling": "Arealplanlegger"}, {"AREALPLAN"}),
        ({"kompetanse": "pvk"}, {"PVK"}),
        ({"viktighet": "important"}, {"LEGEMIDDEL"}),
        ({"enhet": "SOLA"}, {"PVK", "LEGEMIDDEL", "AREALPLAN"}),
    ],
)
def test_the_list_is_narrowed_by_what_is_chosen(
    cast: Cast, chosen: dict[str, str], expected: set[str]
) -> None:
    assert set(codes(cast.client("hr").get("/krav/", chosen))) == expected


def test_a_unit_shows_what_holds_there_and_not_what_holds_elsewhere(cast: Cast) -> None:
    made.requirement(a_competence("HER"), unit=cast.unit("SOL"))
    made.requirement(a_competence("BORTE"), unit=cast.unit("ELV"))
    found = codes(cast.client("hr").get("/krav/", {"enhet": "Solhaug A"}))
    assert "HER" in found
    assert "BORTE" not in found


def test_the_list_is_as_of_the_day_asked_for(cast: Cast) -> None:
    made.requirement(a_competence("OVER"), valid_to=date(2025, 12, 31))
    client = cast.client("hr")
    assert "OVER" in codes(client.get("/krav/", {"per": "2025-12-31"}))
    assert "OVER" not in codes(client.get("/krav/", {"per": "2026-01-01"}))


def test_nothing_that_fits_says_what_to_do(cast: Cast) -> None:
    page = cast.client("hr").get("/krav/", {"kompetanse": "pvk", "viktighet": "useful"}).content.decode()
    assert "Ingen krav passer" in page


def test_hr_sets_a_requirement_for_the_whole_municipality(cast: Cast) -> None:
    cast.client("hr").post("/krav/nytt/", REQUIREMENT)
    found = Requirement.objects.get(source="Prøve")
    assert (found.role, found.unit, found.level) == (cast.positions["SPL"], None, 2)
    assert found.registered_by == cast.user("hr")


def test_a_leader_sets_a_requirement_for_the_unit(cast: Cast) -> None:
    cast.client("unit_leader").post("/krav/nytt/", {**REQUIREMENT, "unit": "Solhaug A"})
    assert Requirement.objects.get(source="Prøve").unit == cast.unit("SOLA")


@pytest.mark.parametrize("unit", ["", "Elvebredden", "K"])
def test_a_leader_sets_nothing_outside_the_unit(cast: Cast, unit: str) -> None:
    cast.client("unit_leader").post("/krav/nytt/", {**REQUIREMENT, "unit": unit})
    assert not Requirement.objects.filter(source="Prøve").exists()


def test_a_level_off_the_scale_comes_back_with_a_reason(cast: Cast) -> None:
    page = cast.client("hr").post("/krav/nytt/", {**REQUIREMENT, "competence": "LEGEMIDDEL"})
    assert "Velg nivå 1" in page.content.decode()


def test_a_text_that_fits_several_comes_back_with_choices(cast: Cast) -> None:
    page = cast.client("hr").post("/krav/nytt/", {**REQUIREMENT, "unit": "Solh"}).content.decode()
    assert "Flere passer" in page
    assert 'value="SOLA"' in page


def test_a_ticked_choice_goes_before_the_text(cast: Cast) -> None:
    sent = {**REQUIREMENT, "unit": "Solh", "unit_valgt": "SOLB"}
    cast.client("hr").post("/krav/nytt/", sent)
    assert Requirement.objects.get(source="Prøve").unit == cast.unit("SOLB")


@pytest.mark.parametrize("role", ["employee", "professional_lead", "union_representative", "administrator"])
@pytest.mark.parametrize("page", ["/krav/nytt/", "/krav/dekning/ny/"])
def test_others_set_nothing(cast: Cast, role: str, page: str) -> None:
    assert cast.client(role).get(page).status_code == 403


@pytest.mark.parametrize("act", ["endre", "avslutt", "annuller"])
def test_a_unit_leader_changes_nothing_that_the_municipality_set(cast: Cast, act: str) -> None:
    assert cast.client("unit_leader").get(f"/krav/{pvk().pk}/{act}/").status_code == 403


def test_the_chief_executive_changes_what_holds_for_the_whole_municipality(cast: Cast) -> None:
    assert cast.client("chief_executive").get(f"/krav/{pvk().pk}/endre/").status_code == 200


def test_a_change_from_a_day(cast: Cast) -> None:
    cast.client("hr").post(f"/krav/{pvk().pk}/endre/", CHANGE)
    levels = Requirement.objects.filter(competence__code="PVK").order_by("id").values_list("level", flat=True)
    assert list(levels) == [2, 3]


def test_a_change_from_before_it_began_comes_back(cast: Cast) -> None:
    requirement = made.requirement(valid_from=date(2026, 3, 1))
    page = cast.client("hr").post(f"/krav/{requirement.pk}/endre/", CHANGE).content.decode()
    assert "før kravet selv begynner" in page


def test_ending(cast: Cast) -> None:
    requirement = pvk()
    cast.client("hr").post(f"/krav/{requirement.pk}/avslutt/", {"last_day": "2026-05-31"})
    requirement.refresh_from_db()
    assert requirement.valid_to == date(2026, 5, 31)


def test_annulling_without_a_reason_comes_back(cast: Cast) -> None:
    page = cast.client("hr").post(f"/krav/{pvk().pk}/annuller/", {"reason": ""}).content.decode()
    assert "Skriv hvorfor du annullerer." in page
    assert pvk().annulled_at is None


def test_annulling_with_a_reason(cast: Cast) -> None:
    cast.client("hr").post(f"/krav/{pvk().pk}/annuller/", {"reason": "Feil nivå"})
    assert pvk().annulled_reason == "Feil nivå"


def test_an_annulled_requirement_cannot_be_changed(cast: Cast) -> None:
    client = cast.client("hr")
    client.post(f"/krav/{pvk().pk}/annuller/", {"reason": "Feil nivå"})
    assert client.get(f"/krav/{pvk().pk}/endre/").status_code == 404


def test_coverage_of_a_unit_is_what_is_asked_of_it_and_below(cast: Cast) -> None:
    page = cast.client("employee").get("/krav/dekning/", {"enhet": "SOL"})
    assert [each.unit.code for each in page.context["facts"]] == ["SOL", "SOLB"]


def test_a_leader_sets_coverage(cast: Cast) -> None:
    cast.client("unit_leader").post("/krav/dekning/ny/", COVERAGE)
    assert Coverage.objects.get(competence__code="AREALPLAN", unit=cast.unit("SOL")).min_holders == 2


def test_coverage_is_changed_ended_and_annulled(cast: Cast) -> None:
    client = cast.client("hr")
    asked = Coverage.objects.get(unit=cast.unit("ELV"))
    sent = {"valid_from": "2026-01-01", "level": "1", "min_holders": "5", "valid_to": ""}
    client.post(f"/krav/dekning/{asked.pk}/endre/", sent)
    changed = Coverage.objects.get(unit=cast.unit("ELV"), min_holders=5)
    client.post(f"/krav/dekning/{changed.pk}/avslutt/", {"last_day": "2026-12-31"})
    client.post(f"/krav/dekning/{asked.pk}/annuller/", {"reason": "Feil"})
    changed.refresh_from_db()
    asked.refresh_from_db()
    assert changed.valid_to == date(2026, 12, 31)
    assert asked.annulled_reason == "Feil"


def test_what_is_typed_is_answered_with_units_that_one_leads(cast: Cast) -> None:
    asked = {"felt": "unit", "unit": "e", "egne": "1"}
    page = cast.client("unit_leader").get("/krav/velg/enhet/", asked | {"unit": "solhaug"}).content.decode()
    other = cast.client("unit_leader").get("/krav/velg/enhet/", asked | {"unit": "elvebredden"})
    assert 'value="SOLA"' in page
    assert 'value="ELV"' not in other.content.decode()


@pytest.mark.parametrize("page", ["/krav/", "/krav/dekning/"])
@pytest.mark.parametrize("size", [1, 45])
def test_the_lists_take_as_many_queries_whatever_their_size(
    cast: Cast, page: str, size: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(size):
        made.requirement(unit=cast.unit("SOL"))
        made.coverage(cast.unit("SOL"))
    client = cast.client("unit_leader")
    with django_assert_max_num_queries(15):
        client.get(page)


def test_the_dialogue_of_a_replacement_offers_to_carry_requirements(cast: Cast) -> None:
    sent = {"successor": "AREALPLAN", "from_date": "2026-01-01"}
    page = cast.client("hr").post("/katalog/PVK/erstatt/", sent).content.decode()
    assert "Erstatt og flytt kravene" in page
    assert "Sykepleier, Hele kommunen" in page
