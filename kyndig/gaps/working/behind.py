"""What a figure is made of, before anybody is named: its rows, how many, and what it is worked out from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import narwhals as nw

from kyndig.analysis import disclosure, working
from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.snapshot import Snapshot
from kyndig.gaps.places import Known, Place
from kyndig.gaps.working.kinds import Kind, Of

Rows = list[dict[str, Any]]
# The columns of the tables that say the figures.
_HOLDERS: Final = {
    "kreves": "min_holders",
    "kan": "holders",
    "arsverk": "holder_fte",
    "mangler": "shortfall",
    "en-slutter": "shortfall_if_one_leaves",
    "nar-pensjon": "near_retirement",
    "de-gar-av": "shortfall_if_they_retire",
}
_NEEDS: Final = {
    "mangler-folk": "missing",
    "ukjent": "unknown",
    "mobilisere": "mobilise",
    "lere": "learn",
    "skaffe": "acquire",
    "avvikle": "phase_out",
}


@dataclass(frozen=True)
class Question:
    """A figure of a competence in a unit. level and min_holders: what is asked for, of holders."""

    kind: Kind
    place: Place
    competence: Known
    level: int | None = None
    min_holders: int | None = None


@dataclass(frozen=True)
class Basis:
    """What a figure is worked out from. pairs: all. asked: those of the unit that the page's filters leave.

    table: all rows of a table of `answers.ANSWERS`; needs a snapshot that looks back where the kind does.
    """

    snapshot: Snapshot
    pairs: Frame
    asked: Frame
    table: Callable[[str], Frame]


@dataclass(frozen=True)
class Behind:
    """number: the figure; None where it may not be said. rows: one for each employment. sums: by kind."""

    number: float | None
    rows: Rows
    sums: Mapping[str, float] = field(default_factory=dict)


def behind(basis: Basis, asked: Question) -> Behind | None:
    """What the figure is made of; None where there is no such figure."""
    if asked.kind.of is Of.PAIRS:
        return _of_pairs(basis.asked, asked)
    if asked.kind.of is Of.HOLDERS:
        return _of_holders(basis, asked)
    if asked.kind.of is Of.UNUSED:
        rows = _rows(working.unused_behind(basis.snapshot, *_ids(asked)))
        return Behind(people(rows), rows)
    return _of_need(basis, asked)


def people(rows: Rows) -> int:
    """How many the rows are about."""
    return len({row["person_id"] for row in rows})


def _ids(asked: Question) -> tuple[int, int]:
    return asked.place.unit_id, asked.competence.competence_id


def _rows(frame: Frame) -> Rows:
    found: Rows = collected(frame).rows(named=True)
    return found


def _of_pairs(pairs: Frame, asked: Question) -> Behind:
    rows = _rows(working.pairs_behind(pairs, asked.competence.competence_id, asked.kind.states))
    number = sum(row["depth"] or 0 for row in rows) if asked.kind.key == "nivaer" else len(rows)
    return Behind(number, rows)


def _of_holders(basis: Basis, asked: Question) -> Behind | None:
    rows = []
    if asked.kind.tells_who:
        rows = _rows(working.holders_behind(basis.snapshot, *_ids(asked), asked.level or 0))
    if asked.min_holders is None:
        return Behind(people(rows), rows)
    key = {"level": asked.level, "min_holders": asked.min_holders}
    found = _row(basis, "vulnerability", asked, key)
    if found is None:
        return None
    told = asked.kind.tells_who or disclosure.may_tell_of_age(found["holders"], found["near_retirement"])
    return _worked_out(asked.kind, found, _HOLDERS, rows) if told else Behind(None, [])


def _of_need(basis: Basis, asked: Question) -> Behind:
    found = _row(basis, "needs", asked, {}) or dict.fromkeys(_NEEDS.values(), 0)
    return _worked_out(asked.kind, found, _NEEDS, _of_people(basis, asked))


def _of_people(basis: Basis, asked: Question) -> Rows:
    snapshot, ids = basis.snapshot, _ids(asked)
    if asked.kind.key == "mobilisere":
        return _rows(working.candidates_behind(snapshot, *ids))
    if asked.kind.key == "avvikle":
        return _rows(working.obsolete_behind(snapshot, *ids))
    here = working.at_home(basis.pairs, snapshot, asked.place.unit_id)
    rows = working.pairs_behind(here, asked.competence.competence_id, asked.kind.states)
    if asked.kind.key == "lere":
        rows = rows.join(working.learners(snapshot, *ids), on="person_id", how="inner")
    return _rows(rows)


def _worked_out(kind: Kind, found: Mapping[str, Any], columns: Mapping[str, str], rows: Rows) -> Behind:
    return Behind(found[columns[kind.key]], rows, {key: found[columns[key]] for key in kind.sums})


def _row(basis: Basis, by: str, asked: Question, more: Mapping[str, Any]) -> dict[str, Any] | None:
    """The row of a table that the figure stands in."""
    key = {"unit_code": asked.place.code, "competence": asked.competence.code, **more}
    found = _rows(basis.table(by).filter(*(nw.col(name) == value for name, value in key.items())))
    return found[0] if found else None
