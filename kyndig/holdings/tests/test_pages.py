"""The pages of what people hold: one's own, a leader's of somebody, exemptions; and who may what."""

from datetime import date, timedelta
from typing import Any

import pytest

from kyndig.accounts.models import AccessEvent, AccessSubject
from kyndig.catalogue.tests.made import competence as a_competence
from kyndig.holdings import actions
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.models import Assessment, Exemption, Holding, Source
from tests.cast import Cast, markers_in

AMINA = "/kompetanse/ansatt/nr-merkeamina/"
OWN = {"competence": "AREALPLAN", "level": "2", "in_use": "no", "wants_to_use": "ja", "note": ""}
LEADERS = ["unit_leader", "department_head", "deputy", "sector_director", "chief_executive", "hr"]
OUTSIDE = [
    "colleague",
    "other_leader",
    "former_leader",
    "professional_lead",
    "former_deputy",
    "other_director",
    "union_representative",
    "evaluator",
    "administrator",
]


def others(cast: Cast, **changes: str) -> dict[str, str]:
    sent = {"competence": "AREALPLAN", "level": "2", "source": "leader", "assessed_on": str(cast.today)}
    return {**sent, "expires_on": "", "note": "", **changes}


def amina_pvk() -> Assessment:
    return Assessment.objects.get(person__first_name="Amina", competence__code="PVK")


def test_ones_own_page_shows_what_stands_about_one(cast: Cast) -> None:
    page = cast.client("employee").get("/min/kompetanse/").content.decode()
    assert "Kan lære opp andre" in page
    assert markers_in(page) == {"amina", "amina notat", "amina grunn"}


def test_looking_at_oneself_is_no_access_event(cast: Cast) -> None:
    cast.client("employee").get("/min/kompetanse/")
    cast.client("employee").get(AMINA)
    assert not AccessEvent.objects.exists()


def test_what_is_expired_and_what_is_unconfirmed_says_so(cast: Cast) -> None:
    assert "Utløpt" in cast.client("colleague").get("/min/kompetanse/").content.decode()
    assert "Ubekreftet" in cast.client("union_representative").get("/min/kompetanse/").content.decode()


def test_a_user_who_is_nobody_employed_is_told_so(cast: Cast) -> None:
    assert "ikke knyttet til en ansatt" in cast.client("evaluator").get("/min/kompetanse/").content.decode()
    assert cast.client("evaluator").get("/min/kompetanse/ny/").status_code == 403


def test_ones_own_assessment_is_registered_unconfirmed(cast: Cast) -> None:
    cast.client("employee").post("/min/kompetanse/ny/", OWN)
    found = Assessment.objects.get(person=cast.person("employee"), competence__code="AREALPLAN")
    assert (found.level, found.source, found.in_use, found.wants_to_use) == (2, Source.SELF, "no", True)
    assert found.assessed_by == cast.person("employee")
    assert not Holding.objects.get(assessment=found).confirmed


def test_a_level_that_the_competence_does_not_have_comes_back(cast: Cast) -> None:
    page = cast.client("employee").post("/min/kompetanse/ny/", {**OWN, "competence": "LEGEMIDDEL"})
    assert "Velg nivå 0 eller 1" in page.content.decode()


@pytest.mark.parametrize("role", LEADERS)
def test_those_above_and_hr_see_a_person(cast: Cast, role: str) -> None:
    page = cast.client(role).get(AMINA).content.decode()
    assert {"amina", "amina notat", "amina grunn"} <= markers_in(page)


@pytest.mark.parametrize("role", OUTSIDE)
@pytest.mark.parametrize("page", ["", "vurder/", "unntak/"])
def test_for_others_the_person_does_not_exist(cast: Cast, role: str, page: str) -> None:
    answer = cast.client(role).get(AMINA + page)
    assert answer.status_code == 404
    # The address itself, which holds the number, is echoed by the choice of language.
    assert "Merkeamina" not in answer.content.decode()


def test_each_look_at_somebody_else_is_logged(cast: Cast) -> None:
    cast.client("unit_leader").get(AMINA)
    assert AccessSubject.objects.get().employee_number == "nr-merkeamina"
    assert AccessEvent.objects.get().page == "person_competences"


def test_a_leader_assesses(cast: Cast) -> None:
    cast.client("unit_leader").post(f"{AMINA}vurder/", others(cast))
    found = Assessment.objects.get(person=cast.person("employee"), competence__code="AREALPLAN")
    assert (found.source, found.assessed_by) == (Source.LEADER, cast.person("unit_leader"))
    assert found.registered_by == cast.user("unit_leader")


def test_a_course_expires_by_the_catalogue(cast: Cast) -> None:
    a_competence("HLR", scale="held", validity_months=12)
    sent = others(cast, competence="HLR", level="1", source="course", assessed_on="2026-01-31")
    cast.client("hr").post(f"{AMINA}vurder/", sent)
    assert Assessment.objects.get(competence__code="HLR").expires_on == date(2027, 1, 31)


def test_nobody_assesses_oneself_as_somebody_else(cast: Cast) -> None:
    mine = f"/kompetanse/ansatt/{cast.person('hr').employee_number}/vurder/"
    assert cast.client("hr").get(mine).status_code == 403


def test_a_day_that_has_not_come_comes_back(cast: Cast) -> None:
    tomorrow = str(cast.today + timedelta(days=1))
    page = cast.client("hr").post(f"{AMINA}vurder/", others(cast, assessed_on=tomorrow)).content.decode()
    assert "Datoen kan ikke være fram i tid." in page


def test_the_source_self_cannot_be_sent_for_somebody_else(cast: Cast) -> None:
    cast.client("hr").post(f"{AMINA}vurder/", others(cast, source="self"))
    assert not Assessment.objects.filter(
        person=cast.person("employee"), competence__code="AREALPLAN"
    ).exists()


def test_a_leader_annuls_with_a_reason_and_it_shows(cast: Cast) -> None:
    client = cast.client("unit_leader")
    client.post(f"/kompetanse/vurdering/{amina_pvk().pk}/annuller/", {"reason": "Feil kurs"})
    assert not Holding.objects.filter(person=cast.person("employee"), competence__code="PVK").exists()
    assert "Feil kurs" in client.get(AMINA).content.decode()


def test_nobody_annuls_what_a_leader_said_of_them(cast: Cast) -> None:
    address = f"/kompetanse/vurdering/{amina_pvk().pk}/annuller/"
    assert cast.client("employee").post(address, {"reason": "Uenig"}).status_code == 403


def test_one_annuls_what_one_said_oneself(cast: Cast) -> None:
    cast.client("employee").post("/min/kompetanse/ny/", OWN)
    found = Assessment.objects.get(person=cast.person("employee"), competence__code="AREALPLAN")
    answer = cast.client("employee").post(f"/kompetanse/vurdering/{found.pk}/annuller/", {"reason": "Feil"})
    assert answer.headers["Location"] == "/min/kompetanse/"
    found.refresh_from_db()
    assert found.annulled_reason == "Feil"


@pytest.mark.parametrize("role", OUTSIDE)
def test_for_others_the_assessment_does_not_exist(cast: Cast, role: str) -> None:
    address = f"/kompetanse/vurdering/{amina_pvk().pk}/annuller/"
    assert cast.client(role).get(address).status_code == 404


@pytest.mark.parametrize("role", ["unit_leader", "department_head", "deputy", "hr"])
def test_those_near_see_exemptions_with_reasons(cast: Cast, role: str) -> None:
    found = markers_in(cast.client(role).get("/unntak/").content.decode())
    assert "amina grunn" in found
    assert ("qasim grunn" in found) == (role == "hr")


@pytest.mark.parametrize(
    "role", ["employee", "sector_director", "chief_executive", "professional_lead", "administrator"]
)
@pytest.mark.parametrize("page", ["/unntak/", "/kompetanse/", "/kompetanse/velg/"])
def test_lists_of_people_are_for_those_near_and_hr(cast: Cast, role: str, page: str) -> None:
    assert cast.client(role).get(page).status_code == 403


def test_the_list_of_exemptions_is_logged(cast: Cast) -> None:
    cast.client("department_head").get("/unntak/")
    assert [each.employee_number for each in AccessSubject.objects.all()] == ["nr-merkeamina"]


EXEMPT = {"competence": "PVK", "kind": "new", "valid_from": "2026-01-01", "valid_to": "2026-12-31"}


def test_an_exemption_is_granted_ended_and_annulled(cast: Cast) -> None:
    client = cast.client("unit_leader")
    client.post(f"{AMINA}unntak/", EXEMPT)
    exemption = Exemption.objects.get(kind="new")
    assert "Ny i jobben" in client.get(AMINA).content.decode()
    client.post(f"/unntak/{exemption.pk}/avslutt/", {"last_day": "2026-06-30"})
    exemption.refresh_from_db()
    assert exemption.valid_to == date(2026, 6, 30)
    client.post(f"/unntak/{exemption.pk}/annuller/", {"reason": "Feil person"})
    exemption.refresh_from_db()
    assert exemption.annulled_by == cast.user("unit_leader")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Velg hvorfor kravet ikke gjelder."),
        ({"kind": "sykdom"}, "sykdom"),
        ({"valid_to": ""}, "Skriv når kravet gjelder igjen."),
    ],
)
def test_an_exemption_needs_a_reason_of_the_list_and_an_end(
    cast: Cast, changes: dict[str, str], sentence: str
) -> None:
    page = cast.client("unit_leader").post(f"{AMINA}unntak/", {**EXEMPT, **changes}).content.decode()
    assert sentence in page
    assert Exemption.objects.exclude(kind="").count() == 0


def test_a_text_that_comes_with_the_form_is_not_kept(cast: Cast) -> None:
    cast.client("unit_leader").post(f"{AMINA}unntak/", {**EXEMPT, "reason": "Hemmelig"})
    assert Exemption.objects.get(kind="new").reason == ""


def test_an_exemption_outside_ones_people_does_not_exist(cast: Cast) -> None:
    exemption = Exemption.objects.get(person=cast.person("qasim"))
    assert cast.client("unit_leader").get(f"/unntak/{exemption.pk}/avslutt/").status_code == 404


def test_a_leader_finds_ones_own_people_only(cast: Cast) -> None:
    client = cast.client("unit_leader")
    found = client.get("/kompetanse/velg/", {"felt": "person", "person": "merke"}).content.decode()
    assert "amina" in markers_in(found)
    assert "qasim" not in markers_in(found)


def test_the_one_found_is_shown(cast: Cast) -> None:
    answer = cast.client("hr").get("/kompetanse/", {"person": "Amina Merkeamina"})
    assert answer.headers["Location"] == AMINA


@pytest.mark.parametrize("size", [1, 30])
def test_a_persons_page_takes_as_many_queries_however_much_they_hold(
    cast: Cast, size: int, django_assert_max_num_queries: Any
) -> None:
    new = [
        NewAssessment(
            cast.person("employee"), a_competence(), 2, Source.LEADER, cast.today, cast.person("unit_leader")
        )
        for _ in range(size)
    ]
    actions.assess_many(new, by=cast.user("unit_leader"))
    client = cast.client("unit_leader")
    with django_assert_max_num_queries(15):
        client.get(AMINA)


@pytest.mark.parametrize("size", [1, 30])
def test_the_list_of_exemptions_takes_as_many_queries_whatever_its_size(
    cast: Cast, size: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(size):
        Exemption.objects.create(person=cast.person("bendik"), competence=a_competence())
    client = cast.client("unit_leader")
    with django_assert_max_num_queries(15):
        client.get("/unntak/")
