"""The log by role, one's own page, one's own copy, and corrections asked for and answered."""

import io
import json
import zipfile

import pytest

from kyndig.accounts import audit
from kyndig.accounts.access_log import record_access
from kyndig.accounts.actions import ask_for_correction
from kyndig.accounts.models import AccessEvent, AuditEvent, CorrectionRequest
from kyndig.holdings.declarations import WITH_EVERYTHING
from kyndig.organisation.models import Person
from tests.cast import Cast, markers_in


def page(cast: Cast, role: str, address: str) -> str:
    return cast.client(role).get(address).content.decode()


@pytest.fixture
def looked(cast: Cast) -> Cast:
    for number in ("nr-merkeamina", "nr-merkebendik"):
        record_access(
            AccessEvent.Action.VIEW, by=cast.user("unit_leader"), page="matrix", employee_numbers=[number]
        )
    record_access(
        AccessEvent.Action.COMMAND, by=None, page="command:gaps", employee_numbers=["nr-merkeamina"]
    )
    return cast


def test_one_reads_who_has_looked(looked: Cast) -> None:
    found = page(looked, "employee", "/min/personvern/")

    assert "Kompetansen din er sett 2 ganger" in found
    assert "Ulla Merkeulla" in found
    assert "Kommunens drift" in found


def test_one_does_not_read_who_has_looked_at_others(looked: Cast) -> None:
    assert "Ingen andre har sett kompetansen din" in page(looked, "unit_leader", "/min/personvern/")


def test_a_correction_goes_to_leader_and_hr_and_the_answer_comes_back(cast: Cast) -> None:
    amina = cast.client("employee")
    amina.post("/min/personvern/", {"what": "PVK", "why": "Jeg kan lære opp andre."})
    request = CorrectionRequest.objects.get()

    assert "PVK" in page(cast, "hr", "/rettinger/")
    cast.client("department_head").post(f"/rettinger/{request.pk}/", {"answer": "Nivået er rettet."})

    assert "Nivået er rettet." in amina.get("/min/personvern/").content.decode()


def test_nobody_answers_their_own_request(cast: Cast) -> None:
    request = ask_for_correction(what="Nivå", why="Feil", by=cast.user("hr"))

    answer = cast.client("hr").post(f"/rettinger/{request.pk}/", {"answer": "Ja"})

    assert answer.status_code == 404
    assert CorrectionRequest.objects.get().answered_at is None


def test_an_empty_correction_is_sent_back_with_what_is_missing(cast: Cast) -> None:
    answer = cast.client("employee").post("/min/personvern/", {"what": "", "why": ""}).content.decode()

    assert "Skriv hva som er feil." in answer
    assert not CorrectionRequest.objects.exists()


def own_copy(cast: Cast, role: str) -> tuple[dict[str, object], str]:
    content = cast.client(role).get("/min/personvern/last-ned/").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return json.loads(archive.read("om-meg.json")), archive.read("om-meg.html").decode()


def test_the_own_copy_holds_everything_about_oneself(looked: Cast) -> None:
    held, readable = own_copy(looked, "employee")

    assert set(held["held"]) >= {  # type: ignore[call-overload] # a dictionary of models
        "holdings.assessment",
        "holdings.holding",
        "holdings.exemption",
        "organisation.person",
        "organisation.employment",
        "accounts.user",
        "accounts.accesssubject",
    }
    assert markers_in(readable) >= {"amina", "amina grunn", "amina notat", "amina født"}


def test_the_own_copy_holds_nothing_about_others_but_that_they_looked(looked: Cast) -> None:
    held, readable = own_copy(looked, "employee")

    others = markers_in(readable + json.dumps(held, ensure_ascii=False)) - {
        "amina",
        "amina grunn",
        "amina notat",
        "amina født",
    }
    assert others == {"ulla"}


def test_the_own_copy_holds_no_password_and_no_key(cast: Cast) -> None:
    held, _ = own_copy(cast, "employee")

    assert "password" not in json.dumps(held)
    assert "token_hash" not in json.dumps(held)


def test_taking_the_own_copy_is_audited(cast: Cast) -> None:
    own_copy(cast, "employee")

    assert AuditEvent.objects.get(act="accounts.own_data.exported").actor == cast.user("employee")


@pytest.fixture
def acted(cast: Cast) -> Cast:
    audit.record("organisation.grant.given", by=cast.user("hr"), reason="Ny leder", unit="SOL")
    audit.record("holdings.assessment.annul", by=cast.user("unit_leader"), reason="Gjaldt Grunnamina")
    audit.record("organisation.deputy.named", by=cast.user("union_representative"))
    return cast


def test_hr_reads_every_change_with_reasons(acted: Cast) -> None:
    found = page(acted, "hr", "/logg/")

    assert "3 endringer" in found
    assert "Ga rolle" in found
    assert "enhet: SOL" in found
    assert "Gjaldt Grunnamina" in found


def test_an_administrator_reads_that_it_happened_but_not_reasons_about_people(acted: Cast) -> None:
    found = page(acted, "administrator", "/logg/")

    assert "Ny leder" in found
    assert "Ulla Merkeulla" in found
    assert "Grunnamina" not in found


def test_a_union_representative_reads_their_own_changes(acted: Cast) -> None:
    found = page(acted, "union_representative", "/logg/")

    assert "Du har gjort 1 endring" in found
    assert markers_in(found) == {"tora"}


def test_an_evaluator_reads_counts_without_who(acted: Cast) -> None:
    found = page(acted, "evaluator", "/logg/")

    assert "Endringer per måned" in found
    assert markers_in(found) == {"eva"}


def test_an_evaluator_reads_no_count_below_five(cast: Cast) -> None:
    for _ in range(5):
        audit.record("holdings.assessment.register", by=None)
    audit.record("holdings.exemption.grant", by=None)

    found = page(cast, "evaluator", "/logg/")

    assert found.count("færre enn 5") == 1
    assert "Vurderte kompetanse" in found


def test_the_log_is_narrowed_by_who_what_and_when(acted: Cast) -> None:
    assert "1 endring" in page(acted, "hr", "/logg/?hvem=ulla")
    assert "1 endring" in page(acted, "hr", "/logg/?hva=organisation.grant.given")
    assert "Ingen endringer passer" in page(acted, "hr", "/logg/?til=2020-01-01")


def test_a_filter_that_cannot_be_read_narrows_nothing(acted: Cast) -> None:
    assert "3 endringer" in page(acted, "hr", "/logg/?fra=igår")


def test_the_log_is_downloaded_as_it_is_narrowed(acted: Cast) -> None:
    text = cast_csv(acted, "/logg/?format=csv&hvem=ulla")

    assert "Gjaldt Grunnamina" in text
    assert "Ny leder" not in text


def cast_csv(cast: Cast, address: str) -> str:
    answer = cast.client("hr").get(address)
    assert answer["Content-Type"].startswith("text/csv")
    return answer.content.decode("utf-8-sig")


def test_nobody_else_reads_the_log(acted: Cast) -> None:
    for role in ("employee", "unit_leader", "chief_executive", "deputy"):
        assert acted.client(role).get("/logg/").status_code == 403


def test_what_is_held_is_said_in_words_on_the_open_page(cast: Cast) -> None:
    found = page(cast, "anonymous", "/personvern/")

    assert str(WITH_EVERYTHING) in found
    assert "5 år etter at det siste arbeidsforholdet" in found
    assert Person.objects.count() > 0
    assert markers_in(found) == set()
