"""The logs are read by people: whatever is recorded there has words."""

import re
from pathlib import Path

import pytest

from kyndig.accounts import vocabulary

ROOT = Path(__file__).parents[2] / "kyndig"
SOURCES = [
    path for path in ROOT.rglob("*.py") if "tests" not in path.parts and "migrations" not in path.parts
]
APPS = "accounts|catalogue|dialogues|holdings|imports|notices|organisation|requirements|gaps|insights"

_ACT = re.compile(rf'"((?:{APPS})\.[a-z_]+\.[a-z_]+)"')
_PAGE = re.compile(r'(?:page=|_log\(request, |log_view\(request, |record_run\()"([a-z_:]+)"')


def recorded(pattern: re.Pattern[str], name: str) -> set[str]:
    """What the pattern finds in sources that write to the log called `name`."""
    texts = [path.read_text("utf-8") for path in SOURCES]
    return {found for text in texts if name in text for found in pattern.findall(text)}


def test_there_is_something_recorded() -> None:
    assert len(recorded(_ACT, "audit.record")) > 20
    assert len(recorded(_PAGE, "record_access")) > 3


@pytest.mark.parametrize("act", sorted(recorded(_ACT, "audit.record")))
def test_every_act_has_words(act: str) -> None:
    assert vocabulary.act_text(act) != act


@pytest.mark.parametrize("page", sorted(recorded(_PAGE, "record_")))
def test_every_page_of_the_access_log_has_words(page: str) -> None:
    assert vocabulary.page_text(page) != page or vocabulary.page_text(f"command:{page}") != f"command:{page}"
