"""What nobody has touched follows the edition; what the municipality has changed stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyndig.library.comparing import Outcome, merge, outcome

maybe = st.none() | st.integers(1, 3)


@pytest.mark.parametrize(
    ("base", "ours", "new", "expected"),
    [
        (None, None, 2, Outcome.NEW),
        (None, 2, 2, Outcome.SAME),
        (None, 1, 2, Outcome.STANDS),
        (2, 2, 3, Outcome.CHANGES),
        (2, 2, None, Outcome.ENDS),
        (2, 1, 3, Outcome.STANDS),
        (2, 1, 2, Outcome.STANDS),
        (2, None, 3, Outcome.STANDS),
        (2, None, 2, Outcome.STANDS),
        (2, 1, None, Outcome.STANDS),
        (2, 3, 3, Outcome.SAME),
        (2, None, None, Outcome.SAME),
    ],
)
def test_outcome(base: int | None, ours: int | None, new: int | None, expected: Outcome) -> None:
    assert outcome(base, ours, new) == expected


@given(maybe, maybe, maybe)
def test_nothing_of_ours_is_changed_by_itself(base: int | None, ours: int | None, new: int | None) -> None:
    found = outcome(base, ours, new)
    touched = ours != base
    assert not (touched and found in {Outcome.NEW, Outcome.CHANGES, Outcome.ENDS})
    assert (found == Outcome.SAME) == (ours == new)


texts = st.fixed_dictionaries({name: st.sampled_from(["", "a", "b"]) for name in "xyz"})
partly = st.dictionaries(st.sampled_from("xyz"), st.sampled_from(["", "a", "b"]))


@given(partly, texts, texts)
def test_each_field_follows_stands_or_is_left_alone(
    base: dict[str, str], ours: dict[str, str], new: dict[str, str]
) -> None:
    follow, stand = merge(base, ours, new)
    assert not follow.keys() & stand.keys()
    for name, value in new.items():
        if name in follow:
            assert base[name] == ours[name] != value
        elif name in stand:
            assert base.get(name) not in (ours[name], value) or name not in base
        else:
            assert value in (ours[name], base.get(name))
    assert {**new, **follow, **stand} == new
