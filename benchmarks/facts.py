"""Facts drawn at random, to measure the analysis without a database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kyndig.analysis.snapshot import Snapshot

Array: TypeAlias = NDArray[Any]

AS_OF = date(2027, 1, 1)


def facts(people: int, seed: int = 1) -> Snapshot:
    """A municipality with the field's skew: units of 1-90 people, 1.1 positions, six levels a person, gaps.

    Sixty competences are in use, sixty roles ask for about twelve of them each, one thing everywhere and a
    few things at some units. Everything is drawn at random: nobody in it exists.
    """
    rng = np.random.default_rng(seed)
    units = _draw_units(rng, people)
    places = np.flatnonzero(units["kind"].to_numpy() == "unit") + 1
    tables = {
        "units": units,
        "employments": _draw_employments(rng, people, places),
        "requirements": _draw_requirements(rng, places),
        "coverage": pl.DataFrame(schema=_schema("coverage_id unit_id competence_id level min_holders")),
        "assessments": _draw_assessments(rng, people),
        "exemptions": _draw_exemptions(rng, people),
        "competences": _named("competence_id", "code", 60, scale=pl.lit("levels"), area_id=pl.lit(1)),
        "people": _named("person_id", "employee_number", people, birth_date=_no_day()),
        "roles": _named("role_id", "role_code", 60),
    }
    tables["coverage"] = tables["coverage"].with_columns(valid_from=_no_day(), valid_to=_no_day())
    return Snapshot.from_frames(AS_OF, **tables)


def _schema(names: str) -> dict[str, type[pl.Int64]]:
    return dict.fromkeys(names.split(), pl.Int64)


def _no_day() -> pl.Expr:
    return pl.lit(None, dtype=pl.Date)


def _named(key: str, name: str, count: int, **more: pl.Expr) -> pl.DataFrame:
    numbers = pl.Series(key, np.arange(1, count + 1))
    wide = {column: value.cast(pl.Int64) if column == "area_id" else value for column, value in more.items()}
    return pl.DataFrame(numbers).with_columns(pl.format("N{}", key).alias(name), **wide)


def _draw_units(rng: np.random.Generator, people: int) -> pl.DataFrame:
    """A top, six sectors, and units of about 25 people, each under a sector or another unit before it."""
    count = max(6, people // 25)
    sectors = np.full(6, 1)
    under_unit = rng.random(count) < 0.4
    before = rng.integers(8, 8 + np.maximum(np.arange(count), 1))
    under = np.where(
        under_unit & (np.arange(count) > 0), np.minimum(before, 7 + count), rng.integers(2, 8, count)
    )
    shallow = np.where(under >= 8, np.where(under_unit[np.maximum(under - 8, 0)], 2, under), under)
    parents = [None, *sectors.tolist(), *shallow.tolist()]
    kinds = ["municipality", *["sector"] * 6, *["unit"] * count]
    units = _named("unit_id", "unit_code", len(kinds))
    return units.with_columns(parent_id=pl.Series(parents, dtype=pl.Int64), kind=pl.Series(kinds))


def _draw_employments(rng: np.random.Generator, people: int, places: Array) -> pl.DataFrame:
    """Sizes follow a lognormal, a unit has six roles, one in ten a second position; one in twenty left."""
    holders = np.concatenate([np.arange(1, people + 1), rng.integers(1, people + 1, people // 10)])
    weight = np.clip(rng.lognormal(2.8, 0.9, len(places)), 1, 90)
    unit = rng.choice(len(places), len(holders), p=weight / weight.sum())
    roles = rng.integers(1, 61, (len(places), 6))
    left = rng.random(len(holders)) < 0.05
    ended = np.where(left, np.datetime64("2026-06-30"), np.datetime64("NaT")).astype("datetime64[D]")
    columns = {
        "employment_id": np.arange(1, len(holders) + 1),
        "person_id": holders,
        "unit_id": places[unit],
        "role_id": roles[unit, np.minimum(rng.geometric(0.4, len(holders)), 6) - 1],
        "fte_percent": rng.choice([20.0, 50.0, 75.0, 100.0], len(holders)),
        "start_date": np.full(len(holders), np.datetime64("2020-01-01")),
        "end_date": ended,
    }
    return pl.DataFrame(columns).with_columns(pl.col("end_date").cast(pl.Date))


def _draw_requirements(rng: np.random.Generator, places: Array) -> pl.DataFrame:
    whole = [(role, None, competence) for role in range(1, 61) for competence in _twelve(rng)]
    special = rng.choice(places, max(1, len(places) // 5), replace=False)
    local = [
        (int(rng.integers(1, 15)), int(unit), int(rng.integers(1, 61))) for unit in special for _ in range(4)
    ]
    frame = pl.DataFrame(
        [*whole, *local],
        schema={"role_id": pl.Int64, "unit_id": pl.Int64, "competence_id": pl.Int64},
        orient="row",
    )
    return frame.with_columns(
        requirement_id=pl.int_range(pl.len()),
        level=pl.Series(rng.integers(1, 4, len(frame))),
        criticality=pl.Series(rng.choice(["critical", "important", "useful"], len(frame))),
        mandatory=pl.Series(rng.random(len(frame)) < 0.3),
        valid_from=_no_day(),
        valid_to=_no_day(),
    )


def _twelve(rng: np.random.Generator) -> list[int]:
    """What a role asks for: one thing that all do, and a dozen of its own."""
    return [1, *(rng.choice(np.arange(2, 61), 12, replace=False)).tolist()]


def _draw_assessments(rng: np.random.Generator, people: int) -> pl.DataFrame:
    count = people * 7
    dated = np.datetime64(AS_OF - timedelta(days=1500)) + rng.integers(0, 1500, count)
    limited = rng.random(count) < 0.2
    expires = np.where(limited, dated + 1100, np.datetime64("NaT")).astype("datetime64[D]")
    columns = {
        "assessment_id": np.arange(1, count + 1),
        "person_id": rng.integers(1, people + 1, count),
        "competence_id": rng.integers(1, 61, count),
        "level": rng.integers(0, 4, count),
        "source": rng.choice(["self", "leader", "document", "course"], count, p=[0.4, 0.4, 0.1, 0.1]),
        "assessed_on": dated.astype("datetime64[D]"),
        "expires_on": expires,
    }
    unused = {"in_use": pl.lit(None, dtype=pl.String), "wants_to_use": pl.lit(None, dtype=pl.Boolean)}
    return pl.DataFrame(columns).with_columns(pl.col("assessed_on", "expires_on").cast(pl.Date), **unused)


def _draw_exemptions(rng: np.random.Generator, people: int) -> pl.DataFrame:
    count = people // 10
    columns = {"person_id": rng.integers(1, people + 1, count), "competence_id": rng.integers(1, 61, count)}
    return pl.DataFrame(columns).with_columns(valid_from=_no_day(), valid_to=_no_day())
