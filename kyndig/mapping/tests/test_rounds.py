"""The pages of rounds: made from what is critical, started, paused, closed; and how far they are."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from kyndig.catalogue.models import Competence
from kyndig.mapping import actions, judging
from kyndig.mapping.actions import Asked
from kyndig.mapping.candidates import Scope, proposal
from kyndig.mapping.models import MOST_PER_ROLE, Round
from kyndig.mapping.tests.made import a_round, write
from kyndig.organisation.reach import today
from tests.cast import Cast


@pytest.fixture
def leader(cast: Cast) -> Client:
    return cast.client("unit_leader")


def new(client: Client, **changes: str) -> Round | None:
    given = {
        "name": "Kritisk kompetanse",
        "unit": "Solhaug",
        "unit_valgt": "SOL",
        "purpose_nb": "Vi vil vite hvem som kan hva.",
        "opens_on": today().isoformat(),
        "closes_on": (today() + timedelta(weeks=4)).isoformat(),
        **changes,
    }
    client.post("/runder/ny/", given)
    return Round.objects.first()


def asked(cast: Cast, round_: Round, role: str) -> list[str]:
    rows = round_.competences.filter(role=cast.positions[role]).order_by("order")
    return [row.competence.code for row in rows]


def text_of(client: Client, path: str) -> str:
    page = re.sub(r"<[^>]+>", " ", client.get(path).content.decode())
    return re.sub(r"\s+", " ", page)


def test_what_is_critical_for_a_role_is_proposed(cast: Cast, leader: Client) -> None:
    round_ = new(leader)
    assert round_ is not None
    assert asked(cast, round_, "SPL") == ["PVK", "LEGEMIDDEL"]
    assert asked(cast, round_, "HFA") == []  # only important there


def test_what_units_must_have_a_number_of_comes_first(cast: Cast) -> None:
    found = proposal(Scope(cast.unit("SOL"), today()))[cast.positions["SPL"].pk]
    assert [(row.name, row.covered, row.people) for row in found] == [
        ("Legge inn perifert venekateter", True, 5),
        ("Legemiddelhåndtering", False, 5),
    ]


def test_a_leader_starts_rounds_only_where_they_lead(cast: Cast, leader: Client) -> None:
    assert new(leader, unit="Elvebredden", unit_valgt="ELV") is None


def test_a_round_that_ends_before_it_opens_is_refused_with_a_sentence(leader: Client) -> None:
    answer = leader.post("/runder/ny/", {"opens_on": "2027-02-01", "closes_on": "2027-01-01"})
    assert "Siste dag kan ikke være før runden åpner." in answer.content.decode()


def test_what_is_unticked_is_not_asked(cast: Cast, leader: Client) -> None:
    round_ = new(leader)
    assert round_ is not None
    ticked = f"{cast.positions['SPL'].pk}-{cast.competences['PVK'].pk}"
    leader.post(f"/runder/{round_.pk}/kompetanser/", {"sporsmal": [ticked]})
    assert asked(cast, round_, "SPL") == ["PVK"]


def test_another_competence_is_added_by_its_name(cast: Cast, leader: Client) -> None:
    round_ = new(leader)
    assert round_ is not None
    role = str(cast.positions["HFA"].pk)
    leader.post(
        f"/runder/{round_.pk}/kompetanser/",
        {"competence": "Legemiddelhåndtering", "role": role, "legg_til": "1"},
    )
    assert asked(cast, round_, "HFA") == ["LEGEMIDDEL"]


def test_more_than_twelve_a_role_is_refused(cast: Cast) -> None:
    round_ = a_round(cast, started=False)
    many = [Asked(number) for number in range(MOST_PER_ROLE + 1)]
    with pytest.raises(ValidationError, match="høyst 12"):
        actions.choose_competences(round_=round_, asked={cast.positions["SPL"].pk: many}, by=None)


def test_a_draft_says_who_is_asked_and_how_long_it_takes(cast: Cast, leader: Client) -> None:
    round_ = a_round(cast, started=False)
    text = text_of(leader, f"/runder/{round_.pk}/")
    assert "9 ansatte blir spurt" in text
    assert "En ansatt bruker om lag 1 minutt." in text
    assert "Sykepleier: 5 ansatte, 2 kompetanser" in text


def test_a_round_that_asks_nothing_cannot_start(cast: Cast) -> None:
    round_ = a_round(cast, started=False)
    actions.choose_competences(round_=round_, asked={}, by=None)
    with pytest.raises(ValidationError, match="minst én"):
        actions.start(round_=round_, by=None)


@pytest.mark.parametrize(("step", "status"), [("pause", Round.Status.PAUSED), ("lukk", Round.Status.CLOSED)])
def test_a_round_is_paused_and_closed(cast: Cast, leader: Client, step: str, status: str) -> None:
    round_ = a_round(cast)
    leader.post(f"/runder/{round_.pk}/steg/", {"steg": step})
    assert Round.objects.get(pk=round_.pk).status == status


def test_a_paused_round_starts_again_with_its_first_start_kept(cast: Cast, leader: Client) -> None:
    round_ = a_round(cast)
    for step in ("pause", "start"):
        leader.post(f"/runder/{round_.pk}/steg/", {"steg": step})
    again = Round.objects.get(pk=round_.pk)
    assert (again.status, again.started_at) == (Round.Status.OPEN, round_.started_at)


def test_a_draft_is_deleted_and_a_started_round_is_not(cast: Cast, leader: Client) -> None:
    draft, started = a_round(cast, started=False), a_round(cast)
    for round_ in (draft, started):
        leader.post(f"/runder/{round_.pk}/steg/", {"steg": "slett"})
    assert list(Round.objects.all()) == [started]


def test_a_closed_round_takes_no_changes(cast: Cast) -> None:
    round_ = a_round(cast)
    actions.close(round_=round_, by=None)
    with pytest.raises(ValidationError, match="lukket"):
        actions.start(round_=round_, by=None)


def test_the_page_says_how_far_each_unit_is_and_what_it_rests_on(cast: Cast, leader: Client) -> None:
    round_ = a_round(cast)
    judging.judge(round_, write(cast, "ivar", "PVK", level=1), by=cast.user("ulla"))
    text = text_of(leader, f"/runder/{round_.pk}/")
    assert "2 av 14 ruter er vurdert" in text
    assert "Solhaug B 2 av 4 50 %" in text
    assert "0 av de vurderte rutene er bekreftet samlet." in text


def test_a_department_head_sees_the_department_only(cast: Cast) -> None:
    round_ = a_round(cast)
    text = text_of(cast.client("department_head"), f"/runder/{round_.pk}/")
    assert "0 av 8 ruter er vurdert" in text
    assert "Solhaug B" not in text


def test_archived_competences_are_not_offered(cast: Cast) -> None:
    Competence.objects.filter(code="PVK").update(archived_at="2026-01-01T00:00Z")
    found = proposal(Scope(cast.unit("SOL"), today()))
    assert [row.name for row in found[cast.positions["SPL"].pk]] == ["Legemiddelhåndtering"]
