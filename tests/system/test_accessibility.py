"""Every kind of page, wide and narrow: no breach of WCAG 2.1 A or AA, and nothing to scroll sideways."""

import pytest

from tests.cast import Cast
from tests.system.conftest import Opener
from tests.system.pages import KINDS, Kind, numbers
from tests.system.tab import Tab

# A desk and a phone; 320 px is 400 % zoom on a 1280 px screen.
WIDTHS = (1280, 360)
NARROWEST = 320
# One sign-in shows many kinds: a test a role, cut in pieces that the workers share.
PIECE = 6


def pieces() -> list[tuple[str, list[str]]]:
    roles = dict.fromkeys(kind.role for kind in KINDS.values())
    by_role = {role: [name for name, kind in KINDS.items() if kind.role == role] for role in roles}
    return [
        (role, names[start : start + PIECE])
        for role, names in by_role.items()
        for start in range(0, len(names), PIECE)
    ]


@pytest.mark.parametrize(("role", "names"), pieces(), ids=lambda each: str(each)[:60])
def test_pages_follow_wcag(role: str, names: list[str], open_tab: Opener, cast: Cast) -> None:
    tab, rows = open_tab(role), numbers(cast)
    assert {name: found for name in names if (found := problems(tab, KINDS[name], rows))} == {}


def problems(tab: Tab, kind: Kind, rows: dict[str, int]) -> list[str]:
    """What is wrong with a page: by axe at both widths, and what sticks out of the narrow ones."""
    tab.go(kind.path.format(**rows), kind.status)
    found: list[str] = []
    for width in WIDTHS:
        tab.page.set_viewport_size({"width": width, "height": 720})
        found += [f"{width} px: {each}" for each in tab.violations() + tab.too_wide()]
    tab.page.set_viewport_size({"width": NARROWEST, "height": 720})
    return found + [f"{NARROWEST} px: {each}" for each in tab.too_wide()]
