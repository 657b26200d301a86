"""Writes rows without a model object for each: COPY in PostgreSQL, one prepared INSERT in SQLite."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.db.models import Max
from django.utils import timezone

from kyndig.accounts.models import User

# Values of a row, in the order of the columns named beside them.
Values = Sequence[Any]


def insert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Values],
    same: Mapping[str, Any] | None = None,
) -> None:
    """Insert the rows in their order; `columns` names their values, `same` what is equal in all of them.

    Columns that are not named are NULL. Moments stand in `same` only. Nothing is validated but by the
    database, and no signal is sent.
    """
    every = (*columns, *(same or ()))
    rest = tuple(map(_adapted, (same or {}).values()))
    _WRITERS[connection.vendor](model._meta.db_table, every, ((*row, *rest) for row in rows))


def insert_with_history(
    model: Any, columns: Sequence[str], rows: Sequence[Values], *, by: User | None
) -> None:
    """The same for a model that keeps its history. The first column is what tells the rows apart."""
    last = model.objects.aggregate(last=Max("pk"))["last"] or 0
    insert(model, columns, rows)
    ids = dict(model.objects.filter(pk__gt=last).values_list(columns[0], "pk"))
    insert(
        model.history.model,
        ("id", *columns),
        ((ids[row[0]], *row) for row in rows),
        {"history_date": timezone.now(), "history_type": "+", "history_user_id": by.pk if by else None},
    )


def _adapted(value: Any) -> Any:
    """A moment as the database keeps it; both take everything else as it is."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _copy(table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _insert_many(table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)  # type: ignore[arg-type] # takes any iterable, as Django says


_WRITERS = {"postgresql": _copy, "sqlite": _insert_many}
