"""What is shown of a group never tells of one to four people."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyndig.analysis.disclosure import is_covered, is_hidden, rounded, share, shares

counts = st.integers(0, 400)
few = st.integers(0, 15)


@pytest.mark.parametrize(("people", "hidden"), [(0, True), (1, True), (4, True), (5, False), (200, False)])
def test_a_group_under_five_is_hidden(people: int, hidden: bool) -> None:
    assert is_hidden(people) is hidden


@pytest.mark.parametrize(
    ("count", "shown"), [(0, None), (4, None), (9, None), (10, 10), (12, 10), (13, 15), (98, 100)]
)
def test_counts_are_rounded_to_the_nearest_five(count: int, shown: int | None) -> None:
    assert rounded(count) == shown


@given(counts, counts, few)
def test_a_small_group_has_no_share(part: int, rest: int, people: int) -> None:
    assert (share(part, part + rest, people) is None) or people >= 5


@given(counts, counts)
def test_a_share_of_few_is_hidden_and_others_are_whole_steps(part: int, rest: int) -> None:
    shown = share(part, part + rest, 50)
    assert (shown is None) == (part < 10)
    assert shown is None or shown in range(0, 101, 5)


@given(st.dictionaries(st.text(), counts, max_size=5))
def test_each_part_has_the_share_it_has_alone(parts: dict[str, int]) -> None:
    whole = sum(parts.values())
    assert shares(parts, 50) == {key: share(part, whole, 50) for key, part in parts.items()}


@pytest.mark.parametrize("number", [2, 3])
def test_no_sum_of_rounded_counts_singles_out_one_to_four(number: int) -> None:
    """A whole and its parts, all tables of small numbers, even for somebody who sees the rounded counts.

    Parts may be units of a sector, states of a unit, filters of a page, or what changed between two dates.
    """
    alike: dict[tuple[int | None, ...], list[set[int]]] = defaultdict(lambda: [set() for _ in range(number)])
    for parts in product(range(40 if number == 2 else 24), repeat=number):
        shown = (*map(rounded, parts), rounded(sum(parts)))
        for values, part in zip(alike[shown], parts, strict=True):
            values.add(part)
    singled_out = [values for every in alike.values() for values in every if len(values) == 1]
    assert not [values for values in singled_out if values & {1, 2, 3, 4}]


@given(st.lists(st.integers(0, 30), min_size=2, max_size=40))
def test_nor_does_a_sum_of_many_parts(parts: list[int]) -> None:
    """By bounds: the least and the most that each hidden part can be, given everything that is shown."""
    least, most = zip(*map(bounds, map(rounded, parts)), strict=True)
    whole_least, whole_most = bounds(rounded(sum(parts)))
    for place in range(len(parts)):
        lowest = max(least[place], whole_least - (sum(most) - most[place]))
        highest = min(most[place], whole_most - (sum(least) - least[place]))
        assert lowest < highest or lowest not in {1, 2, 3, 4}


def bounds(shown: int | None) -> tuple[int, int]:
    """What a shown count can stand for."""
    return (0, 9) if shown is None else (max(10, shown - 2), shown + 2)


@given(few, few)
def test_coverage_is_said_only_where_it_counts_nobody(holders: int, least: int) -> None:
    """Where it is said, at least five numbers of holders would give the same answer."""
    answer = is_covered(holders, least)
    if answer is not None:
        assert sum(is_covered(other, least) == answer for other in range(100)) >= 5
