"""Every kind of page, wide and narrow: no breach of WCAG 2.1 A or AA, and nothing to scroll sideways."""

import pytest

from tests.system.conftest import Opener
from tests.system.pages import KINDS


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", KINDS)
def test_page_follows_wcag(name: str, width: int, open_tab: Opener) -> None:
    kind = KINDS[name]
    tab = open_tab(kind.role, width=width).go(kind.path, kind.status)
    assert tab.violations() == []
    assert tab.too_wide() == []
