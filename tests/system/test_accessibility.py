"""Every kind of page, wide and narrow: no breach of WCAG 2.1 A or AA, and nothing to scroll sideways."""

import pytest

from tests.system.conftest import Opener
from tests.system.pages import KINDS

# A desk, a phone, and 400 % zoom on a 1280 px screen.
WIDTHS = (1280, 360, 320)


@pytest.mark.parametrize("name", KINDS)
def test_page_follows_wcag(name: str, open_tab: Opener) -> None:
    kind = KINDS[name]
    tab = open_tab(kind.role).go(kind.path, kind.status)
    for width in WIDTHS:
        tab.page.set_viewport_size({"width": width, "height": 720})
        assert tab.too_wide() == [], f"at {width} px"
        if width >= 360:
            assert tab.violations() == [], f"at {width} px"
