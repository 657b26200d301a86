"""The pages: what they say, to whom, what they log, and how many statements they take."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kyndig.accounts.models import AccessEvent, AccessSubject
from kyndig.gaps import kept
from kyndig.gaps.templatetags.gaps import breakable
from kyndig.holdings.models import Assessment, Holding
from kyndig.organisation.models import Employment, Person
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db

ADDRESSES = [
    ("hr", "/kommune/"),
    ("sector_director", "/sektor/HO/gap/"),
    ("unit_leader", "/enhet/SOL/"),
    ("unit_leader", "/enhet/SOL/gap/"),
    ("unit_leader", "/enhet/SOL/dekning/"),
    ("unit_leader", "/enhet/SOL/sarbarhet/"),
    ("unit_leader", "/enhet/SOL/matrise/"),
    ("unit_leader", "/enhet/SOL/matrise/?visning=liste"),
    ("unit_leader", "/enhet/SOLA/ansatt/nr-merkeamina/"),
]
BUDGET = 15
COUNTED = ("Ruter", "Oppfylt", "Under krav", "Utløpt", "Ikke vurdert", "Unntatt")


def get(cast: Cast, role: str, address: str) -> str:
    response = cast.client(role).get(address)
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def text_of(html: str) -> str:
    body = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def sheet(cast: Cast, role: str, address: str) -> list[dict[str, str]]:
    response = cast.client(role).get(address)
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def grow(cast: Cast, number: int) -> None:
    """So many more in Solhaug A, each with a level."""
    people = Person.objects.bulk_create(
        Person(employee_number=f"ny-{each}", first_name="Ny", last_name=f"Person {each}")
        for each in range(number)
    )
    begun = cast.today - timedelta(days=100)
    Employment.objects.bulk_create(
        Employment(
            person=each,
            position_key="1",
            role=cast.positions["SPL"],
            unit=cast.unit("SOLA"),
            fte_percent=50,
            start_date=begun,
            delivered_start_date=begun,
        )
        for each in people
    )
    assessed = Assessment.objects.bulk_create(
        Assessment(
            person=each, competence=cast.competences["PVK"], level=2, source="leader", assessed_on=begun
        )
        for each in people
    )
    Holding.objects.bulk_create(
        Holding(
            person=each.person,
            competence=each.competence,
            assessment=each,
            level=2,
            confirmed=True,
            assessed_on=begun,
        )
        for each in assessed
    )


@pytest.mark.parametrize(("role", "address"), ADDRESSES)
def test_statements_keep_within_the_budget_and_do_not_grow_with_people(
    cast: Cast, role: str, address: str
) -> None:
    counts = []
    for more in (0, 60):
        grow(cast, more)
        kept.forget()
        client = cast.client(role)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= BUDGET, [query["sql"][:90] for query in queries]


def test_the_finding_says_how_many_competences_lack_people(cast: Cast) -> None:
    assert "Solhaug mangler folk på 1 kompetanse" in text_of(get(cast, "unit_leader", "/enhet/SOL/"))


def test_every_figure_says_what_it_rests_on_and_when(cast: Cast) -> None:
    for role, address in ADDRESSES[:6]:
        said = text_of(get(cast, role, address))
        assert "Hvor sikkert er dette? Bygger på" in said
        assert re.search(r"beregnet kl\. \d\d\.\d\d\.", said)


def test_coverage_says_that_it_counts_people(cast: Cast) -> None:
    assert "teller personer, ikke vakter" in text_of(get(cast, "unit_leader", "/enhet/SOL/dekning/"))


def test_a_sole_holder_is_named_as_a_risk_not_by_name(cast: Cast) -> None:
    html = get(cast, "unit_leader", "/enhet/SOL/dekning/")
    assert "Bare én kan dette" in text_of(html)
    assert markers_in(text_of(html)) == set()


def test_figures_on_the_page_are_those_of_its_download(cast: Cast) -> None:
    rows = sheet(cast, "unit_leader", "/enhet/SOL/gap/?format=csv")
    said = text_of(get(cast, "unit_leader", "/enhet/SOL/gap/"))
    for row in rows:
        figures = [f"{name} {row[name]}" for name in ("Hvor viktig", *COUNTED)]
        assert " ".join([row["Kompetanse"], *figures]) in said


def test_filters_apply_to_the_download_too(cast: Cast) -> None:
    rows = sheet(cast, "unit_leader", "/enhet/SOL/gap/?kritikalitet=important&format=csv")
    assert [(row["Kode"], row["Ruter"]) for row in rows] == [("LEGEMIDDEL", "4")]


@pytest.mark.parametrize(
    "query", ["omrade=x", "stilling=%00", "tilstand=svak", "kritikalitet=1", "side=x&folk=-1"]
)
def test_filters_that_make_no_sense_are_no_error(cast: Cast, query: str) -> None:
    get(cast, "unit_leader", f"/enhet/SOL/matrise/?{query}")


@pytest.mark.parametrize("day", ["i-går", "2027-13-01", "0001-01-01", "9999-12-31"])
def test_a_date_that_is_none_is_said_and_today_is_shown(cast: Cast, day: str) -> None:
    assert "Vi forstår ikke datoen." in text_of(get(cast, "unit_leader", f"/enhet/SOL/?dato={day}"))


def test_an_earlier_day_is_kept_in_every_link_of_the_unit(cast: Cast) -> None:
    html = get(cast, "unit_leader", "/enhet/SOL/?dato=2025-01-15")
    links = re.findall(r'href="(/(?:enhet|sektor|kommune)/[^"]*)"', html[html.index("<main") :])
    assert links
    assert all("dato=2025-01-15" in link for link in links)


def test_those_who_have_left_are_counted_but_not_named_to_their_leader(cast: Cast) -> None:
    html = get(cast, "unit_leader", "/enhet/SOLA/matrise/?dato=2025-05-01")
    assert "leif" not in markers_in(html)
    assert "1 til var her da, men du ser ikke navnet i dag." in text_of(html)
    assert "leif" in markers_in(get(cast, "hr", "/enhet/SOLA/matrise/?dato=2025-05-01"))


def test_reasons_of_exemptions_are_for_leaders_not_for_professional_leads(cast: Cast) -> None:
    address = "/enhet/SOL/matrise/?visning=liste"
    assert "hilde grunn" in markers_in(get(cast, "unit_leader", address))
    assert "hilde grunn" not in markers_in(get(cast, "professional_lead", address))
    assert "hilde" in markers_in(get(cast, "professional_lead", address))


def test_a_professional_lead_sees_neither_links_to_people_nor_how_many_can(cast: Cast) -> None:
    html = get(cast, "professional_lead", "/enhet/SOL/matrise/")
    assert "/ansatt/" not in html
    assert "Kan / kreves" not in html
    assert "Kan / kreves" in get(cast, "unit_leader", "/enhet/SOL/matrise/")


@pytest.mark.parametrize("address", ["/enhet/SOL/", "/enhet/SOL/gap/", "/sektor/HO/gap/", "/enhet/HO/gap/"])
@pytest.mark.parametrize("role", ["union_representative", "evaluator"])
def test_readers_of_large_groups_get_shares_and_no_counts(cast: Cast, role: str, address: str) -> None:
    grow(cast, 30)
    cells = re.findall(
        r'<td class="k-r k-share">\s*<span.*?</span>(.*?)</td>', get(cast, role, address), re.DOTALL
    )
    said = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
    assert any("%" in cell for cell in said)
    assert all(re.fullmatch(r"Skjult|under 5 %|\d?[05] %|100 %", cell) for cell in said), said


@pytest.mark.parametrize("role", ["union_representative", "evaluator", "professional_lead"])
def test_readers_of_large_groups_are_not_told_how_many_can(cast: Cast, role: str) -> None:
    rows = sheet(cast, role, "/enhet/SOL/dekning/?format=csv")
    assert {row["Nok personer"] for row in rows} == {"Skjult"}
    assert "Kan" not in rows[0]
    assert "Bare én kan dette" not in get(cast, role, "/enhet/SOL/dekning/")


def test_a_small_department_is_hidden_from_readers_of_large_groups(cast: Cast) -> None:
    rows = sheet(cast, "union_representative", "/sektor/HO/gap/?format=csv")
    assert rows
    below = sheet(cast, "union_representative", "/enhet/SOLB/gap/?format=csv")
    assert all(value == "Skjult" for row in below for name, value in row.items() if "prosent" in name)


def test_a_matrix_is_logged_once_with_everybody_on_it(cast: Cast) -> None:
    html = get(cast, "unit_leader", "/enhet/SOLA/matrise/")
    event = AccessEvent.objects.get()
    assert (event.action, event.page, event.unit_code) == ("view", "matrix", "SOLA")
    logged = AccessSubject.objects.filter(event=event).values_list("employee_number", flat=True)
    assert {number.removeprefix("nr-merke") for number in logged} == markers_in(html) - {"ulla"}


def test_only_those_on_the_page_are_logged(cast: Cast) -> None:
    grow(cast, 60)
    get(cast, "unit_leader", "/enhet/SOLA/matrise/?folk=2")
    assert AccessSubject.objects.count() == 66 - 50


def test_a_download_is_logged_as_one(cast: Cast) -> None:
    cast.client("unit_leader").get("/enhet/SOLA/ansatt/nr-merkeamina/?format=xlsx")
    event = AccessEvent.objects.get()
    assert (event.action, event.page) == ("export", "person")


def test_a_refused_page_logs_nothing(cast: Cast) -> None:
    assert cast.client("other_leader").get("/enhet/SOLA/ansatt/nr-merkeamina/").status_code == 404
    assert cast.client("union_representative").get("/enhet/SOLA/matrise/").status_code == 403
    assert not AccessEvent.objects.exists()


def test_a_person_is_found_only_where_they_work(cast: Cast) -> None:
    assert cast.client("hr").get("/enhet/ELV/ansatt/nr-merkeamina/").status_code == 404


def test_sectors_and_the_municipality_have_pages_of_their_own(cast: Cast) -> None:
    response = cast.client("hr").get("/enhet/HO/?dato=2025-01-15")
    assert response["Location"] == "/sektor/HO/gap/?dato=2025-01-15"
    assert cast.client("hr").get("/enhet/K/")["Location"] == "/kommune/"


def test_the_matrix_of_a_sector_shows_those_employed_in_it_directly(cast: Cast) -> None:
    html = get(cast, "chief_executive", "/enhet/HO/matrise/")
    assert markers_in(html) - {"kjell"} <= {"sigrid"}


def test_a_unit_that_was_not_there_says_so(cast: Cast) -> None:
    cast.unit("SOLB").nodes.all().delete()
    said = text_of(get(cast, "hr", "/enhet/SOLB/"))
    assert "Enheten fantes ikke den dagen" in said


def test_a_page_of_a_unit_shows_what_was_just_written(cast: Cast) -> None:
    get(cast, "unit_leader", "/enhet/SOL/gap/")
    grow(cast, 3)
    rows = sheet(cast, "unit_leader", "/enhet/SOL/gap/?format=csv")
    assert {row["Kode"]: row["Oppfylt"] for row in rows}["PVK"] == "7"


def test_a_table_stands_beside_the_chart_and_nothing_is_styled_inline(cast: Cast) -> None:
    html = get(cast, "hr", "/kommune/")
    assert 'role="img"' in html
    assert "Vis som tabell" in html
    assert not re.search(r"\sstyle=", html)


def test_the_menu_leads_to_ones_own_unit_or_the_municipality(cast: Cast) -> None:
    assert 'href="/enhet/SOL/"' in get(cast, "unit_leader", "/")
    assert 'href="/kommune/"' in get(cast, "hr", "/")
    assert 'href="/kommune/"' not in get(cast, "unit_leader", "/")


def test_long_words_can_be_broken_and_say_the_same() -> None:
    text = "Spesialpedagogikk og HLR (opplæringsloven)"
    assert breakable(text).replace("\u00ad", "") == text
    assert "\u00ad" in breakable("Spesialpedagogikk")
    assert breakable("Lindrende") == "Lin\u00addren\u00adde"
    assert breakable("Hygiene") == "Hygiene"
