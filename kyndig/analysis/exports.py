"""What a municipality's export holds of a snapshot: what the tables ask for, and nothing of who somebody is.

People have a key that nobody can reckon back, and whether they are near retirement. Employments are those
that count at the date, without dates; levels are the current ones, without dates and who said so; of use only
what was said last; of exemptions only that they hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

import narwhals as nw

from kyndig.analysis.frames import Frame, collected, kept, whole_number
from kyndig.analysis.gaps import valid_exemptions
from kyndig.analysis.latent import used, wanted
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import COLUMNS, LEVEL_COLUMNS, Snapshot
from kyndig.analysis.vulnerability import born_by, is_aged

MANIFEST: Final = "manifest.json"
FORMAT: Final = "kyndig-snapshot"
VERSION: Final = 1
Schema: TypeAlias = dict[str, type[nw.dtypes.DType]]
# The key of an employee number: always the same one for a number.
KeyOf: TypeAlias = Callable[[str], str]


def _only(table: str, *left_out: str, **added: type[nw.dtypes.DType]) -> Schema:
    return {name: kind for name, kind in COLUMNS[table].items() if name not in left_out} | added


# The files, with their columns. What the columns are like is told in `snapshot.COLUMNS`.
FILES: Final[dict[str, Schema]] = {
    "units": _only("units"),
    "employments": _only("employments", "start_date", "end_date"),
    "requirements": _only("requirements"),
    "coverage": _only("coverage"),
    "levels": {name: LEVEL_COLUMNS[name] for name in ("person_id", "competence_id", "level", "confirmed")}
    | {"expired": nw.Boolean},
    # What was last said of use, and of wanting to use it: one row a person and competence.
    "uses": {name: COLUMNS["assessments"][name] for name in ("person_id", "competence_id", "in_use")}
    | {"wants_to_use": nw.Boolean},
    "exemptions": _only("exemptions", "valid_from", "valid_to"),
    "competences": _only("competences", "area_id"),
    # person_id is a number in the order of the keys, so it says nothing either.
    "people": {"person_id": nw.Int64, "person_key": nw.String, "near_retirement": nw.Boolean},
    # styrk is the STYRK-08 occupation code, blank where none is given.
    "roles": _only("roles", styrk=nw.String),
}


def exported(snapshot: Snapshot, near_retirement_age: int, key_of: KeyOf) -> dict[str, nw.DataFrame[Any]]:
    """The tables of FILES.

    Args: the snapshot is one that looks back (see `gaps/loading.py`), of the whole municipality, with
    `styrk` among the roles' columns; key_of gives the key of an employee number, and the same one every time.
    """
    here = kept(counting(snapshot))
    people = kept(_people(snapshot, here, near_retirement_age, key_of))
    uses = _uses(snapshot)
    frames = {
        "units": snapshot.units,
        "employments": _renumbered(_of(here, people)),
        "requirements": snapshot.requirements,
        "coverage": snapshot.coverage,
        "levels": _of(snapshot.current, people),
        "uses": _of(uses, people),
        "exemptions": _of(valid_exemptions(snapshot), people),
        "competences": snapshot.competences,
        "people": people,
        "roles": snapshot.roles,
    }
    return {name: collected(_in_order(frame, name)) for name, frame in frames.items()}


def _people(snapshot: Snapshot, here: Frame, age: int, key_of: KeyOf) -> Frame:
    """Those with an employment that counts: known_id (that of the snapshot) and the columns of the file."""
    there = snapshot.people.join(here.select("person_id").unique(), on="person_id", how="semi")
    known = collected(
        there.select("employee_number", known_id="person_id", near=is_aged(age, snapshot.as_of))
    )
    keys = [key_of(number) for number in known["employee_number"].to_list()]
    keyed = known.with_columns(
        nw.new_series("person_key", keys, nw.String, backend=known.implementation)
    ).lazy()
    return keyed.with_row_index("number", order_by="person_key").select(
        "known_id", "person_key", person_id=nw.col("number").cast(nw.Int64), near_retirement="near"
    )


def _of(facts: Frame, people: Frame) -> Frame:
    """The facts of the people, by their new numbers."""
    numbers = people.select("known_id", new_id="person_id")
    found = facts.join(numbers, left_on="person_id", right_on="known_id", how="inner")
    return found.with_columns(person_id="new_id")


def _renumbered(employments: Frame) -> Frame:
    """Employments by numbers that say nothing of when they were registered."""
    order = ("person_id", "unit_id", "role_id", "fte_percent")
    numbered = employments.with_row_index("number", order_by=order)
    return numbered.with_columns(employment_id=nw.col("number").cast(nw.Int64))


def _uses(snapshot: Snapshot) -> Frame:
    pair = ["person_id", "competence_id"]
    said, wishes = used(snapshot), wanted(snapshot)
    every = nw.concat([said.select(*pair), wishes.select(*pair)]).unique()
    return every.join(said, on=pair, how="left").join(wishes, on=pair, how="left")


def _in_order(frame: Frame, name: str) -> Frame:
    """The columns of the file, sorted by them: the order of rows says nothing of when they came about."""
    columns = list(FILES[name])
    return frame.select(*columns).sort(*columns)


def write(
    folder: Path, tables: Mapping[str, nw.DataFrame[Any]], form: str = FORMAT, **facts: str | int
) -> None:
    """A Parquet file for each table, and the manifest: what it is, the facts, columns and numbers of rows.

    All readable by the owner only.
    """
    described = {
        name: {"rows": len(table), "columns": {column: str(kind) for column, kind in table.schema.items()}}
        for name, table in tables.items()
    }
    manifest = {"format": form, "version": VERSION, **facts, "files": described}
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet")
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    for file in folder.iterdir():
        file.chmod(0o600)


def as_snapshot(as_of: date, near_retirement_age: int, frames: dict[str, Frame]) -> Snapshot:
    """A snapshot of the tables of FILES: what was left out is filled in so that it changes no table.

    Raises ValueError naming the table and column that is missing or mistyped.
    """
    day, nothing = nw.lit(as_of, dtype=nw.Date), nw.lit(None, dtype=nw.Date)
    first = whole_number(0)
    born = nw.lit(born_by(near_retirement_age, as_of), dtype=nw.Date)
    filled = {
        "employments": frames["employments"].with_columns(start_date=day, end_date=nothing),
        "exemptions": frames["exemptions"].with_columns(valid_from=nothing, valid_to=nothing),
        "competences": frames["competences"].with_columns(area_id=nw.lit(None, dtype=nw.Int64)),
        # The youngest that those near retirement can be: no table asks for more than that.
        "people": frames["people"].with_columns(
            employee_number="person_key", birth_date=nw.when(nw.col("near_retirement")).then(born)
        ),
        "assessments": frames["uses"].with_columns(
            assessment_id=first, level=first, source=nw.lit("self"), assessed_on=day, expires_on=nothing
        ),
        "known_levels": frames["levels"].with_columns(
            expires_on=nothing,
            assessed_on=day,
            source=nw.lit(None, dtype=nw.String),
            assessment_id=first,
        ),
    }
    tables = {name: filled.get(name, frames.get(name)) for name in (*COLUMNS, "known_levels")}
    return Snapshot.from_frames(as_of, **tables)
