"""An employee's own round on a phone: at most fourteen taps, nothing typed, and no JavaScript needed."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from kyndig.mapping.models import Entry, Participation
from kyndig.mapping.tests.made import a_round_of_eight
from tests.cast import Cast
from tests.system.conftest import Opener
from tests.system.tab import Tab

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
MOST_TAPS = 14
SMALLEST = 48


@dataclass
class Thumb:
    """Taps, counts the taps, and looks at every page it comes to."""

    tab: Tab
    looks: bool = False
    taps: int = 0

    def tap(self, what: Locator) -> None:
        """Tap something on the page that does not lead on."""
        self.taps += 1
        what.tap()

    def go(self, what: Locator) -> None:
        """Tap something that leads on."""
        self.taps += 1
        with self.tab.page.expect_navigation():
            what.tap()
        self.tab.check()
        if self.looks:
            where = self.tab.page.url
            assert (where, self.tab.violations() + self.tab.too_wide()) == (where, [])
            assert (where, self.too_small()) == (where, [])

    def button(self, name: str) -> None:
        self.go(self.tab.page.get_by_role("button", name=name))

    def link(self, name: str) -> None:
        self.go(self.tab.page.get_by_role("link", name=name, exact=True))

    def too_small(self) -> list[str]:
        """Buttons of the page lower than a thumb needs."""
        buttons = self.tab.page.locator("main .ds-button").all()
        boxes = [(each.inner_text(), each.bounding_box()) for each in buttons]
        return [text for text, box in boxes if box is None or box["height"] < SMALLEST]

    @property
    def heading(self) -> Locator:
        return self.tab.page.get_by_role("heading", level=1)


def answer_everything(thumb: Thumb) -> None:
    """The base case: four known things are right, four questions, nothing to add."""
    thumb.link("Bekreft kompetansen din. Det tar 2–3 minutter.")
    thumb.button("Start")
    expect(thumb.heading).to_have_text("Stemmer dette?")
    thumb.button("Alt stemmer")
    expect(thumb.tab.page.get_by_text("Spørsmål 1 av 4")).to_be_visible()
    expect(thumb.heading).to_have_text("Håndtere medikamentpumpe: hva kan du?")
    thumb.button("Jeg kan dette selvstendig")
    thumb.button("Jeg er under opplæring")
    thumb.button("Vet ikke")
    expect(thumb.heading).to_have_text("Førerkort klasse B: har du dette?")
    thumb.button("Jeg har dette")
    expect(thumb.heading).to_have_text("Bruker du dette i jobben?")


def finish(thumb: Thumb) -> None:
    thumb.button("Gå videre")
    thumb.button("Send svarene")
    expect(thumb.heading).to_have_text("Takk. Svarene er sendt til lederen din")


def test_the_base_case_takes_few_taps_and_no_typing(open_tab: Opener, cast: Cast) -> None:
    a_round_of_eight(cast)
    thumb = Thumb(open_tab("employee", **PHONE).go("/"), looks=True)
    answer_everything(thumb)
    thumb.button("Hopp over")
    finish(thumb)

    assert thumb.taps == 10
    acts = list(Entry.objects.values_list("act", flat=True))
    assert acts == ["confirmed"] * 4 + ["level", "level", "unknown", "level"]
    assert Participation.objects.get().sent_at is not None
    thumb.tab.go("/")
    assert "Bekreft kompetansen din" not in thumb.tab.page.content()


def test_saying_what_is_used_is_within_the_taps_and_needs_no_javascript(open_tab: Opener, cast: Cast) -> None:
    a_round_of_eight(cast)
    thumb = Thumb(open_tab("employee", java_script_enabled=False, **PHONE).go("/"))
    answer_everything(thumb)
    for group in thumb.tab.page.get_by_role("group").all()[:4]:
        thumb.tap(group.get_by_label("Delvis"))
    thumb.button("Gå videre")
    finish(thumb)

    assert thumb.taps <= MOST_TAPS


def test_a_break_goes_on_where_it_was_and_one_error_asks_about_that_alone(
    open_tab: Opener, cast: Cast
) -> None:
    round_ = a_round_of_eight(cast, run_out=True)
    thumb = Thumb(open_tab("employee", **PHONE).go(f"/min/kartlegging/{round_.pk}/"), looks=True)
    thumb.button("Start")
    thumb.link("Noe er feil")
    thumb.tap(thumb.tab.page.get_by_label("Sårstell"))
    thumb.button("Gå videre")
    expect(thumb.heading).to_have_text("Sårstell: hva kan du?")
    thumb.button("Jeg kan dette selvstendig")

    thumb.tab.go("/")
    thumb.link("Bekreft kompetansen din. Det tar 2–3 minutter.")
    expect(thumb.tab.page.get_by_text("Spørsmål 2 av 6")).to_be_visible()
    for _ in range(3):
        thumb.button("Vet ikke")
    thumb.button("Jeg har ikke dette")
    expect(thumb.heading).to_have_text("Hjerte- og lungeredning: har du tatt det på nytt?")
    thumb.button("Ja – last opp bevis")
    expect(thumb.heading).to_have_text("Last opp beviset")
    thumb.link("Ikke nå")
    thumb.button("Hopp over")
    thumb.button("Gå videre")
    thumb.link("Endre Palliativ pleie")
    thumb.button("Jeg kan ikke dette")
    thumb.button("Send svarene")
    thumb.link("Se svarene mine")
    expect(thumb.tab.page.get_by_role("listitem").filter(has_text="Palliativ pleie")).to_contain_text(
        "Du kan ikke dette."
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_every_step_fits_the_screen(width: int, open_tab: Opener, cast: Cast) -> None:
    round_ = a_round_of_eight(cast, run_out=True)
    tab = open_tab("employee", width=width)
    asked = cast.competences["A4"].pk
    for step in ("", "stemmer/", "feil/", f"sporsmal/{asked}/", "bruk/", "mer/", f"mer/{asked}/", "send/"):
        tab.go(f"/min/kartlegging/{round_.pk}/{step}")
        assert (step, tab.too_wide() + tab.violations()) == (step, [])
