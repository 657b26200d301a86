"""A file comes in by the browser: by mouse, by keyboard alone, and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from kyndig.holdings.models import Holding
from tests.cast import Cast
from tests.system.conftest import PASSWORD, Opener
from tests.system.tab import Tab

# More than any page has stops.
MOST_STOPS = 80


@pytest.fixture
def assessments(tmp_path: Path, cast: Cast) -> Path:
    """A file that says that Bendik can insert a PVK on his own, which he could not before."""
    file = tmp_path / "vurderinger.csv"
    day = cast.today.isoformat()
    file.write_text(
        f"employee_number;competence;level;source;assessed_on\nnr-merkebendik;PVK;2;leader;{day}\n", "utf-8"
    )
    return file


def level(cast: Cast) -> int:
    return Holding.objects.get(person=cast.person("bendik"), competence=cast.competences["PVK"]).level


def upload(tab: Tab, file: Path) -> None:
    tab.go("/import/ny/vurderinger/")
    tab.page.get_by_label("Fil", exact=True).set_input_files(file)
    tab.page.get_by_role("button", name="Last opp og se hva som endres").click()
    expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Ingenting er endret ennå")
    tab.check()


def confirm(tab: Tab) -> None:
    tab.page.get_by_role("button", name="Bekreft import av 1 endring").click()
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("Importen er gjennomført")
    tab.check()


def sign_in(tab: Tab, username: str) -> None:
    tab.go("/konto/login/")
    tab.page.get_by_label("Brukernavn eller e-post").fill(username)
    tab.page.get_by_label("Passord").fill(PASSWORD)
    tab.page.get_by_role("button", name="Logg inn", exact=True).click()
    tab.page.wait_for_url(f"{tab.address}/")
    tab.check()


def tab_to(tab: Tab, wanted: Locator) -> None:
    """Press Tab until the element has focus; it must be seen that it has."""
    for _ in range(MOST_STOPS):
        tab.page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            assert wanted.evaluate("each => each.matches(':focus-visible')")
            return
    pytest.fail(f"{wanted} is not reached with Tab.")


def test_nothing_changes_before_it_is_confirmed(open_tab: Opener, assessments: Path, cast: Cast) -> None:
    tab = open_tab("hr")
    upload(tab, assessments)
    assert level(cast) == 1
    confirm(tab)
    assert level(cast) == 2


def test_preview_and_result_follow_wcag(open_tab: Opener, assessments: Path) -> None:
    tab = open_tab("hr")
    tab.go("/import/ny/vurderinger/")
    assert tab.violations() == []
    upload(tab, assessments)
    assert tab.violations() == []
    tab.page.set_viewport_size({"width": 360, "height": 740})
    assert tab.violations() + tab.too_wide() == []
    confirm(tab)
    assert tab.violations() + tab.too_wide() == []


def test_a_file_with_errors_says_where_they_are(open_tab: Opener, tmp_path: Path, cast: Cast) -> None:
    file = tmp_path / "feil.csv"
    file.write_text(
        "employee_number;competence;level;source;assessed_on\nnr-x;PVK;9;leader;i fjor\n", "utf-8"
    )
    tab = open_tab("hr").go("/import/ny/vurderinger/")
    tab.page.get_by_label("Fil", exact=True).set_input_files(file)
    tab.page.get_by_role("button", name="Last opp og se hva som endres").click()
    expect(tab.page.get_by_role("heading", name="1 rad kan ikke importeres")).to_be_visible()
    assert tab.violations() == []
    assert level(cast) == 1


def test_keyboard_alone_signs_in_and_imports(open_tab: Opener, assessments: Path, cast: Cast) -> None:
    tab = open_tab().go("/konto/login/")
    keyboard = tab.page.keyboard
    tab_to(tab, tab.page.get_by_label("Brukernavn eller e-post"))
    keyboard.type("helga")
    tab_to(tab, tab.page.get_by_label("Passord"))
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    tab.page.wait_for_url(f"{tab.address}/")
    tab_to(tab, tab.page.get_by_role("navigation").get_by_role("link", name="Forvaltning"))
    keyboard.press("Enter")
    tab_to(tab, tab.page.get_by_role("link", name="Import", exact=True))
    keyboard.press("Enter")
    tab.page.wait_for_url("**/import/")
    tab.go("/import/ny/vurderinger/")
    with tab.page.expect_file_chooser() as chosen:
        tab_to(tab, tab.page.get_by_label("Fil", exact=True))
        keyboard.press("Enter")
    chosen.value.set_files(assessments)
    tab_to(tab, tab.page.get_by_role("button", name="Last opp og se hva som endres"))
    keyboard.press("Enter")
    expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Ingenting er endret ennå")
    tab_to(tab, tab.page.get_by_role("button", name="Bekreft import av 1 endring"))
    keyboard.press("Enter")
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("Importen er gjennomført")
    assert level(cast) == 2


def test_the_skip_link_leads_to_the_content(open_tab: Opener) -> None:
    tab = open_tab("hr").go("/")
    tab.page.keyboard.press("Tab")
    expect(tab.page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("main")).to_be_focused()


def test_without_javascript_everything_still_works(open_tab: Opener, assessments: Path, cast: Cast) -> None:
    tab = open_tab(java_script_enabled=False)
    sign_in(tab, "helga")
    upload(tab, assessments)
    confirm(tab)
    assert level(cast) == 2
    tab.page.get_by_role("button", name="Nynorsk").click()
    assert tab.page.locator("html").get_attribute("lang") == "nn"
    tab.page.get_by_role("contentinfo").get_by_role("button").last.click()
    tab.page.wait_for_url("**/konto/login/**")


def test_a_wrong_password_is_told_and_focused(open_tab: Opener) -> None:
    tab = open_tab().go("/konto/login/")
    tab.page.get_by_label("Brukernavn eller e-post").fill("helga")
    tab.page.get_by_label("Passord").fill("noe annet enn riktig")
    tab.page.get_by_role("button", name="Logg inn", exact=True).click()
    summary = tab.page.get_by_role("alert")
    expect(summary).to_contain_text("Brukernavnet eller passordet er feil.")
    expect(summary).to_be_focused()
    assert tab.page.title().startswith("Feil: ")
    assert tab.violations() == []
