"""The director's page with the cast: who gets it, what it says, what it hides, and what it costs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.formats import date_format
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, markers_in

QUERIES = 15


def page(client: Client, path: str = "/sektor/HO/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "role", ["sector_director", "chief_executive", "hr", "union_representative", "evaluator"]
)
def test_those_who_see_the_sectors_figures_get_the_page(role: str, cast: Cast) -> None:
    assert "Helse og omsorg" in page(cast.client(role))


@pytest.mark.parametrize(
    "role",
    ["employee", "unit_leader", "other_director", "department_head", "professional_lead", "administrator"],
)
def test_others_are_refused(role: str, cast: Cast) -> None:
    assert cast.client(role).get("/sektor/HO/").status_code == 403


def test_a_unit_is_no_sector(cast: Cast) -> None:
    assert cast.client("sector_director").get("/sektor/SOL/").status_code == 404


def test_an_unknown_code_is_not_found(cast: Cast) -> None:
    assert cast.client("sector_director").get("/sektor/FINNES-IKKE/").status_code == 404


def test_the_sentence_says_how_many_of_how_many(cast: Cast) -> None:
    text = page(cast.client("sector_director"))
    assert "2 av 2 enheter er sårbare på kritisk kompetanse. Vi kjenner ingen fall det neste året." in text


def test_the_table_has_the_number_the_symbol_and_the_word(cast: Cast) -> None:
    text = page(cast.client("sector_director"))
    square = text[text.index("<b>4/5</b>") :][:200]
    assert 'href="#i-below"' in square
    assert "Under krav" in square


def test_the_button_opens_the_worst_unit(cast: Cast) -> None:
    text = page(cast.client("sector_director"))
    assert 'href="/enhet/ELV/"' in text
    assert "Åpne Elvebredden" in text


def test_a_known_leaving_is_the_next_fall(cast: Cast) -> None:
    employment = cast.person("petter").employments.get()
    employment.end_date = cast.today + timedelta(days=60)
    employment.save()
    falls_on = employment.end_date + timedelta(days=1)
    after = (falls_on.replace(day=1) + timedelta(days=31)).replace(day=1)
    text = page(cast.client("sector_director"))
    assert f"1 blir svakere før {date_format(after, 'F Y')}." in text


@pytest.mark.parametrize("role", ["sector_director", "hr", "union_representative", "evaluator"])
def test_nobody_is_named_but_the_reader(role: str, cast: Cast) -> None:
    own = {cast.user(role).username}
    assert markers_in(page(cast.client(role), "/sektor/HO/?alle=1")) <= own


@pytest.mark.parametrize("role", ["union_representative", "evaluator"])
def test_readers_of_large_groups_get_no_small_count(role: str, cast: Cast) -> None:
    text = page(cast.client(role), "/sektor/HO/?alle=1")
    assert "<b>1/2</b>" not in text
    assert "<b>4/5</b>" not in text
    assert "Det som kan gjelde få personer, er skjult" in text
    assert "Enhetene er for små til at vi kan vise tall." in text
    assert "Sårbar" not in text
    assert "Neste kjente fall" not in text


def test_without_requirements_the_page_says_what_to_do(cast: Cast) -> None:
    cast.unit("SOL").coverage.all().delete()
    for unit in cast.units.values():
        unit.coverage.all().delete()
    for position in cast.positions.values():
        position.requirements.all().delete()
    text = page(cast.client("sector_director"))
    assert "Dere har ikke satt krav ennå" in text
    assert 'href="/krav/"' in text


def test_the_page_keeps_its_budget(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = cast.client("sector_director")
    with django_assert_max_num_queries(QUERIES):
        page(client)


def test_readers_of_large_groups_get_a_word_where_ten_or_more_are_asked_for(cast: Cast) -> None:
    cast.unit("SOL").coverage.update(min_holders=12)
    text = page(cast.client("union_representative"))
    assert "1 av 1 enheter er under krav i tallene som kan vises." in text
    assert "/12" not in text
