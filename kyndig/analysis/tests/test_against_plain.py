"""The functions over frames give what the rule's text gives, on random small municipalities."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from itertools import product

import narwhals as nw
from hypothesis import given, settings

from kyndig.analysis import gaps
from kyndig.analysis.forecast import known_falls
from kyndig.analysis.heat import heat
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tests import plain
from kyndig.analysis.tests.municipalities import towns
from kyndig.analysis.tests.plain import Row, Town

# Each example builds and runs real query plans: slow machines need more than the default 200 ms.
checked = settings(deadline=None, max_examples=60)


def snapshot_of(town: Town) -> Snapshot:
    facts = asdict(town)
    return Snapshot.from_rows(facts.pop("as_of"), facts)


@checked
@given(towns())
def test_person_rows_are_those_of_the_text(town: Town) -> None:
    found = gaps.in_order(gaps.gap_by_person(snapshot_of(town)), "person")
    assert _sorted(found) == _sorted(plain.by_person(town))


@checked
@given(towns())
def test_unit_rows_are_those_of_the_text(town: Town) -> None:
    assert gaps.in_order(gaps.gap_by_unit(snapshot_of(town)), "unit") == plain.by_unit(town)


@checked
@given(towns())
def test_coverage_rows_are_those_of_the_text(town: Town) -> None:
    assert _sorted(gaps.in_order(gaps.coverage(snapshot_of(town)), "coverage")) == _sorted(
        plain.by_coverage(town)
    )


@checked
@given(towns())
def test_a_unit_keeps_the_rows_of_itself_and_those_below_and_changes_none(town: Town) -> None:
    chosen = town.units[-2]["unit_id"]
    below = {u["unit_code"] for u in town.units if chosen in town.at_and_above(u["unit_id"])}
    kept = [row for row in plain.by_unit(town) if row["unit_code"] in below]
    assert gaps.in_order(gaps.gap_by_unit(snapshot_of(town), chosen), "unit") == kept


@checked
@given(towns())
def test_facts_that_cannot_matter_at_the_date_change_nothing(town: Town) -> None:
    """A loader may leave them out, so the result must be the same with and without."""
    fewer = replace(
        town,
        employments=plain.counting(town, town.as_of),
        requirements=[row for row in town.requirements if plain.holds(row, town.as_of)],
        assessments=[row for row in town.assessments if row["assessed_on"] <= town.as_of],
        exemptions=[row for row in town.exemptions if plain.holds(row, town.as_of)],
    )
    whole = gaps.in_order(gaps.gap_by_person(snapshot_of(town)), "person")
    assert _sorted(gaps.in_order(gaps.gap_by_person(snapshot_of(fewer)), "person")) == _sorted(whole)


@checked
@given(towns())
def test_heat_cells_are_those_of_the_text(town: Town) -> None:
    unit_ids = [unit["unit_id"] for unit in town.units]
    table = heat(snapshot_of(town), unit_ids)
    for unit_id, competence in product(unit_ids, (1, 2, 3)):
        cell = table.cell(unit_id, competence)
        found = (cell.word, cell.holders, cell.required, cell.fragile)
        assert found == plain.heat_cell(town, unit_id, competence)


@checked
@given(towns())
def test_falls_are_found_by_asking_every_later_day(town: Town) -> None:
    snapshot = snapshot_of(town)
    asks = gaps.coverage_counts(snapshot).with_columns(
        ask_id="coverage_id", floor=nw.min_horizontal("min_holders", "holders")
    )
    found = {fall.ask_id: (fall.on, fall.holders) for fall in known_falls(asks, snapshot)}
    valid = [row for row in town.coverage if plain.holds(row, town.as_of)]
    falls = {row["coverage_id"]: plain.first_fall(town, row, date(2029, 3, 1)) for row in valid}
    assert found == {ask_id: fall for ask_id, fall in falls.items() if fall}


def _sorted(rows: list[Row]) -> list[Row]:
    """Rows that share a key have no order of their own."""
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])
