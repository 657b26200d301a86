"""What is known of cells on a day, read set-based: the facts that offers and states are made from."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from kyndig.holdings.models import Assessment, Exemption, Source
from kyndig.mapping.cells import Cell
from kyndig.mapping.models import Entry, Round
from kyndig.mapping.prefill import Fact, Need, Offer, offer

_COLUMNS = (
    *("id", "person_id", "competence_id", "level", "source", "assessed_on", "expires_on"),
    *("registered_at", "annulled_at"),
)
Row = TypeVar("Row")


@dataclass(frozen=True)
class CellFacts:
    """A cell's latest confirmed and latest own assessment, and what the round has done with it.

    `judged`: a leader has acted in the round, an exemption holds, or a level was confirmed since it began.
    `reopened`: the employee has said something else after that. `version`: how many things have happened to
    the cell; it grows with every change and never shrinks. Whoever writes says which version they saw.
    """

    confirmed: Fact | None = None
    own: Fact | None = None
    entry: Entry | None = None
    answer: Entry | None = None
    exemption: Exemption | None = None
    judged: bool = False
    reopened: bool = False
    version: int = 0

    def offer(self, usual: int | None, *, lasts: bool, as_of: date) -> Offer:
        """What the leader is offered; see `prefill.offer`."""
        return offer(self.confirmed, self.own, usual, lasts=lasts, as_of=as_of)

    def need(self, usual: int | None, *, lasts: bool, as_of: date) -> Need | None:
        """Why the cell needs the leader now; None when it is judged, or can be confirmed together."""
        if self.reopened:
            return Need.CONFLICT
        return None if self.judged else self.offer(usual, lasts=lasts, as_of=as_of).need


NOTHING_KNOWN = CellFacts()


def facts_of(
    round_: Round, people: Collection[int], competences: Collection[int], on: date
) -> dict[Cell, CellFacts]:
    """The facts of each cell that has any, in three queries."""
    rows = Rows(round_, people, competences)
    return {cell: _facts(round_, *found, on) for cell, found in rows.by_cell().items()}


class Rows:
    """All that was ever written about some cells, also what was taken back since: that is a change too."""

    def __init__(self, round_: Round, people: Collection[int], competences: Collection[int]) -> None:
        here = {"person_id__in": people, "competence_id__in": competences}
        assessments = Assessment.objects.filter(**here).order_by("assessed_on", "id").values(*_COLUMNS)
        self.assessments = _grouped(assessments, lambda row: (row["person_id"], row["competence_id"]))
        self.exemptions = _grouped(Exemption.objects.filter(**here).order_by("id"), _cell)
        self.entries = _grouped(Entry.objects.filter(**here, round=round_).order_by("id"), _cell)

    def by_cell(self) -> dict[Cell, tuple[list[dict[str, Any]], list[Exemption], list[Entry]]]:
        """The rows of each cell that has any, in order."""
        cells = {*self.assessments, *self.exemptions, *self.entries}
        return {cell: (self.assessments[cell], self.exemptions[cell], self.entries[cell]) for cell in cells}


def _cell(row: Exemption | Entry) -> Cell:
    return row.person_id, row.competence_id


def _grouped(rows: Iterable[Row], key: Callable[[Row], Cell]) -> dict[Cell, list[Row]]:
    found: dict[Cell, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _facts(
    round_: Round,
    assessments: list[dict[str, Any]],
    exemptions: list[Exemption],
    entries: list[Entry],
    on: date,
) -> CellFacts:
    said = [row for row in assessments if row["annulled_at"] is None and row["assessed_on"] <= on]
    done = [row for row in entries if row.taken_back_at is None]
    exemption = _last(row for row in exemptions if row.annulled_at is None and _holds(row, on))
    confirmed = _last(row for row in said if row["source"] != Source.SELF)
    own = _last(row for row in said if row["source"] == Source.SELF)
    judgement = _last(row for row in done if row.side == Entry.Side.LEADER)
    at = _judged_at(round_, judgement, confirmed)
    return CellFacts(
        confirmed=_fact(confirmed),
        own=_fact(own),
        entry=judgement,
        answer=_last(row for row in done if row.side == Entry.Side.EMPLOYEE),
        exemption=exemption,
        judged=at is not None or exemption is not None,
        reopened=exemption is None and at is not None and _differs_since(at, own, confirmed),
        version=_changes(assessments, exemptions, entries),
    )


def _changes(assessments: list[dict[str, Any]], exemptions: list[Exemption], entries: list[Entry]) -> int:
    undone = [row["annulled_at"] for row in assessments]
    undone += [row.annulled_at for row in exemptions] + [row.taken_back_at for row in entries]
    return len(undone) + sum(moment is not None for moment in undone)


def _holds(row: Exemption, on: date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or on <= row.valid_to)


def _judged_at(round_: Round, judgement: Entry | None, confirmed: dict[str, Any] | None) -> datetime | None:
    """When a leader acted in the round, or somebody confirmed a level since it began."""
    if judgement is not None:
        return judgement.registered_at
    registered: datetime | None = confirmed["registered_at"] if confirmed else None
    since = round_.started_at
    return registered if registered and since and registered >= since else None


def _differs_since(at: datetime, own: dict[str, Any] | None, confirmed: dict[str, Any] | None) -> bool:
    if own is None or confirmed is None:
        return False
    later: bool = own["registered_at"] > at
    return later and bool(own["level"] != confirmed["level"])


def _last(rows: Iterable[Row]) -> Row | None:
    """The last of rows that are in order."""
    found = list(rows)
    return found[-1] if found else None


def _fact(row: dict[str, Any] | None) -> Fact | None:
    if row is None:
        return None
    return Fact(row["level"], row["source"], row["assessed_on"], row["id"], row["expires_on"])
