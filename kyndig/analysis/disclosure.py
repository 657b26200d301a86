"""What may be said of a group to those who don't lead it: nothing that tells of one to four people.

- A group under five people is hidden.
- A count under ten is hidden, nought too. Hiding nought to four would not do: a whole and its parts can leave
  one way to add up, and then what is hidden is the greatest it can be (7 + 7 + hidden, rounded to 5 + 5, and
  18 rounded to 20: only 4 is left). With ten, the greatest is nine, and no sum can single out one to four.
- Other counts are rounded to the nearest five, each from its own true value, and said as shares in steps of
  five per cent; neither the whole nor the size of the group is said. So there is little to subtract, between
  units, filters or dates, and what there is does not tell of one to four.
- Of how many can do something: only whether they are enough, and only where at least ten are asked for.

Pure: numbers in, numbers or None out. Those who lead the group, and HR, never come here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

SMALLEST_GROUP: Final = 5
SMALLEST_COUNT: Final = 10
BASE: Final = 5
STEP_PERCENT: Final = 5
LEFT_AT_LEAST: Final = 2

Key = TypeVar("Key")


def is_hidden(people: int) -> bool:
    """True for a group of so few people that nothing is said of it."""
    return people < SMALLEST_GROUP


def rounded(count: int) -> int | None:
    """The nearest multiple of five; None (hidden) under ten."""
    if count < SMALLEST_COUNT:
        return None
    return (count + BASE // 2) // BASE * BASE


def share(part: int, whole: int, people: int) -> int | None:
    """A share in whole steps of five per cent, 0-100, from the rounded counts; None where it is hidden.

    0 is more than nothing: ten or more of very many. It is said as under five per cent.

    Args: `people` is the size of the group that the counts are about.
    """
    shown_part, shown_whole = rounded(part), rounded(whole)
    if is_hidden(people) or shown_part is None or shown_whole is None:
        return None
    steps = (200 * shown_part // shown_whole + STEP_PERCENT) // (2 * STEP_PERCENT)
    return min(100, steps * STEP_PERCENT)


def shares(parts: Mapping[Key, int], people: int) -> dict[Key, int | None]:
    """Each part's share of their sum. The shares need not add up to a hundred, and the page says so."""
    whole = sum(parts.values())
    return {key: share(part, whole, people) for key, part in parts.items()}


def is_covered(holders: int, min_holders: int) -> bool | None:
    """Whether enough people can; None (hidden) where so few are asked for that it would count them."""
    return None if min_holders < SMALLEST_COUNT else holders >= min_holders


def may_tell_of_age(holders: int, near_retirement: int) -> bool:
    """Whether those who know the holders by name may be told how many of them are near retirement.

    Not of fewer than five, and not where fewer than two would be left: a number of all, or of all but one,
    tells the age of each. Since both all and all but one are hidden, what is hidden tells of nobody for sure.
    """
    return not is_hidden(holders) and holders - near_retirement >= LEFT_AT_LEAST
