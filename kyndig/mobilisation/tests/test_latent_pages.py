"""What a unit's people hold that nobody uses: by name to their own leader, as numbers to directors."""

import pytest

from kyndig.accounts.models import AccessEvent
from kyndig.gaps import kept
from kyndig.gaps.places import Place
from kyndig.gaps.tests.test_pages import get, text_of
from kyndig.holdings.consents import give_consent
from kyndig.holdings.models import Assessment
from kyndig.mobilisation.lacking import Lacking, nearby
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db

PAGE = "/enhet/SOL/latent/"
TREE = {
    1: Place(1, "K", "Kommunen", "municipality", None),
    2: Place(2, "HO", "Helse", "sector", 1),
    3: Place(3, "SOL", "Solhaug", "unit", 2),
    4: Place(4, "SOLA", "Solhaug A", "department", 3),
    5: Place(5, "ELV", "Elv", "unit", 2),
    6: Place(6, "SU", "Utvikling", "sector", 1),
    7: Place(7, "PLAN", "Plan", "unit", 6),
}


class Tree:
    """Words with only a tree."""

    places = TREE


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    kept.forget()


def test_a_leader_sees_who_by_name(cast: Cast) -> None:
    html = get(cast, "unit_leader", PAGE)
    assert {"amina", "marte"} <= markers_in(html)
    assert "hilde" not in markers_in(html)
    assert "Arealplanlegging" in text_of(html)


def test_a_look_is_logged_with_those_named(cast: Cast) -> None:
    get(cast, "unit_leader", PAGE)
    event = AccessEvent.objects.get()
    assert (event.page, event.unit_code) == ("unit_latent", "SOL")


@pytest.mark.parametrize("role", ["sector_director", "chief_executive"])
def test_directors_see_how_many_and_nobody(cast: Cast, role: str) -> None:
    html = get(cast, role, PAGE)
    assert markers_in(text_of(html)) == set()
    assert "Hvem det er, ser lederen i enheten." in text_of(html)
    assert not AccessEvent.objects.exists()


def test_nobody_is_named_on_the_page_of_a_sector(cast: Cast) -> None:
    assert markers_in(text_of(get(cast, "hr", "/enhet/HO/latent/"))) == set()


@pytest.mark.parametrize("role", ["professional_lead", "union_representative", "evaluator"])
def test_others_have_neither_the_page_nor_a_way_to_it(cast: Cast, role: str) -> None:
    assert cast.client(role).get(PAGE).status_code == 403
    assert "/latent/" not in get(cast, role, "/enhet/SOL/dekning/")


def test_the_heading_counts_people_once(cast: Cast) -> None:
    assert "Solhaug: 2 ansatte kan mer enn jobben bruker" in text_of(get(cast, "unit_leader", PAGE))


def test_a_unit_that_uses_everything_says_so(cast: Cast) -> None:
    Assessment.objects.all().delete()
    assert "Alt dere kan, er krevd og i bruk" in text_of(get(cast, "unit_leader", "/enhet/SOLB/latent/"))


def test_ones_own_page_shows_what_nobody_uses_and_the_choice(cast: Cast) -> None:
    html = get(cast, "employee", "/min/kompetanse/")
    said = text_of(html)
    assert "Dette kan du som ikke brukes i jobben" in said
    assert "Du har svart at du ikke bruker det. Du vil bruke det mer." in said
    assert "Bare du, lederne dine og HR ser dette." in said
    assert 'href="/min/samtykke/"' in html


def test_ones_own_page_says_that_others_may_find_one(cast: Cast) -> None:
    give_consent(person=cast.person("amina"), by=cast.user("employee"))
    assert "Du har sagt ja til at andre i kommunen kan finne deg" in text_of(
        get(cast, "employee", "/min/kompetanse/")
    )


def test_ones_own_page_says_nothing_where_all_is_used(cast: Cast) -> None:
    said = text_of(cast.client("sture").get("/min/kompetanse/").content.decode())
    assert "Dette kan du som ikke brukes i jobben" not in said


@pytest.mark.parametrize(
    ("of", "shown"),
    [(3, ["ELV"]), (4, ["ELV"]), (5, ["SOL"]), (7, []), (2, []), (1, [])],
)
def test_nearby_is_the_sector_without_the_unit_and_its_own_line(of: int, shown: list[str]) -> None:
    rows = [Lacking(TREE[each], 3, True) for each in (3, 5, 7)]
    assert [row.place.code for row in nearby(rows, Tree(), of)] == shown  # type: ignore[arg-type]
