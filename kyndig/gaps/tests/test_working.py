"""Every figure opens to the rows it is made of: as many, by name for those who see the matrix, and logged."""

import re

import pytest

from kyndig.accounts.models import AccessEvent
from kyndig.analysis import gaps
from kyndig.gaps import kept
from kyndig.gaps.tests.test_pages import get, grow, sheet, text_of
from kyndig.gaps.working.kinds import KINDS
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db

PVK = "/enhet/SOL/tall/PVK/"
LINK = re.compile(r'<a class="ds-link" data-color="neutral" href="([^"]*/tall/[^"]*)">([^<]+)</a>')
PAGES = [
    ("chief_executive", "/kommune/"),
    ("sector_director", "/sektor/HO/gap/"),
    ("unit_leader", "/enhet/SOL/"),
    ("unit_leader", "/enhet/SOL/gap/"),
    ("unit_leader", "/enhet/SOL/dekning/"),
    ("unit_leader", "/enhet/SOL/sarbarhet/"),
    ("unit_leader", "/enhet/SOL/behov/"),
    ("unit_leader", "/enhet/SOL/latent/"),
    ("hr", "/behov/"),
]
# Where each row, or each person, is one of the figure.
ONE_EACH = {"alle", *gaps.STATES, "ansatte", "kan", "ubrukt", "mangler-folk", "ukjent"}


def links(cast: Cast, role: str, page: str) -> set[tuple[str, str]]:
    """The figures of a page that open: the address, and what is written."""
    found = LINK.findall(get(cast, role, page))
    assert found
    return {(address.replace("&amp;", "&"), said) for address, said in found}


def rows_of(html: str) -> int:
    """How many rows by name, each an employment; nobody of those asked about has two."""
    body = html[html.index("<main") : html.index("</main>")]
    return len(re.findall(r'href="/enhet/[^"]+/ansatt/', body))


def numbers_in(text: str) -> list[str]:
    return re.findall(r"\d+(?:,\d+)?", text)


@pytest.mark.parametrize(("role", "page"), PAGES)
def test_every_figure_of_a_page_opens_and_says_itself_and_its_definition(
    cast: Cast, role: str, page: str
) -> None:
    for address, said in links(cast, role, page):
        html = get(cast, role, address)
        (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
        assert numbers_in(said)[:1] in ([], numbers_in(heading)[:1]), address
        kind = KINDS[re.search(r"av=([a-z_-]+)", address)[1]]  # type: ignore[index] # every address has it
        assert f'href="/hjelp/tallene/#{kind.term}"' in html
        assert "Tallet er 0" not in html, address


@pytest.mark.parametrize("page", [page for role, page in PAGES if role == "unit_leader"])
def test_a_figure_leads_to_as_many_rows(cast: Cast, page: str) -> None:
    for address, said in links(cast, "unit_leader", page):
        kind, html = re.search(r"av=([a-z_-]+)", address)[1], get(cast, "unit_leader", address)  # type: ignore[index]
        if kind in ONE_EACH and said.isdecimal() and "Her er tallet delt" not in html:
            assert rows_of(html) == int(said), address


def test_filters_are_kept_on_the_way_to_the_rows(cast: Cast) -> None:
    page = "/enhet/SOL/gap/?stilling=SPL&kritikalitet=critical&dato=2026-01-15"
    (address, number) = min(links(cast, "unit_leader", page))
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
    assert "/tall/" not in get(cast, role, "/enhet/SOL/")
    assert cast.client(role).get("/enhet/SOL/tall/?av=alle").status_code == 403


@pytest.mark.parametrize(
    "asked",
    [
        *("", "?av=svak", "?av=kan", "?av=kan&niva=9", "?av=kan&niva=-1"),
        *("?av=mangler&niva=2", "?av=mangler&niva=2&krever=99"),
    ],
)
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
