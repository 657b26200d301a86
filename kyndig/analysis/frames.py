"""What all analysis shares: the frame type, and the few moves that every rule makes."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias

import narwhals as nw

Frame: TypeAlias = nw.LazyFrame[Any]

# Two ids in one integer, since every engine joins one column much faster than two. Ids are below 2**31.
ID_SPAN = 2**31


def kept(frame: Frame) -> Frame:
    """The same rows, worked out now where the engine holds rows in memory, else still to be worked out."""
    return frame.collect().lazy() if frame.implementation.is_polars() else frame


def valid_at(frame: Frame, day: date, begins: str = "valid_from", ends: str = "valid_to") -> Frame:
    """Rows whose period holds `day`: inclusive at both ends, null means no limit."""
    begun = nw.col(begins).is_null() | (nw.col(begins) <= day)
    not_ended = nw.col(ends).is_null() | (nw.col(ends) >= day)
    return frame.filter(begun, not_ended)


def joint_key(first: str, second: str) -> nw.Expr:
    """One integer for a pair of ids; with null in either, null."""
    return nw.col(first) * ID_SPAN + nw.col(second)


def count_where(condition: nw.Expr) -> nw.Expr:
    """How many rows of a group meet a condition that is never null."""
    return condition.cast(nw.Int64).sum()
