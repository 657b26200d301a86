"""The main journey: a file comes in, the gap changes, from unit to person; and who does not get that far."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.system.conftest import Opener


@pytest.fixture
def assessments(tmp_path: Path, cast: Cast) -> Path:
    """Bendik can insert a PVK on his own, which he could not before."""
    file = tmp_path / "vurderinger.csv"
    day = cast.today.isoformat()
    file.write_text(
        f"employee_number;competence;level;source;assessed_on\nnr-merkebendik;PVK;2;leader;{day}\n", "utf-8"
    )
    return file


def test_from_a_file_to_the_gap_of_a_person(open_tab: Opener, assessments: Path) -> None:
    director = open_tab("sector_director").go("/")
    director.follow(director.page.get_by_role("navigation").get_by_role("link", name="Sektoren"))
    expect(director.page.get_by_role("row", name="Solhaug")).to_contain_text("4/5")

    hr = open_tab("hr").go("/forvaltning/")
    hr.follow(hr.page.get_by_role("link", name="Import", exact=True))
    hr.go("/import/ny/vurderinger/")
    hr.page.get_by_label("Fil", exact=True).set_input_files(assessments)
    hr.follow(hr.page.get_by_role("button", name="Last opp og se hva som endres"))
    hr.follow(hr.page.get_by_role("button", name="Bekreft import av 1 endring"))
    expect(hr.page.get_by_role("heading", level=1)).to_have_text("Importen er gjennomført")

    director.go("/sektor/HO/")
    row = director.page.get_by_role("row", name="Solhaug")
    expect(row).to_contain_text("5/5")
    director.follow(row.get_by_role("link", name="Solhaug"))
    expect(director.page.get_by_role("main")).to_contain_text("Solhaug")
    director.follow(director.page.get_by_role("link", name="Se hvem som kan hva"))
    director.follow(director.page.get_by_role("link", name="Bendik Merkebendik").first)
    expect(director.page.get_by_role("main")).to_contain_text("Bendik Merkebendik")


@pytest.mark.parametrize(
    "role",
    ["employee", "other_leader", "other_director", "union_representative", "evaluator", "administrator"],
)
def test_others_do_not_reach_the_person(role: str, open_tab: Opener) -> None:
    tab = open_tab(role)
    tab.go("/enhet/SOL/matrise/", 403)
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("Du har ikke tilgang til denne siden")
    assert "Merkebendik" not in tab.page.content()
    # Not even that there is such a person.
    tab.go("/enhet/SOL/ansatt/nr-merkebendik/", 404)
    assert "Merkebendik" not in tab.page.content()


def test_the_directors_page_fits_one_screen(open_tab: Opener) -> None:
    """The sentence, what it rests on, what waits and the worst units are seen without scrolling."""
    tab = open_tab("sector_director", width=1280, height=720).go("/sektor/HO/")
    for part in (
        tab.page.get_by_role("heading", level=1),
        tab.page.get_by_text("Hvor sikkert er dette?"),
        tab.page.get_by_role("table").first.get_by_role("row").last,
        tab.page.get_by_role("link", name="Åpne Elvebredden"),
    ):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 720
