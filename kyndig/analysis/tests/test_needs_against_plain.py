"""Vulnerability, latent competence and needs are what their text gives, on random small municipalities."""

from __future__ import annotations

from hypothesis import given, settings

from kyndig.analysis import latent, needs, vulnerability
from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.tests import plain_needs
from kyndig.analysis.tests.plain import Row, Town
from kyndig.analysis.tests.rich_towns import NEAR_AGE, rich_towns
from kyndig.analysis.tests.test_against_plain import snapshot_of

checked = settings(deadline=None, max_examples=60)


def rows(table: Frame, key: tuple[str, ...]) -> list[Row]:
    return collected(table.sort(*key)).rows(named=True)


@checked
@given(rich_towns())
def test_vulnerability_is_that_of_the_text(town: Town) -> None:
    found = rows(vulnerability.vulnerability(snapshot_of(town), NEAR_AGE), vulnerability.KEY)
    assert found == plain_needs.vulnerability(town, NEAR_AGE)


@checked
@given(rich_towns())
def test_latent_competence_is_that_of_the_text(town: Town) -> None:
    assert rows(latent.latent(snapshot_of(town)), latent.KEY) == plain_needs.latent(town)


@checked
@given(rich_towns())
def test_needs_are_those_of_the_text(town: Town) -> None:
    assert rows(needs.needs(snapshot_of(town)), needs.KEY) == plain_needs.needs(town)


@checked
@given(rich_towns())
def test_a_unit_chooses_rows_and_changes_no_figure(town: Town) -> None:
    chosen = town.units[-2]["unit_id"]
    below = {unit["unit_code"] for unit in town.units if chosen in town.at_and_above(unit["unit_id"])}
    snapshot = snapshot_of(town)
    found = rows(needs.needs(snapshot, chosen), needs.KEY)
    assert found == [row for row in plain_needs.needs(town) if row["unit_code"] in below]
    found = rows(vulnerability.vulnerability(snapshot, NEAR_AGE, chosen), vulnerability.KEY)
    every = plain_needs.vulnerability(town, NEAR_AGE)
    assert found == [row for row in every if row["unit_code"] in below]
    assert rows(latent.latent(snapshot, chosen), latent.KEY) == plain_needs.latent(town, chosen)
