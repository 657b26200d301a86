"""What employees say themselves: that others may find them, and that they disagree."""

from datetime import date
from typing import Any

import pytest

from kyndig.accounts.models import AccessEvent
from kyndig.holdings import actions, consents, disagreements
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.models import Assessment, Disagreement, Source
from tests.cast import Cast

AMINA = "/kompetanse/ansatt/nr-merkeamina/"
DIFFERS = "Lederen din har satt et annet nivå enn deg."


def own_page(cast: Cast, role: str = "employee") -> str:
    return cast.client(role).get("/min/kompetanse/").content.decode()


@pytest.fixture
def judged(cast: Cast) -> Assessment:
    """What Amina's leader has said of PVK."""
    return Assessment.objects.get(person=cast.person("amina"), competence__code="PVK")


def answer(cast: Cast, level: int) -> None:
    """Amina's own answer on PVK."""
    new = NewAssessment(cast.person("amina"), cast.competences["PVK"], level, Source.SELF, date(2026, 2, 1))
    actions.assess(new, by=cast.user("amina"))


def test_consent_is_off_then_on_then_off_at_once(cast: Cast) -> None:
    client, amina = cast.client("employee"), cast.person("amina")
    assert "Bare du, lederne dine og HR" in client.get("/min/samtykke/").content.decode()

    client.post("/min/samtykke/", {"svar": "ja"})
    assert consents.has_consented(amina)
    assert "Andre kan finne deg, siden" in client.get("/min/samtykke/").content.decode()

    client.post("/min/samtykke/", {"svar": "nei"})
    assert not consents.has_consented(amina)
    assert "trukket tilbake" in client.get("/min/samtykke/").content.decode()


def test_the_page_about_ones_privacy_leads_to_the_consent(cast: Cast) -> None:
    assert 'href="/min/samtykke/"' in cast.client("employee").get("/min/personvern/").content.decode()
    assert 'href="/min/samtykke/"' not in cast.client("evaluator").get("/min/personvern/").content.decode()


def test_the_same_level_is_no_difference(cast: Cast) -> None:
    answer(cast, 3)
    assert DIFFERS not in own_page(cast)


def test_another_level_than_ones_own_is_said_with_both_values(cast: Cast) -> None:
    answer(cast, 2)
    page = own_page(cast)
    assert DIFFERS in page
    assert "Du har svart:" in page
    assert DIFFERS not in cast.client("unit_leader").get(AMINA).content.decode()


def test_what_one_writes_is_shown_to_both(cast: Cast, judged: Assessment) -> None:
    answer(cast, 2)
    cast.client("employee").post(f"/uenig/{judged.pk}/", {"reason": "Jeg er utrygg", "own_level": "2"})

    assert "Jeg er utrygg" in own_page(cast)
    assert "Jeg er utrygg" in cast.client("unit_leader").get(AMINA).content.decode()
    assert DIFFERS not in own_page(cast)


def test_the_form_proposes_ones_own_answer(cast: Cast, judged: Assessment) -> None:
    answer(cast, 2)
    page = cast.client("employee").get(f"/uenig/{judged.pk}/").content.decode()
    assert '<option value="2" selected>' in page


def test_without_a_reason_nothing_is_said(cast: Cast, judged: Assessment) -> None:
    page = cast.client("employee").post(f"/uenig/{judged.pk}/", {"reason": ""}).content.decode()
    assert "Skriv hvorfor du er uenig." in page
    assert not Disagreement.objects.exists()


def test_a_second_time_says_that_it_is_said(cast: Cast, judged: Assessment) -> None:
    client = cast.client("employee")
    for _ in range(2):
        page = client.post(f"/uenig/{judged.pk}/", {"reason": "Uenig"}, follow=True).content.decode()
    assert "Du har sagt fra om dette før." in page
    assert Disagreement.objects.count() == 1


def test_taking_it_back_ends_it(cast: Cast, judged: Assessment) -> None:
    stated = disagreements.disagree(assessment=judged, reason="Uenig", by=cast.user("amina"))
    cast.client("employee").post(f"/uenig/{stated.pk}/trekk-tilbake/")

    assert not disagreements.open_about(cast.person("amina")).exists()
    assert ">Uenig<" not in own_page(cast)


def test_the_leader_writes_what_came_of_it_and_the_person_reads_it(cast: Cast, judged: Assessment) -> None:
    stated = disagreements.disagree(assessment=judged, reason="Uenig", by=cast.user("amina"))
    cast.client("unit_leader").post(f"/uenig/{stated.pk}/avklar/", {"resolution": "Kurs til høsten"})

    stated.refresh_from_db()
    assert stated.resolved_by == cast.user("ulla")
    assert "Kurs til høsten" in own_page(cast)


def test_reading_a_disagreement_is_logged(cast: Cast, judged: Assessment) -> None:
    stated = disagreements.disagree(assessment=judged, reason="Uenig", by=cast.user("amina"))
    cast.client("unit_leader").get(f"/uenig/{stated.pk}/avklar/")
    assert AccessEvent.objects.get().page == "disagreement"


def test_the_page_shows_what_is_required_and_not_assessed(cast: Cast) -> None:
    page = own_page(cast, "deputy")

    assert "1 krav er ikke vurdert" in page
    assert "Krav: 1 Har" in " ".join(page.split())


def test_ones_own_page_shows_the_requirement_beside_the_level(cast: Cast) -> None:
    assert "Krav: 2 Kan selvstendig" in " ".join(own_page(cast).split())


def test_ones_own_page_takes_no_more_queries_with_more_on_it(
    cast: Cast, judged: Assessment, django_assert_max_num_queries: Any
) -> None:
    answer(cast, 2)
    disagreements.disagree(assessment=judged, reason="Uenig", by=cast.user("amina"))
    client = cast.client("employee")
    with django_assert_max_num_queries(15):
        client.get("/min/kompetanse/")
