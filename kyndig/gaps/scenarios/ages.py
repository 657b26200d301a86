"""Retirement without telling anybody's age: what is shown of it, and what is not.

As on the page of vulnerability (ADR 18), by ADR 17: where few hold something, the answer does not count that
somebody retires; single requirements and needs never do. Nothing says which of the rows those are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import narwhals as nw

from kyndig.analysis import disclosure
from kyndig.analysis.frames import Frame

# Round steps: one age a year would tell each one's.
AGES: Final = (60, 62, 65, 67, 70)
# Tables in which retirement counts at all; the others would single people out.
COUNT_HOLDERS: Final = ("vulnerability", "coverage")
# A position's size tells whose it was.
TELLS_WHO: Final = ("holder_fte",)


def retires(text: str) -> bool:
    """Whether a change rests on age."""
    return text.startswith("retire:")


def in_order(texts: Sequence[str]) -> list[int]:
    """The places of the changes in the order they are applied: retirement last, so that it refuses nobody.

    «She has left already» about somebody who retires would tell her age; the outcome is the same.
    """
    return sorted(range(len(texts)), key=lambda place: retires(texts[place]))


def told(staying: Frame, retired: Frame, key: Sequence[str]) -> Frame:
    """The rows after people have retired, where that tells nobody's age; else as they are if all stay.

    Args: the same table with all staying and with some retired; both have `holders`.
    """
    left = retired.select(*key, left="holders").unique(list(key))
    beside = staying.select(*key, "holders").unique(list(key)).join(left, on=list(key), how="inner")
    enough = nw.col("holders") >= disclosure.SMALLEST_GROUP
    rest = nw.col("left") >= disclosure.LEFT_AT_LEAST
    open_ = beside.filter(enough & rest).select(*key)
    names = staying.collect_schema().names()
    kept = staying.join(open_, on=list(key), how="anti").select(*names)
    return nw.concat([kept, retired.join(open_, on=list(key), how="semi").select(*names)])
