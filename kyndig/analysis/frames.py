"""What all analysis shares: the frame type, and the few moves that every rule makes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

import narwhals as nw

from kyndig.analysis.engines import kept_by

Frame: TypeAlias = nw.LazyFrame[Any]

# Two ids in one integer, since every engine joins one column much faster than two. Ids are below 2**30.
ID_SPAN = 2**30


def collected(frame: Frame) -> nw.DataFrame[Any]:
    """The rows, worked out now.

    Polars' streaming engine is made for more data than a machine holds; for a municipality its in-memory
    engine is measured at a third of the time.
    """
    if frame.implementation.is_polars():
        return frame.collect(engine="in-memory")
    return frame.collect()


def kept(frame: Frame) -> Frame:
    """The same rows, worked out now and held by the engine: what is asked of them next starts from there."""
    hold = kept_by(frame)
    return nw.from_native(hold(frame.to_native())).lazy() if hold else collected(frame).lazy()


def valid_at(frame: Frame, day: date, begins: str = "valid_from", ends: str = "valid_to") -> Frame:
    """Rows whose period holds `day`: inclusive at both ends, null means no limit."""
    return frame.filter(begun_by(day, begins), lasts_to(day, ends))


def begun_by(day: date, begins: str = "valid_from") -> nw.Expr:
    """The period begins on the day or before; never null."""
    return nw.col(begins).is_null() | (nw.col(begins) <= day)


def lasts_to(day: date, ends: str = "valid_to") -> nw.Expr:
    """The period has not ended before the day; never null."""
    return nw.col(ends).is_null() | (nw.col(ends) >= day)


def joint_key(first: str, second: str) -> nw.Expr:
    """One integer for a pair of ids; with null in either, null."""
    return nw.col(first) * ID_SPAN + nw.col(second)


def count_where(condition: nw.Expr) -> nw.Expr:
    """How many rows of a group meet a condition that is never null."""
    return total(condition.cast(nw.Int64))


def total(numbers: nw.Expr) -> nw.Expr:
    """The sum of whole numbers, of their own type: some engines make sums wider."""
    return numbers.sum().cast(nw.Int64)


def whole_number(value: int) -> nw.Expr:
    """A constant of the type that counts and ids have on every engine."""
    return nw.lit(value, dtype=nw.Int64)


def at_least_none(number: nw.Expr) -> nw.Expr:
    """The number, or 0 where it is below."""
    return nw.when(number > 0).then(number).otherwise(whole_number(0))


def latest(frame: Frame, keys: Sequence[str], order: Sequence[str]) -> Frame:
    """The row of each key that is greatest by the columns of `order`, which tell the rows of a key apart."""
    return frame.unique(list(keys), keep="last", order_by=list(order))
