"""A block from a spreadsheet: what it changes is shown, what cannot be read is named, nothing is written."""

import pytest
from django.urls import reverse

from kyndig.mapping import pasting
from kyndig.mapping.models import Entry, Round
from kyndig.mapping.pasting import Block
from kyndig.mapping.sheet import Sheet
from kyndig.mapping.tests.made import a_round
from tests.cast import Cast


@pytest.fixture
def round_(cast: Cast) -> Round:
    return a_round(cast)


def read(cast: Cast, round_: Round, text: str, person: str = "", competence: str = "PVK") -> Block:
    start = f"c{cast.person(person).pk}-{cast.competences[competence].pk}" if person else ""
    return pasting.read(Sheet(round_, cast.unit("SOL"), cast.user("ulla")), text, start)


def changes(block: Block) -> list[tuple[str, str, int]]:
    return [
        (each.cell.person.first_name, each.cell.column.competence.code, each.level) for each in block.changes
    ]


def test_a_block_is_laid_with_its_corner_on_the_cell(cast: Cast, round_: Round) -> None:
    block = read(cast, round_, "2\t1\n1\t0\n", "amina")
    assert changes(block) == [
        ("Amina", "PVK", 2),
        ("Amina", "LEGEMIDDEL", 1),
        ("Bendik", "PVK", 1),
        ("Bendik", "LEGEMIDDEL", 0),
    ]


def test_words_are_levels_and_a_dash_skips(cast: Cast, round_: Round) -> None:
    block = read(cast, round_, "kan selvstendig\t-\n\tHar\r\n", "amina")
    assert changes(block) == [("Amina", "PVK", 2), ("Bendik", "LEGEMIDDEL", 1)]


@pytest.mark.parametrize("value", ["4", "-1", "god", "²", "9" * 5000, "<b>2</b>"])
def test_what_is_no_level_is_named_by_row_and_column(cast: Cast, round_: Round, value: str) -> None:
    block = read(cast, round_, f"-\n{value}", "amina")
    assert not block.changes
    assert "Rad 2, kolonne 1 (Bendik Merkebendik, Legge inn perifert venekateter)" in block.mistakes[0]


def test_a_cell_that_the_round_does_not_ask_about_is_named(cast: Cast, round_: Round) -> None:
    assert "Runden spør ikke om dette." in read(cast, round_, "1", "farid", "LEGEMIDDEL").mistakes[0]


def test_what_lasts_for_a_time_is_judged_apart(cast: Cast, round_: Round) -> None:
    cast.competences["LEGEMIDDEL"].validity_months = 12
    cast.competences["LEGEMIDDEL"].save()
    block = read(cast, round_, "1\n0", "amina", "LEGEMIDDEL")
    assert "trenger en dato" in block.mistakes[0]
    assert changes(block) == [("Bendik", "LEGEMIDDEL", 0)]


def test_what_goes_past_the_edges_is_said(cast: Cast, round_: Round) -> None:
    block = read(cast, round_, "1\t1\t1\n" * 12, "petter")
    assert len(block.mistakes) >= 2


def test_the_preview_writes_nothing_and_what_it_sends_is_stored_as_pasted(cast: Cast, round_: Round) -> None:
    client = cast.client("ulla")
    here = reverse("round_paste", args=[round_.pk, "SOL"])
    start = f"c{cast.person('ivar').pk}-{cast.competences['PVK'].pk}"
    response = client.post(here, {"tekst": "1\n2", "fra": start})
    assert not Entry.objects.exists()
    changed = [each.form for each in response.context["pasted"].changes]
    data = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "method": "pasted"}
    data |= {f"{form.prefix}-{name}": value for form in changed for name, value in form.initial.items()}
    client.post(reverse("round_cells", args=[round_.pk, "SOL"]) + "?visning=lim-inn", data)
    assert list(Entry.objects.values_list("method", "assessment__level")) == [("pasted", 1), ("pasted", 2)]
