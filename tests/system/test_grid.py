"""The leader's grid in a browser: by keyboard, cut off, in conflict, pasted, and as a list."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from kyndig.holdings.models import Assessment, Holding
from kyndig.mapping import judging
from kyndig.mapping.facts import NOTHING_KNOWN, facts_of
from kyndig.mapping.judging import Move, Write
from kyndig.mapping.models import Entry
from kyndig.mapping.tests.solhaug import LASTING, NEEDING, Solhaug, build_solhaug
from kyndig.organisation.reach import today
from tests.cast import Cast
from tests.system.conftest import Opener
from tests.system.tab import Tab

MOST_KEYS = 200
# Every key event that reaches the page, from anywhere on it.
COUNTING = """() => {
  window.pressed = 0;
  window.addEventListener('keydown', () => { window.pressed += 1; }, true);
}"""
UNSAVED = "Vi prøver igjen når du er på nett."


@pytest.fixture
def solhaug(cast: Cast) -> Solhaug:
    return build_solhaug(cast.unit("ELV"))


@pytest.fixture
def address(solhaug: Solhaug) -> str:
    return reverse("round_cells", args=[solhaug.round.pk, "ELV"])


def cell(page: Page, solhaug: Solhaug, row: int, column: int) -> Locator:
    return page.locator(f"#c{solhaug.people[row].pk}-{solhaug.competences[column].pk}")


def press(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def wait_until_saved(page: Page) -> None:
    expect(page.locator("[data-waits]")).to_have_count(0)


def troubles(page: Page) -> Locator:
    """What stands above the grid: what is not saved, and what needs a choice."""
    return page.locator("[data-part=messages]")


def ready(tab: Tab, address: str) -> Page:
    """The grid's page with its script begun."""
    tab.go(address)
    expect(tab.page.get_by_role("button", name="Neste som trenger deg")).to_be_visible()
    return tab.page


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has focus."""
    for _press in range(40):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("The keyboard does not get there.")


def answers(page: Page) -> Iterator[str]:
    """What to press for the cell with focus: a level, and the date where one is asked for."""
    for at in range(NEEDING):
        lasts = page.evaluate(
            "() => { const cell = document.activeElement.closest('td');"
            " return 'lasts' in cell.closest('table').tHead.rows[0].cells[cell.cellIndex].dataset; }"
        )
        yield "1" if lasts else str(at % 4)


def test_seventy_cells_by_keyboard_with_the_network_cut(
    open_tab: Opener, solhaug: Solhaug, address: str
) -> None:
    tab = open_tab("other_leader")
    page = ready(tab, address)
    page.evaluate(COUNTING)
    tab_to(page, page.get_by_role("button", name="Neste som trenger deg"))
    page.keyboard.press("Enter")
    for at, answer in enumerate(answers(page)):
        if at in {25, 45}:
            page.context.set_offline(at == 25)
        page.keyboard.press(answer)
        if page.locator("tr.k-inline").count():
            # Day and month are the same, in whichever order the browser asks for them.
            press(page, f"0606{today().year - 1}")
            page.keyboard.press("Enter")
        if at == 40:
            expect(troubles(page)).to_contain_text(UNSAVED)
    wait_until_saved(page)
    expect(page.locator("[data-part=count]")).to_have_text("0 av 70 ruter igjen · 70 vurdert")
    assert page.evaluate("() => window.pressed") <= MOST_KEYS
    assert (
        Entry.objects.standing().filter(method=Entry.Method.SINGLY).count()
        == Entry.objects.count()
        == NEEDING
    )
    assert Entry.objects.values("person", "competence").distinct().count() == NEEDING
    assert Assessment.objects.filter(registered_by__username="olga").count() == NEEDING


def test_what_waits_stays_marked_until_it_is_saved(open_tab: Opener, solhaug: Solhaug, address: str) -> None:
    page = ready(open_tab("other_leader"), address)
    cell(page, solhaug, 0, 0).focus()
    page.context.set_offline(True)
    page.keyboard.press("2")
    expect(cell(page, solhaug, 0, 0)).to_contain_text("Ikke lagret")
    expect(troubles(page)).to_contain_text("1 rute er ikke lagret")
    expect(troubles(page)).to_contain_text(UNSAVED)
    page.context.set_offline(False)
    expect(cell(page, solhaug, 0, 0)).to_contain_text("Lagret")
    expect(troubles(page)).to_be_hidden()


def test_two_who_change_one_cell_are_shown_both_values(
    open_tab: Opener, solhaug: Solhaug, address: str, cast: Cast
) -> None:
    page = ready(open_tab("other_leader"), address)
    page.keyboard.press("Tab")
    judge(cast, solhaug, 0, 0, 2)
    cell(page, solhaug, 0, 0).focus()
    page.keyboard.press("1")
    expect(troubles(page)).to_contain_text("To har endret: 1 (deg) / 2 (Helga). Velg.")
    assert level_of(solhaug, 0, 0) == 2
    page.get_by_role("button", name="Behold din: 1 Under opplæring").press("Enter")
    expect(cell(page, solhaug, 0, 0)).to_contain_text("Lagret")
    assert level_of(solhaug, 0, 0) == 1


def judge(cast: Cast, solhaug: Solhaug, row: int, column: int, level: int) -> None:
    """HR gives a level meanwhile."""
    person, competence = solhaug.people[row], solhaug.competences[column]
    facts = facts_of(solhaug.round, [person.pk], [competence.pk], today())
    known = facts.get((person.pk, competence.pk), NOTHING_KNOWN)
    key = "0c1a4f0e-7d1c-4a57-8b0e-0d8f3a5f2b90"
    write = Write(key, person, competence, known.version, Move.LEVEL, level)  # type: ignore[arg-type] # the text of a key will do
    judging.judge(solhaug.round, write, by=cast.user("hr"))


def level_of(solhaug: Solhaug, row: int, column: int) -> int:
    return Holding.objects.get(person=solhaug.people[row], competence=solhaug.competences[column]).level


def test_the_keys_of_the_grid(open_tab: Opener, solhaug: Solhaug, address: str) -> None:
    page = ready(open_tab("other_leader"), address)
    cell(page, solhaug, 0, 0).focus()
    names = sorted(solhaug.people, key=lambda person: (person.last_name, person.first_name))
    order = [solhaug.people.index(person) for person in names]
    for key, row, column in [
        ("ArrowDown", order[1], 0),
        ("ArrowRight", order[1], 1),
        ("End", order[1], 11),
        ("Home", order[1], 0),
        ("PageDown", order[11], 0),
        ("Control+End", order[24], 11),
        ("Control+Home", order[0], 0),
        ("ArrowUp", order[0], 0),
    ]:
        page.keyboard.press(key)
        expect(cell(page, solhaug, row, column)).to_be_focused()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("td[aria-selected=true]")).to_have_count(4)
    page.keyboard.press("Escape")
    expect(page.locator("td[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tastatur")).to_be_visible()


def test_a_column_is_confirmed_together_and_undone(open_tab: Opener, solhaug: Solhaug, address: str) -> None:
    page = ready(open_tab("other_leader"), f"{address}?kompetanse={solhaug.competences[1].code}")
    offers = page.locator("td.k-active > [data-s=offer]").count()
    page.locator("td.k-active > [data-s=offer]").first.focus()
    page.keyboard.press("b")
    expect(page.get_by_role("button", name="Bekreft dem")).to_be_focused()
    page.keyboard.press("Enter")
    wait_until_saved(page)
    assert Entry.objects.filter(method=Entry.Method.TOGETHER).count() == offers
    page.keyboard.press("Control+z")
    wait_until_saved(page)
    assert Entry.objects.standing().count() == offers - 1


def test_an_exemption_and_the_details_by_key(open_tab: Opener, solhaug: Solhaug, address: str) -> None:
    tab = open_tab("other_leader")
    page = ready(tab, address)
    cell(page, solhaug, 0, 0).focus()
    page.keyboard.press("u")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    press(page, f"0606{today().year + 1}")
    assert tab.violations() == []
    page.keyboard.press("Enter")
    wait_until_saved(page)
    assert Entry.objects.get().exemption is not None
    cell(page, solhaug, 0, 0).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Detaljer om ruten")).to_contain_text("Historikk")
    assert tab.violations() == []
    page.keyboard.press("Escape")
    expect(cell(page, solhaug, 0, 0)).to_be_focused()


def test_a_level_of_what_lasts_asks_for_the_day(open_tab: Opener, solhaug: Solhaug, address: str) -> None:
    page = ready(open_tab("other_leader"), address)
    cell(page, solhaug, 6, LASTING).focus()
    page.keyboard.press("1")
    expect(page.get_by_label("Når det sist ble tatt")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Skriv datoen")
    press(page, f"0606{today().year - 1}")
    page.keyboard.press("Enter")
    wait_until_saved(page)
    assert Entry.objects.get().assessment.assessed_on == date(today().year - 1, 6, 6)  # type: ignore[union-attr] # a level has one


def test_a_block_is_pasted_after_a_preview(open_tab: Opener, solhaug: Solhaug, address: str) -> None:
    tab = open_tab("other_leader")
    page = ready(tab, address)
    cell(page, solhaug, 0, 0).focus()
    with page.expect_navigation():
        page.evaluate(
            "() => { const data = new DataTransfer(); data.setData('text/plain', '2\\t1\\n-\\tdyktig');"
            " document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data })); }"
        )
    expect(page.get_by_role("heading", level=1)).to_have_text("2 ruter blir endret")
    expect(page.get_by_role("main")).to_contain_text("Vi forstår ikke «dyktig».")
    assert tab.violations() == []
    assert not Entry.objects.exists()
    tab.follow(page.get_by_role("button", name="Bruk 2 endringer"))
    assert list(Entry.objects.values_list("method", flat=True)) == ["pasted", "pasted"]


def test_the_list_works_without_script(open_tab: Opener, solhaug: Solhaug, address: str) -> None:
    page = open_tab("other_leader", java_script_enabled=False).page
    page.goto(address)
    page.get_by_role("link", name="Vis som liste").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ansatt 1 av 25")
    fields = page.get_by_role("group", name="Legemiddelregning")
    fields.get_by_label("2 Kan selvstendig").check()
    page.get_by_role("button", name="Lagre og neste").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ansatt 2 av 25")
    expect(page.get_by_role("status")).to_contain_text("1 rute er lagret.")
    assert Entry.objects.get().method == Entry.Method.SINGLY


def test_a_phone_is_shown_the_way_to_the_list(open_tab: Opener, address: str) -> None:
    tab = open_tab("other_leader", width=360).go(address)
    expect(tab.page.get_by_role("grid")).to_be_hidden()
    tab.follow(tab.page.get_by_role("link", name="Vis listen"))
    expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Ansatt 1 av 25")
    assert tab.too_wide() == []


def test_a_round_that_is_closed_meanwhile_says_so_and_keeps_what_is_unsaved(
    open_tab: Opener, solhaug: Solhaug, address: str
) -> None:
    page = ready(open_tab("other_leader"), address)
    solhaug.round.status = "paused"
    solhaug.round.save()
    cell(page, solhaug, 0, 0).focus()
    page.keyboard.press("2")
    expect(
        page.get_by_text("Runden er ikke åpen. Det du valgte, står her, men er ikke lagret.")
    ).to_be_visible()
    expect(cell(page, solhaug, 0, 0)).to_contain_text("Ikke lagret")
    solhaug.round.status = "open"
    solhaug.round.save()
    page.keyboard.press("2")
    wait_until_saved(page)
    assert Entry.objects.count() == 2


def test_a_lost_session_keeps_what_is_unsaved(open_tab: Opener, solhaug: Solhaug, address: str) -> None:
    page = ready(open_tab("other_leader"), address)
    (session,) = [each["value"] for each in page.context.cookies() if each["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    cell(page, solhaug, 0, 0).focus()
    page.keyboard.press("2")
    expect(troubles(page)).to_contain_text("Logg inn i en ny fane, så lagrer vi.")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": page.url}])
    page.keyboard.press("2")
    wait_until_saved(page)
    assert Entry.objects.count() == 2
