"""Which way a row goes, which stands first, and what falls."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyndig.gaps.scenarios import comparing
from kyndig.gaps.scenarios.comparing import Falls, Row, Way

KEY = ("unit_code", "competence", "level", "min_holders")
counts = st.integers(0, 9)
sides = st.none() | st.fixed_dictionaries({"holders": counts, "shortfall": counts})
both = st.tuples(sides, sides).filter(any)


def covered(holders: int, shortfall: int) -> dict[str, int]:
    return {"holders": holders, "shortfall": shortfall}


def row(before: dict[str, int] | None, after: dict[str, int] | None, code: str = "PVK") -> dict[str, Any]:
    sides = {"before": before, "after": after}
    values = {
        f"{side}_{name}": given[name] if given else None
        for side, given in sides.items()
        for name in ("holders", "shortfall")
    }
    return {"unit_code": "U", "competence": code, "level": 2, "min_holders": 3} | values


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        (covered(3, 0), covered(2, 1), Way.WORSE),
        (covered(5, 0), covered(4, 0), Way.WORSE),
        (covered(2, 1), covered(3, 0), Way.BETTER),
        (covered(2, 1), None, Way.GONE),
        (None, covered(1, 2), Way.WORSE),
        (None, covered(3, 0), Way.OTHERWISE),
    ],
)
def test_which_way_a_row_of_coverage_goes(before: Any, after: Any, way: Way) -> None:
    assert comparing.rows("coverage", [row(before, after)], KEY)[0].way is way


def test_fewer_who_lack_outweighs_nothing_in_front_of_it() -> None:
    """Below and expired count together: one that runs out where another is met is the same."""
    names = ("below", "expired", "depth", "not_assessed")
    before, after = ((2, 1, 3, 0), (1, 2, 3, 1))
    way, by = comparing.way_of(
        "unit", dict(zip(names, before, strict=True)), dict(zip(names, after, strict=True))
    )
    assert (way, by) == (Way.WORSE, 1)


@given(st.lists(both, max_size=8))
def test_worse_rows_stand_first_and_none_is_lost(pairs: list[Any]) -> None:
    given_rows = [row(before, after, f"C{place}") for place, (before, after) in enumerate(pairs)]

    found = comparing.rows("coverage", given_rows, KEY)

    ranks = [list(Way).index(each.way) for each in found]
    assert ranks == sorted(ranks)
    assert {each.key[1] for each in found} == {each["competence"] for each in given_rows}


@given(*[st.fixed_dictionaries({"holders": counts, "shortfall": counts})] * 2)
def test_what_is_worse_one_way_is_better_the_other(one: Any, other: Any) -> None:
    opposite = {Way.WORSE: Way.BETTER, Way.BETTER: Way.WORSE, Way.OTHERWISE: Way.OTHERWISE}
    way, by = comparing.way_of("coverage", one, other)
    assert comparing.way_of("coverage", other, one) == (opposite[way], -by)


def test_each_competence_falls_once_by_the_worst_that_happens_to_it() -> None:
    found = comparing.rows(
        "coverage",
        [
            row(covered(3, 0), covered(2, 1), "A"),
            row(covered(1, 2), covered(2, 1), "A"),
            row(covered(1, 2), covered(0, 3), "B"),
            row(covered(1, 2), covered(2, 1), "C"),
            row(covered(1, 2), None, "D"),
        ],
        KEY,
    )
    assert comparing.falls(found, 1) == Falls(under=1, deeper=1, nearer=1)


@given(st.lists(both, max_size=6), st.lists(both, max_size=6))
def test_two_scenarios_share_today(one: list[Any], other: list[Any]) -> None:
    """A row that differs in one scenario stands as today in the other."""
    first = [_row(f"C{place}", *pair) for place, pair in enumerate(one)]
    second = [_row(f"C{place + 3}", *pair) for place, pair in enumerate(other)]
    today = {each.key: each.before for each in [*second, *first]}
    second = [Row(each.key, today[each.key], each.after, each.way) for each in second]

    pairs = comparing.pairs(first, second)

    assert [pair.key for pair in pairs] == sorted({each.key for each in [*first, *second]})
    for pair in pairs:
        assert pair.today == today[pair.key]
        for side, rows in ((pair.first, first), (pair.second, second)):
            known = [each.after for each in rows if each.key == pair.key]
            assert side == (known[0] if known else pair.today)


def _row(code: str, before: Any, after: Any) -> Row:
    return Row(("U", code), before, after, Way.OTHERWISE)


def test_rows_that_share_a_key_are_paired_by_number() -> None:
    same = [_row("A", covered(1, 0), covered(0, 1)), _row("A", covered(1, 0), covered(0, 1))]
    assert len(comparing.pairs(same, same[:1])) == 2
