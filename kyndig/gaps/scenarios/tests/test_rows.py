"""The rows behind a figure of a scenario: as many as it says on both sides, and nobody's age."""

import re
from datetime import date

import pytest

from kyndig.accounts.models import AccessEvent, AccessSubject
from kyndig.gaps import kept
from kyndig.gaps.models import ChangeKind
from kyndig.gaps.scenarios.actions import NewChange
from kyndig.gaps.scenarios.tests.made import a_scenario, leaving, two_scenarios
from kyndig.gaps.scenarios.tests.test_pages import PAGE, text_of
from kyndig.organisation.models import Person
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db

PVK = f"{PAGE}tall/PVK/"
CELL = re.compile(r'href="(/enhet/[^"]*hva-om/[^"]*tall/[^"]*)">(.*?)</a>', re.DOTALL)
ONE_EACH = ("alle", "met", "below", "expired", "not_assessed", "exempt", "kan", "mangler-folk", "ukjent")


def get(cast: Cast, address: str, role: str = "unit_leader") -> str:
    response = cast.client(role).get(address)
    assert response.status_code == 200, (address, response.status_code)
    return str(response.content.decode())


def figures(cast: Cast, page: str, role: str = "unit_leader") -> list[tuple[str, str]]:
    """Where each figure leads, and what is written."""
    found = CELL.findall(get(cast, page, role))
    assert found
    return [
        (address.replace("&amp;", "&"), " ".join(re.sub(r"<[^>]+>", " ", said).split()))
        for address, said in found
    ]


def rows(html: str) -> tuple[int, int]:
    """How many stand behind it before, and after."""
    cells = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    sides = [cells[at : at + 2] for at in range(3, len(cells), 5)]
    return tuple(sum(side[at].strip() != "–" for side in sides) for at in (0, 1))


@pytest.mark.parametrize("scenario", [0, 1])
def test_every_figure_of_a_scenario_opens_and_says_both_sides(cast: Cast, scenario: int) -> None:
    number = two_scenarios(cast)[scenario]
    for address, said in figures(cast, f"{PAGE}{number}/"):
        html = get(cast, address)
        heading = " ".join(re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)[0].split())
        before, after = re.findall(r"[\d,]+|–", said)[0], re.findall(r"[\d,]+|–", said)[-1]
        # Where there is no row, nothing is missing either.
        sides = ["(0|ingen rad)" if text == "–" else text for text in (before, after)]
        assert re.search(f": {sides[0]} blir {sides[1]}$", heading), (address, heading)
        kind = address.split("av=")[1].split("&")[0]
        if kind in ONE_EACH and "–" not in said:
            assert rows(html) == (int(before), int(after)), address


def test_the_rows_say_who_comes_and_goes(cast: Cast) -> None:
    a_scenario(cast, leaving(cast, "amina"))
    said = text_of(get(cast, f"{PVK}?av=kan&niva=2&krever=5&enhet=SOL"))
    assert "minst Kan selvstendig: 4 blir 3" in said
    assert re.search(r"Amina Merkeamina Solhaug A Sykepleier Faller ut", said)
    assert re.search(r"Hilde Merkehilde Solhaug B Sykepleier Som før", said)


def test_a_figure_of_a_unit_below_has_its_own_rows(cast: Cast) -> None:
    a_scenario(cast, leaving(cast, "hilde"))
    html = get(cast, f"{PVK}?av=mangler&niva=2&krever=1&enhet=SOLB")
    assert "0 blir 1" in text_of(html)
    assert markers_in(html) - {"ulla"} == {"hilde"}


def test_a_look_is_logged_with_those_on_the_page(cast: Cast) -> None:
    a_scenario(cast, leaving(cast, "amina"))
    AccessEvent.objects.all().delete()
    get(cast, f"{PVK}?av=kan&niva=2&krever=1&enhet=SOLB")
    assert AccessEvent.objects.get().page == "whatif"
    assert [each.employee_number for each in AccessSubject.objects.all()] == ["nr-merkehilde"]


def test_a_sector_names_nobody(cast: Cast) -> None:
    a_scenario(cast, leaving(cast, "amina"), by="sector_director", unit="HO")
    html = get(cast, "/enhet/HO/hva-om/tall/PVK/?av=alle&enhet=HO", "sector_director")
    assert markers_in(html) <= {"sigrid"}
    assert "Solhaug A Sykepleier 3 2" in text_of(html)


def test_who_is_thought_to_retire_is_in_no_row(cast: Cast) -> None:
    everybody = [cast.person(key) for key in ("amina", "bendik", "farid", "greta", "hilde", "petter")]
    course = NewChange(ChangeKind.TRAIN, everybody, competence=cast.competences["PVK"], level=2)
    a_scenario(cast, course, NewChange(ChangeKind.RETIRE, age=62))
    Person.objects.filter(pk=cast.person("petter").pk).update(birth_date=date(1950, 1, 1))
    kept.forget()

    said = text_of(get(cast, f"{PVK}?av=kan&niva=2&krever=5&enhet=SOL"))

    assert "4 blir 6" in said
    assert "Radene står som om alle blir" in said
    # The course sets a level, and that is all that is told of him.
    assert re.search(r"Petter Merkepetter Solhaug Sykepleier Annerledes 3 .+ 2 Kan selvstendig", said)
    assert cast.client("unit_leader").get(f"{PVK}?av=arsverk&niva=2&krever=5&enhet=SOL").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        *("", "?av=kan&niva=2&enhet=SOL", "?av=alle", "?av=alle&enhet=ELV", "?av=alle&enhet=X"),
        *("?av=nar-pensjon&niva=2&krever=5&enhet=SOL", "?av=ubrukt&enhet=SOL", "?av=ansatte&enhet=SOL"),
        "?av=mangler&niva=2&krever=99&enhet=SOL",
    ],
)
def test_what_a_scenario_does_not_say_is_not_found(cast: Cast, asked: str) -> None:
    a_scenario(cast, leaving(cast, "amina"))
    assert cast.client("unit_leader").get(f"{PVK}{asked}").status_code == 404


def test_somebody_elses_scenario_that_is_not_shared_has_no_rows(cast: Cast) -> None:
    shared, own = two_scenarios(cast)
    assert cast.client("hr").get(f"{PAGE}{shared}/tall/PVK/?av=alle&enhet=SOL").status_code == 200
    assert cast.client("hr").get(f"{PAGE}{own}/tall/PVK/?av=alle&enhet=SOL").status_code == 404


def test_both_of_two_scenarios_lead_to_their_rows(cast: Cast) -> None:
    one, other = two_scenarios(cast)
    links = {address for address, _ in figures(cast, f"{PAGE}sammenlign/?a={one}&b={other}")}
    assert {re.search(r"hva-om/(\d+)/", address)[1] for address in links} == {str(one), str(other)}  # type: ignore[index]
    for address in links:
        get(cast, address)
