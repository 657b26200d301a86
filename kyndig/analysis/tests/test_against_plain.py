"""The functions over frames give what the rule's text gives, on random small municipalities."""

from __future__ import annotations

from dataclasses import asdict, replace

from hypothesis import given, settings

from kyndig.analysis import gaps
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


def _sorted(rows: list[Row]) -> list[Row]:
    """Rows that share a key have no order of their own."""
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])
