"""What is known of cells on a day, read set-based: the facts that offers and states are made from."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kyndig.holdings.models import Assessment, Exemption, Source
from kyndig.mapping.cells import Cell
from kyndig.mapping.models import Entry, Round
from kyndig.mapping.prefill import Fact, Need, Offer, offer

_COLUMNS = (
    *("id", "person_id", "competence_id", "level", "source", "assessed_on", "expires_on"),
    *("registered_at", "in_use", "wants_to_use"),
)


@dataclass(frozen=True)
class CellFacts:
    """A cell's latest confirmed and latest own assessment, and what the round has done with it.

    `judged`: a leader has acted in the round, an exemption holds, or a level was confirmed since it began.
    `reopened`: the employee has said something else after that.
    """

    confirmed: Fact | None = None
    own: Fact | None = None
    entry: Entry | None = None
    answer: Entry | None = None
    exemption: Exemption | None = None
    judged: bool = False
    reopened: bool = False

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
    assessed = _assessments(people, competences, on)
    entries = _entries(round_, people, competences)
    exempt = _exemptions(people, competences, on)
    return {
        cell: _facts(round_, assessed.get(cell, []), entries.get(cell, []), exempt.get(cell))
        for cell in {*assessed, *entries, *exempt}
    }


def _assessments(
    people: Collection[int], competences: Collection[int], on: date
) -> dict[Cell, list[dict[str, Any]]]:
    found: dict[Cell, list[dict[str, Any]]] = defaultdict(list)
    rows = Assessment.objects.standing().filter(
        person_id__in=people, competence_id__in=competences, assessed_on__lte=on
    )
    for row in rows.order_by("assessed_on", "id").values(*_COLUMNS):
        found[row["person_id"], row["competence_id"]].append(row)
    return found


def _entries(round_: Round, people: Collection[int], competences: Collection[int]) -> dict[Cell, list[Entry]]:
    found: dict[Cell, list[Entry]] = defaultdict(list)
    rows = Entry.objects.standing().filter(round=round_, person_id__in=people, competence_id__in=competences)
    for entry in rows.order_by("id"):
        found[entry.person_id, entry.competence_id].append(entry)
    return found


def _exemptions(people: Collection[int], competences: Collection[int], on: date) -> dict[Cell, Exemption]:
    rows = Exemption.objects.valid(on).filter(person_id__in=people, competence_id__in=competences)
    return {(row.person_id, row.competence_id): row for row in rows.order_by("id")}


def _facts(
    round_: Round, assessed: list[dict[str, Any]], entries: list[Entry], exemption: Exemption | None
) -> CellFacts:
    confirmed = _last(row for row in assessed if row["source"] != Source.SELF)
    own = _last(row for row in assessed if row["source"] == Source.SELF)
    judgement = _last_by(entries, Entry.Side.LEADER)
    at = _judged_at(round_, judgement, confirmed)
    differs = bool(own and confirmed and own["level"] != confirmed["level"])
    return CellFacts(
        confirmed=_fact(confirmed),
        own=_fact(own),
        entry=judgement,
        answer=_last_by(entries, Entry.Side.EMPLOYEE),
        exemption=exemption,
        judged=at is not None or exemption is not None,
        reopened=bool(differs and own and at and exemption is None and own["registered_at"] > at),
    )


def _judged_at(round_: Round, judgement: Entry | None, confirmed: dict[str, Any] | None) -> datetime | None:
    if judgement is not None:
        return judgement.registered_at
    since = round_.started_at
    if confirmed is not None and since is not None and confirmed["registered_at"] >= since:
        registered: datetime = confirmed["registered_at"]
        return registered
    return None


def _last(rows: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The last of rows that are in order."""
    found = list(rows)
    return found[-1] if found else None


def _last_by(entries: list[Entry], side: str) -> Entry | None:
    given = [entry for entry in entries if entry.side == side]
    return given[-1] if given else None


def _fact(row: dict[str, Any] | None) -> Fact | None:
    if row is None:
        return None
    return Fact(row["level"], row["source"], row["assessed_on"], row["id"], row["expires_on"])
