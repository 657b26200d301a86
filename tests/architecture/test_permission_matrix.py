"""Every address × every role: what is answered, and whose data stand in the answer.

The table is `matrix.py`. An address without a row fails. To add one: write a `Row`, run this file, and
judge each difference it prints; what it prints is what happens, not what should.
"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings

from tests.architecture.matrix import ROWS
from tests.architecture.matrix_accounts import SIGN_IN_ROWS
from tests.architecture.matrix_row import NOTHING, PARTS, Markers, Row, spread
from tests.architecture.stage import Stage

# The mark has the database made; each test runs inside the stage's transaction.
pytestmark = pytest.mark.django_db
GETS = [row for row in ROWS if row.method == "GET"]
# Third-party pages know nothing of parts.
OURS = [row for row in GETS if row not in SIGN_IN_ROWS]


@pytest.fixture(autouse=True)
def own_data_directory(stage: Stage, settings: Settings) -> None:
    """The stage's files instead of a directory for each test."""
    settings.MEDIA_ROOT = stage.files


def wrong(stage: Stage, row: Row) -> list[str]:
    """A line for each part that gets something else than the table says."""
    lines = []
    for part in PARTS:
        expected, found = row.expected(part), stage.ask(row, part)
        if expected != found:
            lines.append(f"{part}: {shown(found)}, the table says {shown(expected)}")
    return lines


def shown(outcome: tuple[int, Markers]) -> str:
    return f"{outcome[0]} {sorted(outcome[1])}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_each_role_gets_what_the_table_says(stage: Stage, row: Row) -> None:
    assert "\n".join(wrong(stage, row)) == ""


def one_of_each(row: Row) -> list[str]:
    """Of the parts that are let in, the first with each outcome: they differ by what they may see."""
    first: dict[tuple[int, Markers], str] = {}
    for part in spread(row.sees):
        first.setdefault(row.expected(part), part)
    return list(first.values())


@pytest.mark.parametrize("row", OURS, ids=lambda row: row.title)
def test_a_part_of_a_page_shows_no_more_than_the_page(stage: Stage, row: Row) -> None:
    more = []
    for part in one_of_each(row):
        status, markers = stage.ask(row, part, HX_Request="true")
        expected = row.expected(part)
        if status != expected[0] or not markers <= expected[1]:
            more.append(f"{part}: {shown((status, markers))}, the page: {shown(expected)}")
    assert "\n".join(more) == ""


@pytest.mark.parametrize("row", GETS, ids=lambda row: row.title)
def test_an_address_that_takes_forms_has_a_row_for_them(stage: Stage, row: Row) -> None:
    """As HR, who is let in nearly everywhere: what is not in the table as POST refuses it."""
    posted = {name for each in ROWS if each.method == "POST" for name in each.name.split()}
    if not posted & set(row.name.split()):
        form = Row(row.name, row.address, {}, method="POST")
        assert stage.ask(form, "hr")[0] in {302, 403, 404, 405}


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield prefix + (each.name or f"({each.pattern})")
        else:
            yield from names(each, prefix + (f"{each.namespace}:" if each.namespace else ""))


def test_every_address_has_a_row() -> None:
    in_table = {name for row in ROWS for name in row.name.split()}

    assert sorted(set(names(get_resolver())) - in_table) == []


def test_every_row_is_about_an_address_there_is() -> None:
    in_table = {name for row in ROWS for name in row.name.split()}

    assert sorted(in_table - set(names(get_resolver()))) == []


@pytest.mark.parametrize("part", PARTS)
def test_an_error_page_names_nobody(stage: Stage, part: str) -> None:
    missing = Row("", "/finnes-ikke/nr-merkeamina-ukjent/", {})

    status, markers = stage.ask(missing, part)

    assert (status, markers - {"amina"}) == (404, NOTHING)
