"""Tables that are cards on a phone: nothing to scroll sideways, and each figure says what it is."""

import pytest

from tests.cast import Cast
from tests.system.conftest import Opener
from tests.system.pages import KINDS, numbers

# A kind of page, and the first figure of its first card.
CARDS = {
    "unit's needs": "Hvor viktig",
    "needs of the units": "Hvor viktig",
    "unit's vulnerability": "Nivå",
    "a sector's vulnerability": "Nivå",
    "unit's coverage": "Nivå",
    "unit's latent competence": "Har det ubrukt",
    "unit's gap": "Hvor viktig",
    "a sector's gap": "Ansatte med krav",
    "a sector's gap, protected": "Oppfylt",
    "a scenario": "Kreves",
    "two scenarios": "I dag",
}


@pytest.mark.parametrize(("name", "first"), CARDS.items())
def test_rows_are_cards_on_a_phone_and_a_table_on_a_desk(
    name: str, first: str, open_tab: Opener, cast: Cast
) -> None:
    tab = open_tab(KINDS[name].role)
    tab.go(KINDS[name].path.format(**numbers(cast)))
    heads, label = tab.page.locator("thead").first, tab.page.locator("tbody td .k-narrow-only").first
    tab.page.set_viewport_size({"width": 1280, "height": 720})
    assert heads.is_visible()
    assert not label.is_visible()
    tab.page.set_viewport_size({"width": 360, "height": 720})
    assert not heads.is_visible()
    assert label.inner_text() == first
    boxes = tab.page.locator(".k-scroll:has(.k-cards)")
    assert boxes.evaluate_all("all => all.every(box => box.scrollWidth <= box.clientWidth)")
