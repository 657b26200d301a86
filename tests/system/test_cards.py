"""Tables that are cards on a phone: nothing to scroll sideways, and each figure says what it is."""

import pytest

from tests.cast import Cast
from tests.system.conftest import Opener


@pytest.mark.parametrize("path", ["/enhet/SOL/behov/", "/behov/"])
def test_needs_are_cards_on_a_phone_and_a_table_on_a_desk(path: str, open_tab: Opener, cast: Cast) -> None:
    tab = open_tab("unit_leader")
    tab.go(path)
    heads, label = tab.page.locator("thead"), tab.page.locator("tbody td .k-narrow-only").first
    tab.page.set_viewport_size({"width": 1280, "height": 720})
    assert heads.is_visible()
    assert not label.is_visible()
    tab.page.set_viewport_size({"width": 360, "height": 720})
    assert not heads.is_visible()
    assert label.inner_text() == "Hvor viktig"
    assert tab.page.evaluate(
        "[...document.querySelectorAll('.k-scroll')].every(box => box.scrollWidth <= box.clientWidth)"
    )
