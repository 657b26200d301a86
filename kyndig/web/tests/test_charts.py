"""Charts as they stand in a page."""

import re
from xml.etree import ElementTree as ET

from kyndig.web import charts

WORDS = {"met": "Oppfylt", "below": "Under krav", "not_assessed": "Ikke vurdert", "exempt": "Unntatt"}
ROWS = [
    charts.Bar("Solhaug & co <a>", {"met": 37, "below": 5, "not_assessed": 34, "exempt": 3}),
    charts.Bar('Elve"bredden', {"met": 12, "below": 1, "not_assessed": 0, "exempt": 0}),
]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(rows: list[charts.Bar] = ROWS, **changes: bool) -> charts.Chart:
    return charts.bars(rows, WORDS, title="To enheter <1>", description="Hvor langt de er", **changes)


def tree(chart: charts.Chart) -> ET.Element:
    return ET.fromstring(chart.svg)  # noqa: S314 - drawn by us


def test_chart_is_an_image_with_title_and_description() -> None:
    root = tree(drawn())
    assert root.get("role") == "img"
    named = [root.find(f".//*[@id='{each}']") for each in root.attrib["aria-labelledby"].split()]
    assert [each.text for each in named if each is not None] == ["To enheter <1>", "Hvor langt de er"]


def test_chart_has_nothing_that_the_content_policy_refuses() -> None:
    svg = drawn().svg
    assert not re.search(r"\sstyle=", svg)
    assert not re.search(r"<(style|script|foreignObject|image)\b", svg)


def test_states_are_told_apart_without_colour() -> None:
    svg = drawn().svg
    assert svg.count("<pattern ") == 2
    assert len(re.findall(r'fill="url\(#\w+-below\)"', svg)) == 2
    assert len(re.findall(r'fill="url\(#\w+-exempt\)"', svg)) == 1
    assert "#010203" not in svg
    assert "#040506" not in svg


def test_names_and_numbers_are_written_beside_the_bars() -> None:
    texts = [each.text for each in tree(drawn()).iter(f"{SVG}text")]
    assert texts == ["Solhaug & co <a>", 'Elve"bredden', "37", "34", "12"]


def test_numbers_can_be_left_out() -> None:
    texts = [each.text for each in tree(drawn(numbers=False)).iter(f"{SVG}text")]
    assert texts == ["Solhaug & co <a>", 'Elve"bredden']


def test_a_row_of_nothing_is_left_out() -> None:
    texts = [each.text for each in tree(drawn([*ROWS, charts.Bar("Tom", {"met": 0})])).iter(f"{SVG}text")]
    assert "Tom" not in texts


def test_nothing_at_all_gives_an_empty_drawing() -> None:
    assert list(tree(drawn([])).iter(f"{SVG}text")) == []


def test_ids_of_different_charts_differ() -> None:
    first, second = drawn().svg, drawn(ROWS[:1]).svg
    assert not set(re.findall(r'id="(\w+)', first)) & set(re.findall(r'id="(\w+)', second))


def test_legend_names_each_kind_with_its_own_fill() -> None:
    written = charts.legend(drawn())
    assert re.findall(r"</svg>([^<]+)</li>", written) == list(WORDS.values())
    assert len(set(re.findall(r'fill="([^"]+)"', written))) == 4
