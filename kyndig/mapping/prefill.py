"""What a leader is offered in a cell, and what needs the leader's own judgement. Pure: facts in, offer out.

An offer looks like one and counts for nothing until somebody confirms it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Origin(StrEnum):
    """Where an offered level comes from; the letter shown beside it."""

    DOCUMENT = "K"  # a document or a course
    PREVIOUS = "F"  # an earlier assessment by a leader
    OWN = "E"  # the employee's own answer
    ROLE = "R"  # what people in the role usually can: no evidence about this person


class Need(StrEnum):
    """Why a cell needs the leader: it is never confirmed together with others."""

    UNKNOWN = "unknown"  # nothing is known about this person
    CONFLICT = "conflict"  # the employee says something else, later than the confirmed level
    EXPIRED = "expired"  # what is on file no longer holds
    DATE = "date"  # the competence lasts for a time, and nobody knows since when it is held


@dataclass(frozen=True)
class Fact:
    """An assessment. `number` is the order of registration."""

    level: int
    source: str
    assessed_on: date
    number: int
    expires_on: date | None = None

    @property
    def order(self) -> tuple[date, int]:
        """Later ones are greater."""
        return self.assessed_on, self.number


@dataclass(frozen=True)
class Offer:
    """The level offered (None: none), where it is from, and why the leader must judge (None: need not)."""

    level: int | None
    origin: Origin | None
    need: Need | None


def offer(confirmed: Fact | None, own: Fact | None, usual: int | None, *, lasts: bool, as_of: date) -> Offer:
    """The offer for a cell.

    Args: the latest confirmed and the latest own assessment up to `as_of`; the role's usual level; `lasts`:
    the competence has a validity, so a level without a date held is not enough.
    """
    if confirmed is None and own is None:
        return Offer(usual, Origin.ROLE if usual is not None else None, Need.UNKNOWN)
    if confirmed is None:
        assert own is not None  # noqa: S101 - for the type checker: one of the two is known
        return Offer(own.level, Origin.OWN, _need_of_date(own, lasts=lasts))
    return Offer(confirmed.level, _origin(confirmed), _need(confirmed, own, lasts=lasts, as_of=as_of))


def _origin(confirmed: Fact) -> Origin:
    return Origin.PREVIOUS if confirmed.source == "leader" else Origin.DOCUMENT


def _need(confirmed: Fact, own: Fact | None, *, lasts: bool, as_of: date) -> Need | None:
    if confirmed.expires_on is not None and confirmed.expires_on < as_of:
        return Need.EXPIRED
    if own is not None and own.order > confirmed.order and own.level != confirmed.level:
        return Need.CONFLICT
    return _need_of_date(confirmed, lasts=lasts)


def _need_of_date(fact: Fact, *, lasts: bool) -> Need | None:
    undated = fact.source in {"leader", "self"} and fact.expires_on is None
    return Need.DATE if lasts and undated and fact.level > 0 else None
