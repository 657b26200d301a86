"""Writes a million assessments without a model object for each: COPY in PostgreSQL, else one INSERT."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from kyndig.accounts.models import User
from kyndig.holdings.models import Assessment

_TABLE = Assessment._meta.db_table
_SAME_FOR_ALL = ("annulled_reason", "registered_at", "registered_by_id")


def write(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, by: User | None) -> None:
    """Register the rows, in their order, as assessments by `by`; `columns` names their values.

    The caller brings the holdings in line in the same transaction.
    """
    every = (*columns, *_SAME_FOR_ALL)
    same = ("", timezone.now(), by.pk if by else None)
    if connection.vendor == "postgresql":
        _copy(every, rows, same)
        return
    places = ", ".join(["%s"] * len(every))
    sql = f"INSERT INTO {_TABLE} ({', '.join(every)}) VALUES ({places})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(sql, [tuple(map(_adapted, (*row, *same))) for row in rows])


def _copy(columns: Sequence[str], rows: Sequence[Sequence[Any]], same: tuple[Any, ...]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_TABLE} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row((*row, *same))


def _adapted(value: Any) -> Any:
    """Dates as the database keeps them."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
