"""Somebody with several roles chooses whose home page and menu come first; what they reach stays the same."""

import pytest
from django.http import HttpResponse
from django.test import Client

from kyndig.organisation.models import RoleGrant
from kyndig.organisation.reach import today
from tests.cast import BEGINNING, Cast

PLACES = [
    "/",
    "/enhet/SOL/",
    "/enhet/ELV/",
    "/enhet/SOL/matrise/",
    "/sektor/HO/",
    "/kommune/",
    "/tilgang/",
    "/krav/",
]


@pytest.fixture
def ulla(cast: Cast) -> Client:
    """The leader of SOL, who leads ELV too and is a union representative at HO."""
    for kind, unit in [("unit_leader", "ELV"), ("union_representative", "HO")]:
        RoleGrant.objects.create(
            user=cast.user("ulla"), kind=kind, unit=cast.unit(unit), valid_from=BEGINNING
        )
    return cast.client("ulla")


def role(cast: Cast, kind: str, unit: str) -> str:
    return f"{kind}-{cast.unit(unit).pk}"


def choose(client: Client, name: str) -> HttpResponse:
    return client.post("/min/rolle/", {"rolle": name}, follow=True)  # type: ignore[return-value] # the client's own class of answer


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_somebody_with_one_role_is_not_asked(cast: Cast) -> None:
    assert "Enhetsleder, Elvebredden" in text(cast.client("olga"), "/")
    assert "Bytt rolle" not in text(cast.client("olga"), "/")


def test_the_page_lists_the_roles_and_says_which_is_in_use(ulla: Client) -> None:
    page = text(ulla, "/min/rolle/")
    for each in ("Enhetsleder, Solhaug", "Enhetsleder, Elvebredden", "Tillitsvalgt, Helse og omsorg"):
        assert each in page
    assert page.count("Du bruker denne nå") == 1


def test_the_chosen_role_is_in_the_header_on_the_home_page_and_in_the_menu(cast: Cast, ulla: Client) -> None:
    before = text(ulla, "/")
    assert 'href="/enhet/SOL/"' in before
    after = choose(ulla, role(cast, "unit_leader", "ELV")).content.decode()
    assert "Nå ser du forsiden og menyen for Enhetsleder, Elvebredden." in after
    assert "</b>Enhetsleder, Elvebredden" in after
    assert "Elvebredden: " in after
    assert 'href="/enhet/ELV/"' in after
    assert 'href="/enhet/SOL/"' not in after


def test_a_union_representative_who_leads_too_sees_the_representatives_home(cast: Cast, ulla: Client) -> None:
    after = choose(ulla, role(cast, "union_representative", "HO")).content.decode()
    assert "Du ser samlede tall for Helse og omsorg." in after


@pytest.mark.parametrize(("kind", "unit"), [("unit_leader", "ELV"), ("union_representative", "HO")])
def test_no_choice_opens_or_closes_a_page(kind: str, unit: str, cast: Cast, ulla: Client) -> None:
    before = [ulla.get(place).status_code for place in PLACES]
    choose(ulla, role(cast, kind, unit))
    assert [ulla.get(place).status_code for place in PLACES] == before


@pytest.mark.parametrize("name", ["hr-1", "unit_leader-0", "", "administrator-0"])
def test_a_role_that_is_not_held_is_not_chosen(name: str, ulla: Client) -> None:
    answer = choose(ulla, name).content.decode()
    assert "Du har ikke den rollen i dag" in answer
    assert "</b>Enhetsleder, " in answer


def test_a_chosen_role_that_has_ended_gives_way_to_those_held(cast: Cast, ulla: Client) -> None:
    choose(ulla, role(cast, "unit_leader", "ELV"))
    RoleGrant.objects.filter(user=cast.user("ulla"), unit=cast.unit("ELV")).update(
        valid_to=today().replace(year=2025)
    )
    assert "</b>Enhetsleder, Solhaug" in text(ulla, "/")


def test_the_choice_ends_with_the_sign_in(cast: Cast, ulla: Client) -> None:
    choose(ulla, role(cast, "union_representative", "HO"))
    assert "</b>Enhetsleder, " in text(cast.client("ulla"), "/")


def test_somebody_who_stands_in_chooses_between_their_own_role_and_the_lent(cast: Cast) -> None:
    RoleGrant.objects.create(
        user=cast.user("sture"), kind="professional_lead", unit=cast.unit("ELV"), valid_from=BEGINNING
    )
    page = text(cast.client("deputy"), "/min/rolle/")
    assert page.index("Fagansvarlig, Elvebredden") < page.index("Stedfortreder for Enhetsleder, Solhaug")
