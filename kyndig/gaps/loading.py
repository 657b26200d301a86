"""Loads a snapshot from the database: one statement, whatever the scope."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
from django.db import connection

from kyndig.analysis.snapshot import Snapshot
from kyndig.gaps import tables
from kyndig.gaps.tables import EVERYTHING, PEOPLE, UNIT, Scope, Table


def load_snapshot(
    as_of: date,
    *,
    unit_id: int | None = None,
    people: Collection[int] | None = None,
    looks_back: bool = False,
) -> Snapshot:
    """What is known as of a day, for everybody, for a unit with all below it, or for some people (by id).

    Beyond `Snapshot`'s columns, `units` has name, `roles` title, and `competences` name_nb, name_nn, name_en,
    area_nb and area_nn; for a unit or some people `exemptions` has reason and kind. Levels come from the
    kept holdings unless an assessment is dated after the day; the result is the same. For everybody, `source`
    of a confirmed level is null. Employments that begin after the day are there for what is known about the
    time ahead; `assessments` is empty where levels are kept. With `people`, their employments are all there,
    and no coverage.

    `looks_back` adds what latent competence, needs and what-if rest on, and nobody else reads: requirements
    and coverage of every day, and the assessments that say anything about use, also where levels are kept.
    """
    scope = PEOPLE if people is not None else UNIT if unit_id is not None else EVERYTHING
    scope = replace(scope, looks_back=looks_back)
    return _snapshot(as_of, _read(as_of, scope, unit_id, people))


def _read(
    as_of: date, scope: Scope, unit_id: int | None, people: Collection[int] | None
) -> dict[str, pl.DataFrame]:
    wanted: list[Table] = tables.tables(scope)
    parameters: dict[str, Any] = {"day": as_of.isoformat()}
    if unit_id is not None:
        parameters["scope"] = unit_id
    if people is not None:
        parameters["people"] = json.dumps(sorted(people))
    with connection.cursor() as cursor:
        cursor.execute(tables.statement(connection.vendor, wanted), parameters)
        texts = cursor.fetchone()
    return {table.name: table.frame(text) for table, text in zip(wanted, texts, strict=True)}


def _snapshot(as_of: date, frames: dict[str, pl.DataFrame]) -> Snapshot:
    levels = frames.pop("levels")
    known = None
    # Where levels are kept, whoever has an assessment has a level; else there are no kept levels at all.
    if not levels.is_empty() or frames["assessments"].is_empty():
        expired = (pl.col("expires_on") < as_of).fill_null(False)
        known = nw.from_native(levels.with_columns(expired=expired)).lazy()
    lazy = {name: nw.from_native(frame).lazy() for name, frame in frames.items()}
    return Snapshot(as_of, **lazy, known_levels=known).validate()
