"""The what-if pages: what they say and to whom, what they log, and that no fact changes."""

import csv
import io
import re
from typing import Any

import pytest
from django.db.models import Model

from kyndig.accounts.models import AccessEvent, AccessSubject, AuditEvent
from kyndig.gaps.models import ChangeKind, Scenario, ScenarioChange
from kyndig.gaps.scenarios.actions import NewChange
from kyndig.gaps.scenarios.tests.made import a_scenario, leaving, two_scenarios
from kyndig.holdings.models import Assessment, Holding
from kyndig.organisation.models import Employment, Person, Unit
from kyndig.requirements.models import Coverage, Requirement
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db

PAGE = "/enhet/SOL/hva-om/"
FACTS: tuple[type[Model], ...] = (Employment, Requirement, Coverage, Assessment, Holding, Person, Unit)
# A form of each kind, as the page at Solhaug sends it.
SENT: list[dict[str, Any]] = [
    {"endring": "leave", "people": ["nr-merkeamina", "nr-merkehilde"]},
    {"endring": "retire", "age": "60"},
    {"endring": "move", "people": "nr-merkehilde", "unit": "SOLA"},
    {"endring": "train", "competence": "PVK", "level": "2", "people": ["nr-merkebendik"]},
    {"endring": "require", "role": "SPL", "competence": "PVK", "level": "3", "unit": "SOL"},
    {"endring": "require", "role": "SPL", "competence": "PVK", "level": "3", "unit": ""},
    {"endring": "drop", "role": "SPL", "competence": "PVK"},
    {"endring": "close", "unit": "SOLB"},
]


def text_of(html: str) -> str:
    body = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def page(cast: Cast, role: str = "unit_leader", address: str = PAGE) -> str:
    response = cast.client(role).get(address)
    assert response.status_code == 200, response.status_code
    return text_of(response.content.decode())


def send(cast: Cast, data: dict[str, Any], role: str = "unit_leader", address: str = PAGE) -> str:
    """What the page says after a form was sent, whether it sent on or came back."""
    response = cast.client(role).post(address, data, follow=True)
    assert response.status_code == 200, response.status_code
    return text_of(response.content.decode())


def facts() -> list[Any]:
    return [list(model._default_manager.order_by("pk").values()) for model in FACTS]


@pytest.mark.parametrize("data", SENT, ids=lambda data: f"{data['endring']} {data.get('unit', '')}")
def test_a_change_of_each_kind_is_added_and_answered_at_once(cast: Cast, data: dict[str, Any]) -> None:
    said = send(cast, data)

    assert "1 endring" in said
    assert ScenarioChange.objects.get().kind == data["endring"]
    assert "Sårbarhet" in said or "Ingenting endrer seg" in said or "Behov" in said


@pytest.mark.parametrize("data", SENT, ids=lambda data: f"{data['endring']} {data.get('unit', '')}")
def test_nothing_changes_the_facts(cast: Cast, data: dict[str, Any]) -> None:
    before = facts()

    send(cast, data)
    send(cast, {"behold": "1", "name": "Et scenario", "shared": "on"})
    page(cast, address=f"{PAGE}{Scenario.objects.get().pk}/")

    assert facts() == before


def test_the_first_sentence_says_what_falls(cast: Cast) -> None:
    said = send(cast, {"endring": "leave", "people": ["nr-merkeamina", "nr-merkepetter"]})

    assert "1 kompetanse faller under krav i Solhaug" in said


def test_a_sentence_names_the_only_one_and_counts_several(cast: Cast) -> None:
    assert "Amina Merkeamina slutter" in send(cast, SENT[0] | {"people": ["nr-merkeamina"]})
    assert "2 ansatte slutter" in send(cast, SENT[0] | {"people": ["nr-merkebendik", "nr-merkehilde"]})


def test_figures_stand_before_and_after_beside_each_other(cast: Cast) -> None:
    rows = [row for row in file(cast, leaving(cast, "amina")) if row["Tabell"] == "Dekning"]

    assert {(row["Enhet"], row["Tall"], row["I dag"], row["Etter"], row["Retning"]) for row in rows} == {
        ("Solhaug", "Kan", "4", "3", "Verre"),
        ("Solhaug", "Mangler", "1", "2", "Verre"),
    }


def file(cast: Cast, *changes: NewChange) -> list[dict[str, str]]:
    a_scenario(cast, *changes)
    response = cast.client("unit_leader").get(f"{PAGE}?format=csv")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_a_change_is_removed(cast: Cast) -> None:
    change = a_scenario(cast, leaving(cast, "amina"), leaving(cast, "hilde")).changes.earliest("pk")

    said = send(cast, {"fjern": str(change.pk)})

    assert "1 endring" in said
    assert "Hilde Merkehilde slutter" in said


def test_beginning_anew_throws_the_draft_away(cast: Cast) -> None:
    a_scenario(cast, leaving(cast, "amina"))

    said = send(cast, {"slett": "1"})

    assert "Hva kan endre seg?" in said
    assert not Scenario.objects.exists()


# What is refused


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"endring": "leave"}, "Velg minst én ansatt."),
        ({"endring": "retire", "age": "41"}, "41"),
        ({"endring": "train", "competence": "finnesikke", "level": "1"}, "passer med «finnesikke»"),
        ({"endring": "train", "competence": "LEGEMIDDEL", "level": "3"}, "bare nivåene Har ikke og Har"),
        ({"endring": "drop", "role": "LED", "competence": "PVK"}, "Det finnes ikke noe slikt krav"),
        ({"endring": "close", "unit": "ELV"}, "ELV"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_chosen_stays(
    cast: Cast, data: dict[str, Any], said: str
) -> None:
    assert said in send(cast, data)
    assert not ScenarioChange.objects.exists()


def test_moving_somebody_who_left_names_both_changes(cast: Cast) -> None:
    a_scenario(cast, leaving(cast, "hilde"))

    said = send(cast, {"endring": "move", "people": "nr-merkehilde", "unit": "SOLA"})

    both = "«Hilde Merkehilde flytter til Solhaug A» kan ikke komme etter «Hilde Merkehilde slutter»"
    assert both in said
    assert ScenarioChange.objects.count() == 1


def test_an_unknown_number_is_named_on_a_sectors_page(cast: Cast) -> None:
    said = send(cast, {"endring": "leave", "people": "nr-ukjent"}, "sector_director", "/enhet/HO/hva-om/")

    assert "Vi finner ingen ansatt med nummer nr-ukjent i Helse og omsorg." in said


def test_somebody_of_another_unit_cannot_be_chosen(cast: Cast) -> None:
    said = send(cast, {"endring": "leave", "people": ["nr-merkeolga"]})

    assert "olga" not in markers_in(said.replace("nr-merkeolga", ""))
    assert not ScenarioChange.objects.exists()


def test_a_scenario_has_so_many_changes_and_no_more(cast: Cast) -> None:
    a_scenario(cast, *[NewChange(ChangeKind.RETIRE, age=60)] * 20)

    assert "høyst 20 endringer" in send(cast, SENT[1])


# Keeping, sharing, comparing


def test_a_draft_is_kept_under_a_name_and_a_new_one_begins(cast: Cast) -> None:
    a_scenario(cast, leaving(cast, "amina"))

    said = send(cast, {"behold": "1", "name": "Hvis Amina slutter"})

    assert "Hva skjer i Solhaug med «Hvis Amina slutter»?" in said
    assert "Hva kan endre seg?" in page(cast)
    assert AuditEvent.objects.filter(act="gaps.scenario.kept").count() == 1


def test_a_name_is_used_once(cast: Cast) -> None:
    a_scenario(cast, name="Hvis Amina slutter")
    a_scenario(cast, leaving(cast, "amina"))

    said = send(cast, {"behold": "1", "name": "Hvis Amina slutter"})

    assert "Du har et scenario som heter dette. Velg et annet navn." in said


def test_a_kept_scenario_follows_the_facts_and_shows_what_makes_sense_no_more(cast: Cast) -> None:
    kept = a_scenario(cast, leaving(cast, "amina"), name="Hvis Amina slutter")
    Employment.objects.filter(person=cast.person("amina")).delete()

    said = page(cast, "hr", f"{PAGE}{kept.pk}/") if kept.shared else page(cast, address=f"{PAGE}{kept.pk}/")

    assert "Ikke regnet med" in said or "har ikke noe arbeidsforhold denne dagen" in said
    assert "Fjern" in said


def test_a_shared_scenario_is_read_by_those_who_see_every_figure(cast: Cast) -> None:
    kept = a_scenario(cast, leaving(cast, "amina", "hilde"), name="Delt", shared=True)

    assert "Amina Merkeamina, Hilde Merkehilde" in page(cast, "hr", f"{PAGE}{kept.pk}/")
    assert "Fjern" not in page(cast, "hr", f"{PAGE}{kept.pk}/")
    assert "Delt" in page(cast, "sector_director", f"{PAGE}lagrede/")


def test_one_that_is_not_shared_is_not_there_for_others(cast: Cast) -> None:
    kept = a_scenario(cast, leaving(cast, "amina"), name="Bare mitt")

    assert cast.client("hr").get(f"{PAGE}{kept.pk}/").status_code == 404
    assert "Bare mitt" not in page(cast, "hr", f"{PAGE}lagrede/")


def test_those_whom_a_reader_does_not_lead_are_counted_and_left_out_of_the_answer(cast: Cast) -> None:
    kept = a_scenario(cast, leaving(cast, "hilde"), name="Delt", shared=True, by="hr")
    Employment.objects.filter(person=cast.person("hilde")).update(unit=cast.unit("PLAN"))

    said = page(cast, "unit_leader", f"{PAGE}{kept.pk}/")

    assert "1 ansatt slutter" in said
    assert "Ikke regnet med, fordi du ikke leder alle den gjelder." in said
    assert markers_in(said) <= {"ulla", "helga"}


def test_another_than_the_maker_changes_nothing(cast: Cast) -> None:
    kept = a_scenario(cast, leaving(cast, "amina"), name="Delt", shared=True)
    for data in (SENT[1], {"slett": "1"}, {"fjern": "1"}, {"behold": "1", "name": "Mitt"}):
        assert cast.client("hr").post(f"{PAGE}{kept.pk}/", data).status_code == 403
    assert Scenario.objects.get().name == "Delt"


def test_two_scenarios_stand_beside_today(cast: Cast) -> None:
    one, other = two_scenarios(cast)
    response = cast.client("unit_leader").get(f"{PAGE}sammenlign/?a={one}&b={other}&format=csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    found = {
        (row["Tall"], row["I dag"], row["Amina og Petter slutter"], row["Kurs i PVK"])
        for row in rows
        if row["Tabell"] == "Dekning" and row["Enhet"] == "Solhaug"
    }
    assert found == {("Kan", "4", "2", "5"), ("Mangler", "1", "3", "0")}


def test_a_comparison_with_one_that_is_not_there_is_not_found(cast: Cast) -> None:
    one, _ = two_scenarios(cast)
    for other in ("", "x", "999999", "²"):
        address = f"{PAGE}sammenlign/?a={one}&b={other}"
        assert cast.client("unit_leader").get(address).status_code == 404


# Logs


def test_a_look_at_a_scenario_with_named_people_is_logged(cast: Cast) -> None:
    kept = a_scenario(cast, leaving(cast, "amina", "hilde"), name="Delt", shared=True)
    page(cast, "hr", f"{PAGE}{kept.pk}/")

    event = AccessEvent.objects.get()
    assert (event.page, event.unit_code, event.action) == ("whatif", "SOL", AccessEvent.Action.VIEW)
    named = AccessSubject.objects.filter(event=event).values_list("employee_number", flat=True)
    assert set(named) == {"nr-merkeamina", "nr-merkehilde"}


def test_a_scenario_without_named_people_is_not_logged(cast: Cast) -> None:
    a_scenario(cast, NewChange(ChangeKind.RETIRE, age=60))
    page(cast)
    assert not AccessEvent.objects.exists()


def test_what_is_thought_in_a_draft_leaves_no_audit_row(cast: Cast) -> None:
    before = AuditEvent.objects.count()
    send(cast, SENT[0])
    assert AuditEvent.objects.count() == before
