"""Home with the cast: what waits, how things stand by role, and what it costs."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from kyndig.holdings.models import Holding
from tests.cast import ROLES, Cast, markers_in

QUERIES = 25
SIGNED_IN = sorted(set(ROLES) - {"leaver"})


def home(cast: Cast, role: str) -> str:
    response = cast.client(role).get("/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", SIGNED_IN)
def test_home_names_nobody_but_the_reader(role: str, cast: Cast) -> None:
    assert markers_in(home(cast, role)) == {cast.user(role).username}


@pytest.mark.parametrize("role", SIGNED_IN)
def test_home_keeps_its_budget(
    role: str, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(role)
    with django_assert_max_num_queries(QUERIES):
        client.get("/")


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("employee", "Stillingen din krever 2 kompetanser."),
        ("unit_leader", "Solhaug: 2 av 13 ruter er under krav eller utløpt."),
        ("sector_director", "2 av 2 enheter er sårbare på kritisk kompetanse."),
        ("chief_executive", "3 av 3 enheter er sårbare på kritisk kompetanse."),
        ("hr", "26 ansatte er registrert i dag."),
        ("union_representative", "Tall om færre enn fem personer er skjult."),
        ("evaluator", "Tall om færre enn fem personer er skjult."),
        ("administrator", "Ingenting er importert ennå."),
        ("professional_lead", "Du ser hvem som kan hva på Solhaug."),
    ],
)
def test_home_says_how_things_stand(role: str, sentence: str, cast: Cast) -> None:
    assert sentence in home(cast, role)


def test_home_says_what_its_figures_rest_on(cast: Cast) -> None:
    assert "Bygger på 7 av 13 ruter. 6 av dem er bekreftet." in home(cast, "unit_leader")


def test_nothing_waiting_is_said(cast: Cast) -> None:
    assert "Ingenting venter på deg nå" in home(cast, "employee")


@pytest.mark.parametrize(
    ("role", "text", "number"),
    [
        ("employee", "Forny 1 bevis som snart går ut", "1 sak venter på deg"),
        # The others are the dialogues that Ulla has not had, and needs that wait for her answer.
        ("unit_leader", "Se 1 bevis som går ut innen 90 dager", "3 saker venter på deg"),
    ],
)
def test_a_certificate_about_to_end_waits(role: str, text: str, number: str, cast: Cast) -> None:
    Holding.objects.filter(person=cast.person("amina"), competence=cast.competences["LEGEMIDDEL"]).update(
        expires_on=cast.today + timedelta(days=30)
    )
    found = home(cast, role)
    assert text in found
    assert number in found


def test_a_certificate_that_ends_later_does_not_wait(cast: Cast) -> None:
    Holding.objects.filter(person=cast.person("amina"), competence=cast.competences["LEGEMIDDEL"]).update(
        expires_on=cast.today + timedelta(days=91)
    )
    assert "Forny" not in home(cast, "employee")


@pytest.mark.parametrize("role", SIGNED_IN)
def test_the_menu_has_at_most_six_entries(role: str, cast: Cast) -> None:
    menu = home(cast, role).split('<ul class="k-nav">')[1].split("</ul>")[0]
    assert 1 <= menu.count("<li>") <= 6


def test_somebody_not_signed_in_is_sent_to_the_sign_in_page(cast: Cast) -> None:
    response = cast.client("anonymous").get("/")
    assert (response.status_code, response["Location"]) == (302, "/konto/login/?next=/")
