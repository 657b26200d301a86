"""What the figures mean: a definition for every head, and every head leads to its own."""

import re
from collections import Counter

import pytest

from kyndig.gaps.definitions import BY_KEY, GROUPS
from kyndig.gaps.scenarios.showing import MEASURES
from kyndig.gaps.scenarios.tests.made import two_scenarios
from kyndig.gaps.tests.test_pages import ADDRESSES, get
from tests.cast import Cast

pytestmark = pytest.mark.django_db

PAGE = "/hjelp/tallene/"
HEADED = [
    *ADDRESSES[:6],
    ("unit_leader", "/enhet/SOL/latent/"),
    ("unit_leader", "/enhet/SOL/behov/"),
    ("unit_leader", "/enhet/SOL/hva-om/{scenario}/"),
    ("union_representative", "/enhet/SOL/gap/"),
    ("union_representative", "/sektor/HO/gap/"),
]


def test_every_fragment_is_there_once(cast: Cast) -> None:
    ids = Counter(re.findall(r'\sid="([^"]+)"', get(cast, "employee", PAGE)))
    for key in [*BY_KEY, *(group.key for group in GROUPS)]:
        assert ids[key] == 1, key


@pytest.mark.parametrize(("role", "address"), HEADED)
def test_every_head_with_a_figure_leads_to_its_definition(cast: Cast, role: str, address: str) -> None:
    # The chart's own table says the parts of its bars, not figures.
    address = address.format(scenario=two_scenarios(cast)[0])
    html = get(cast, role, address).partition("Vis som tabell")[0]
    heads = re.findall(r'<th scope="col" class="k-r">(.*?)</th>', html, re.DOTALL)
    keys = [re.search(rf'href="{PAGE}#([a-z-]+)"', head) for head in heads]
    assert keys
    for head, key in zip(heads, keys, strict=True):
        assert key is not None, head
        assert key[1] in BY_KEY


def test_every_measure_of_a_what_if_has_a_definition() -> None:
    assert all(key in BY_KEY for measures in MEASURES.values() for key in measures.values())


def test_what_a_page_rests_on_is_defined_too(cast: Cast) -> None:
    assert f'href="{PAGE}#sikkert"' in get(cast, "unit_leader", "/enhet/SOL/gap/")


def test_readers_of_large_groups_have_heads_that_lead_to_definitions(cast: Cast) -> None:
    assert f'href="{PAGE}#nok-personer"' in get(cast, "union_representative", "/enhet/SOL/dekning/")
