"""The sector director's heat table: where critical competence is short, thin or unknown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import narwhals as nw

from kyndig.analysis import gaps
from kyndig.analysis.days import months_later
from kyndig.analysis.forecast import Fall, known_falls
from kyndig.analysis.frames import Frame, collected, joint_key, kept, whole_number
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot

SAFE, EDGE, BELOW, NOT_ASSESSED, NO_REQUIREMENT = WORDS = (
    "safe",
    "edge",
    "below",
    "not_assessed",
    "no_requirement",
)
MOST_COMPETENCES: Final = 12
FRAGILE_AT_MOST: Final = 2
_WEAKER_WITHIN_MONTHS: Final = 12


@dataclass(frozen=True)
class Cell:
    """A row unit and a competence.

    standing_id: the unit where what is asked stands; level: the level asked for; holders, required: people.
    These are None without a requirement. word: one of WORDS. fragile: at most two holders, whatever the
    requirement; it is said first, beside the word. demanded: a coverage row asks for it, not a role alone.
    fall: the next known fall.
    """

    unit_id: int
    competence_id: int
    standing_id: int | None = None
    level: int | None = None
    holders: int | None = None
    required: int | None = None
    word: str = NO_REQUIREMENT
    fragile: bool = False
    demanded: bool = False
    fall: Fall | None = None

    @property
    def vulnerable(self) -> bool:
        """Short, or held by few where the unit has said how many it needs.

        What only a role asks for is not vulnerable by being held by one or two: every unit has one leader,
        and counting that would make every unit vulnerable.
        """
        return self.word == BELOW or (self.fragile and self.demanded)

    @property
    def shortfall(self) -> int:
        return max(0, (self.required or 0) - (self.holders or 0))


@dataclass(frozen=True)
class Finding:
    """What the generated sentence says: `vulnerable` of `units`, and `weaker` of them within twelve months.

    weaker_from, weaker_by: the first and the last day on which one of them first gets weaker; None for none.
    """

    units: int
    vulnerable: int
    weaker: int
    weaker_from: date | None
    weaker_by: date | None


@dataclass(frozen=True)
class Heat:
    """unit_ids: the rows, worst first. competence_ids: the columns, most pressing first, at most twelve.

    cells: by (unit_id, competence_id), every competence that is asked for there, also those without a
    column; the finding is about all of them.
    """

    unit_ids: tuple[int, ...]
    competence_ids: tuple[int, ...]
    cells: Mapping[tuple[int, int], Cell]
    as_of: date

    def cell(self, unit_id: int, competence_id: int) -> Cell:
        return self.cells.get((unit_id, competence_id)) or Cell(unit_id, competence_id)

    def row(self, unit_id: int) -> list[Cell]:
        """The unit's cells that have a requirement, also those that got no column."""
        return [cell for cell in self.cells.values() if cell.unit_id == unit_id]

    def next_fall(self, unit_id: int) -> Cell | None:
        """The unit's demanded cell that falls first; on the same day the one with the fewest left."""
        falling = [
            (cell.fall.on, cell.fall.holders, cell.competence_id, cell)
            for cell in self.row(unit_id)
            if cell.fall and cell.demanded
        ]
        return min(falling)[-1] if falling else None

    def finding(self) -> Finding:
        falls = [cell.fall.on for unit in self.unit_ids if (cell := self.next_fall(unit)) and cell.fall]
        soon = [day for day in falls if day <= months_later(self.as_of, _WEAKER_WITHIN_MONTHS)]
        vulnerable = {cell.unit_id for cell in self.cells.values() if cell.vulnerable}
        return Finding(
            units=len(self.unit_ids),
            vulnerable=len(vulnerable),
            weaker=len(soon),
            weaker_from=min(soon, default=None),
            weaker_by=max(soon, default=None),
        )


def heat(snapshot: Snapshot, unit_ids: Collection[int]) -> Heat:
    """The heat table with `unit_ids` as rows.

    What is asked in a cell is one coverage row that holds at the date and stands at the unit or below it: the
    one with the greatest shortfall, so that a short one always shows; else the one at the unit itself, then
    the highest level asked. Where there is none but a counting employment there has a critical requirement,
    one person is asked for at the highest such level. Else there is no requirement.

    Columns: the competences that are asked for, most cells *below* first, then most *fragile*, greatest total
    shortfall, most on the *edge*, most asked for, then by code. Rows: most cells below, fragile, on the edge.
    """
    cells = _cells(snapshot, unit_ids)
    codes = dict(collected(snapshot.competences.select("competence_id", "code")).rows())
    unit_codes = dict(collected(snapshot.units.select("unit_id", "unit_code")).rows())
    competences = _by_competence(cells.values())
    columns = sorted(competences, key=lambda each: (*_pressing(competences[each]), codes.get(each) or ""))
    rows = sorted(unit_ids, key=lambda each: (*_worst(cells, each), unit_codes.get(each) or ""))
    return Heat(tuple(rows), tuple(columns[:MOST_COMPETENCES]), cells, snapshot.as_of)


def word(holders: int, required: int, assessed: bool) -> str:
    """The cell's word. `assessed`: somebody concerned has a level, whatever it is."""
    if not holders and not assessed:
        return NOT_ASSESSED
    if holders < required:
        return BELOW
    return EDGE if holders == required else SAFE


def _by_competence(cells: Iterable[Cell]) -> dict[int, list[Cell]]:
    grouped: dict[int, list[Cell]] = {}
    for cell in cells:
        grouped.setdefault(cell.competence_id, []).append(cell)
    return grouped


def _pressing(cells: list[Cell]) -> tuple[int, ...]:
    below, fragile, edge = _worst_of(cells)
    known_shortfall = sum(cell.shortfall for cell in cells if cell.word == BELOW)
    return below, fragile, -known_shortfall, edge, -len(cells)


def _worst(cells: Mapping[tuple[int, int], Cell], unit_id: int) -> tuple[int, ...]:
    return _worst_of([cell for cell in cells.values() if cell.unit_id == unit_id])


def _worst_of(cells: list[Cell]) -> tuple[int, int, int]:
    """Below zero, so that the most comes first."""
    words = [cell.word for cell in cells]
    return -words.count(BELOW), -sum(cell.fragile and cell.demanded for cell in cells), -words.count(EDGE)


def _cells(snapshot: Snapshot, unit_ids: Collection[int]) -> dict[tuple[int, int], Cell]:
    rows = snapshot.closure.filter(nw.col("ancestor_id").is_in(list(unit_ids))).select(
        row_id="ancestor_id", unit_id="descendant_id"
    )
    asked = kept(_asked(snapshot, rows))
    chosen = _chosen(collected(asked).rows(named=True))
    assessed = _assessed(snapshot, rows)
    falls = _falls(snapshot, asked, {row["ask_id"] for row in chosen.values()})
    return {
        key: _cell(row, assessed.get(key, False), falls.get(row["ask_id"])) for key, row in chosen.items()
    }


def _asked(snapshot: Snapshot, rows: Frame) -> Frame:
    """Everything that could stand in a cell: row_id, ask_id, unit_id (where it stands), competence_id, level,
    min_holders, holders. Two rows have the same ask when it stands below both."""
    covered = gaps.valid_coverage(snapshot).join(rows, on="unit_id", how="semi")
    coverage = gaps.with_holders(covered, snapshot).join(rows, on="unit_id", how="inner")
    critical = _critical(snapshot, rows).join(coverage, on=["row_id", "competence_id"], how="anti")
    own = critical.with_columns(
        # Below zero, so that it is never the number of a coverage row.
        coverage_id=-joint_key("row_id", "competence_id") - 1,
        unit_id="row_id",
        min_holders=whole_number(1),
    )
    columns = ("row_id", "unit_id", "competence_id", "level", "min_holders", "holders")
    parts = (coverage, gaps.with_holders(own, snapshot))
    return nw.concat([part.select(*columns, ask_id="coverage_id") for part in parts])


def _critical(snapshot: Snapshot, rows: Frame) -> Frame:
    """The highest level that is critical for somebody at a row or below it: row_id, competence_id, level."""
    critical = snapshot.profiles.table.filter(nw.col("criticality") == "critical")
    asked = snapshot.profiles.employments.select("unit_id", "profile").unique()
    there = asked.join(critical, on="profile", how="inner").join(rows, on="unit_id", how="inner")
    return there.group_by("row_id", "competence_id").agg(level=nw.col("required_level").max())


def _chosen(asked: Iterable[dict[str, Any]]) -> dict[tuple[int, int], dict[str, Any]]:
    """The one ask of each cell."""
    chosen: dict[tuple[int, int], dict[str, Any]] = {}
    for row in asked:
        key = row["row_id"], row["competence_id"]
        if key not in chosen or _weight(row) > _weight(chosen[key]):
            chosen[key] = row
    return chosen


def _weight(row: Mapping[str, Any]) -> tuple[int, bool, int, int, int]:
    shortfall = max(0, row["min_holders"] - row["holders"])
    return shortfall, row["unit_id"] == row["row_id"], row["level"], row["min_holders"], -row["ask_id"]


def _assessed(snapshot: Snapshot, rows: Frame) -> dict[tuple[int, int], bool]:
    """Whether anyone concerned has a level: those it is required of, exempt ones aside, else everyone."""
    there = counting(snapshot).select("person_id", "unit_id").join(rows, on="unit_id", how="inner")
    known = snapshot.current.select("person_id", "competence_id").join(there, on="person_id", how="inner")
    anyone = dict.fromkeys(collected(known.select("row_id", "competence_id").unique()).rows(), True)
    counts = gaps.unit_counts(snapshot).join(rows.select(unit_id="row_id").unique(), on="unit_id", how="semi")
    concerned = counts.filter(nw.col("required") > nw.col("exempt"))
    some = nw.col("required") - nw.col("exempt") > nw.col("not_assessed")
    required = collected(concerned.select("unit_id", "competence_id", some=some)).rows()
    return anyone | {(unit_id, competence_id): some for unit_id, competence_id, some in required}


def _falls(snapshot: Snapshot, asked: Frame, ask_ids: set[int]) -> dict[int, Fall]:
    """The next known fall of each ask: below what is required or, where it is short, below what there is."""
    floor = nw.min_horizontal("min_holders", "holders")
    asks = asked.filter(nw.col("ask_id").is_in(list(ask_ids))).with_columns(floor=floor)
    columns = ("ask_id", "unit_id", "competence_id", "level", "floor", "holders")
    return {fall.ask_id: fall for fall in known_falls(kept(asks.select(*columns).unique()), snapshot)}


def _cell(row: Mapping[str, Any], assessed: bool, fall: Fall | None) -> Cell:
    said = word(row["holders"], row["min_holders"], assessed)
    return Cell(
        unit_id=row["row_id"],
        competence_id=row["competence_id"],
        standing_id=row["unit_id"],
        level=row["level"],
        holders=row["holders"],
        required=row["min_holders"],
        word=said,
        fragile=said != NOT_ASSESSED and row["holders"] <= FRAGILE_AT_MOST,
        demanded=row["ask_id"] >= 0,
        fall=fall,
    )
