"""A what-if gives what its text gives, on random small municipalities and random changes."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kyndig.analysis import gaps, needs, vulnerability, whatif
from kyndig.analysis.frames import collected
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tests import plain, plain_needs, plain_whatif
from kyndig.analysis.tests.plain import Row, Town
from kyndig.analysis.tests.rich_towns import NEAR_AGE, rich_towns
from kyndig.analysis.tests.test_against_plain import snapshot_of

checked = settings(deadline=None, max_examples=50)

people = st.sampled_from(["P1", "P2", "P3", "P4", "P5", "P1,P2", "P6"])
units = st.sampled_from(["U1", "U2", "U2", "U3", "U4", "U90"])
roles = st.sampled_from(["R1", "R1", "R2", "R9"])
competences = st.sampled_from(["C1", "C2", "C3"])
levels = st.sampled_from(["0", "1", "1", "2", "3"])


def written(name: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda given_parts: ":".join([name, *given_parts]))


changes = st.one_of(
    written("leave", people),
    written("retire", st.sampled_from(["37", "62", "63", "0", "999999"])),
    written("move", people, units),
    written("train", competences, levels, people),
    written("require", roles, competences, levels),
    written("require", roles, competences, levels, units),
    written("drop", roles, competences),
    written("close", units),
)


def allowed(town: Town, texts: list[str]) -> list[str]:
    """The changes that can follow those before them, and at the end the first that can't."""
    done: list[str] = []
    for text in texts:
        done.append(text)
        try:
            plain_whatif.applied(town, done)
        except plain_whatif.NoError:
            return done
    return done


def differs(
    before: Snapshot, after: Snapshot, table: Any, key: tuple[str, ...], names: tuple[str, ...]
) -> list[Row]:
    return collected(whatif.difference(table(before), table(after), key, names).sort(*key)).rows(named=True)


def check(town: Town, texts: list[str]) -> None:
    changed = plain_whatif.applied(town, texts)
    before = snapshot_of(town)
    after = whatif.applied(before, texts)
    tables: list[tuple[Any, Any, tuple[str, ...], tuple[str, ...]]] = [
        (gaps.gap_by_unit, plain.by_unit, gaps.KEYS["unit"], gaps.COLUMNS["unit"]),
        (gaps.coverage, plain.by_coverage, gaps.KEYS["coverage"], gaps.COLUMNS["coverage"]),
        (
            lambda each: vulnerability.vulnerability(each, NEAR_AGE),
            lambda each: plain_needs.vulnerability(each, NEAR_AGE),
            vulnerability.KEY,
            vulnerability.COLUMNS,
        ),
        (needs.needs, plain_needs.needs, needs.KEY, needs.COLUMNS),
    ]
    for table, plainly, key, names in tables:
        found = differs(before, after, table, key, names)
        assert found == plain_whatif.difference(plainly(town), plainly(changed), key), (key, texts)


@checked
@given(rich_towns(), st.lists(changes, min_size=1, max_size=4))
def test_what_if_is_that_of_the_text(town: Town, texts: list[str]) -> None:
    possible = allowed(town, texts)
    try:
        plain_whatif.applied(town, possible)
    except plain_whatif.NoError:
        try:
            whatif.applied(snapshot_of(town), possible)
        except whatif.RefusedError:
            possible = possible[:-1]
        else:
            raise AssertionError(f"{possible} is not refused") from None
    check(town, possible)


@checked
@given(rich_towns())
def test_no_change_differs_in_nothing(town: Town) -> None:
    snapshot = snapshot_of(town)
    assert differs(snapshot, whatif.applied(snapshot, []), needs.needs, needs.KEY, needs.COLUMNS) == []
