"""Every figure opens to the rows it is made of: as many, by name for those who see the matrix, and logged."""

import re

import pytest

from kyndig.accounts.models import AccessEvent
from kyndig.gaps import kept
from kyndig.gaps.tests.test_pages import get, grow, sheet, text_of
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db

PVK = "/enhet/SOL/tall/PVK/"
LINK = re.compile(r'<a class="ds-link" data-color="neutral" href="([^"]*/tall/[^"]*)">(\d+)</a>')


def rows_of(html: str) -> int:
    body = html[html.index("<main") : html.index("</main>")]
    return body.count('<th scope="row">')


@pytest.mark.parametrize("page", ["/enhet/SOL/gap/", "/enhet/SOL/dekning/", "/enhet/SOL/sarbarhet/"])
def test_every_figure_of_a_page_leads_to_as_many_rows(cast: Cast, page: str) -> None:
    links = LINK.findall(get(cast, "unit_leader", page))
    assert links
    for address, number in set(links):
        said = get(cast, "unit_leader", address.replace("&amp;", "&"))
        assert rows_of(said) == int(number), address
        assert re.search(rf"\b{number} (person|rute)", text_of(said)), address


def test_filters_are_kept_on_the_way_to_the_rows(cast: Cast) -> None:
    page = "/enhet/SOL/gap/?stilling=SPL&kritikalitet=critical&dato=2026-01-15"
    (address, number) = next(each for each in LINK.findall(get(cast, "unit_leader", page)))
    address = address.replace("&amp;", "&")
    assert {"stilling=SPL", "kritikalitet=critical", "dato=2026-01-15"} <= set(
        address.split("?")[1].split("&")
    )
    assert rows_of(get(cast, "unit_leader", address)) == int(number)


def test_a_sector_shows_units_and_positions_and_nobody(cast: Cast) -> None:
    row = next(row for row in sheet(cast, "hr", "/enhet/HO/gap/?format=csv") if row["Kode"] == "PVK")
    html = get(cast, "hr", "/enhet/HO/tall/PVK/?av=alle")
    numbers = re.findall(r'<td class="k-r">(\d+)</td>', html)
    assert sum(map(int, numbers)) == int(row["Ruter"])
    assert markers_in(text_of(html)) == set()
    assert not AccessEvent.objects.exists()


def test_the_parts_of_a_sector_lead_to_the_rows_of_a_unit(cast: Cast) -> None:
    html = get(cast, "hr", "/enhet/HO/tall/PVK/?av=kan&niva=2")
    assert 'href="/enhet/ELV/tall/PVK/?av=kan&amp;niva=2"' in html


def test_a_look_is_logged_with_those_on_the_page(cast: Cast) -> None:
    get(cast, "unit_leader", f"{PVK}?av=below")
    event = AccessEvent.objects.get()
    assert (event.page, event.unit_code) == ("figure_rows", "SOL")


def test_those_who_have_left_are_counted_but_not_named_to_their_leader(cast: Cast) -> None:
    html = get(cast, "unit_leader", f"{PVK}?av=kan&niva=2&dato=2025-05-01")
    assert "leif" not in markers_in(html)
    assert "1 til var her da, men du ser ikke navnet i dag." in text_of(html)


@pytest.mark.parametrize("role", ["professional_lead", "union_representative", "evaluator"])
def test_readers_of_large_groups_have_neither_rows_nor_links_to_them(cast: Cast, role: str) -> None:
    assert cast.client(role).get(f"{PVK}?av=alle").status_code == 403
    assert "/tall/" not in get(cast, role, "/enhet/SOL/gap/")
    assert "/tall/" not in get(cast, role, "/enhet/SOL/dekning/")


@pytest.mark.parametrize("asked", ["", "?av=svak", "?av=kan", "?av=kan&niva=9", "?av=kan&niva=-1"])
def test_a_figure_that_there_is_not_is_not_found(cast: Cast, asked: str) -> None:
    assert cast.client("hr").get(f"{PVK}{asked}").status_code == 404


def test_a_competence_that_there_is_not_is_not_found(cast: Cast) -> None:
    assert cast.client("hr").get("/enhet/SOL/tall/FINNESIKKE/?av=alle").status_code == 404


def test_nought_says_so(cast: Cast) -> None:
    assert "Ingen rader bak dette tallet" in text_of(get(cast, "unit_leader", f"{PVK}?av=expired"))


def test_what_is_not_assessed_has_no_level_and_no_source(cast: Cast) -> None:
    kept.forget()
    grow(cast, 0)
    said = text_of(get(cast, "hr", "/enhet/ELV/tall/LEGEMIDDEL/?av=not_assessed"))
    assert re.search(r"Ikke vurdert – – –", said)
