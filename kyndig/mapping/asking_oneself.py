"""What an employee is asked about a cell. Pure: what is known goes in, the kind of question comes out."""

from datetime import date
from enum import StrEnum

from kyndig.mapping.models import Entry
from kyndig.mapping.prefill import Fact

Act = Entry.Act


class Part(StrEnum):
    """Where in an employee's round a cell stands."""

    KNOWN = "known"  # something is known, and the employee says whether it is right
    QUESTION = "question"  # the employee gives a level
    EXPIRED = "expired"  # what is on file has run out: has it been renewed?


def standing(confirmed: Fact | None, own: Fact | None) -> Fact | None:
    """What the employee is told is known: the latest; others' word where both say the same."""
    if confirmed is None or own is None:
        return confirmed or own
    return own if own.order > confirmed.order and own.level != confirmed.level else confirmed


def part_of(confirmed: Fact | None, own: Fact | None, act: str | None, *, checked: bool, as_of: date) -> Part:
    """Which kind of question the cell is.

    Args: the latest confirmed and own assessments; the act by which the employee has answered in the round
    (None: not yet); `checked`: the employee has said what is right of all that is known, so what is still
    without an answer is wrong.
    """
    if act == Act.CONFIRMED:
        return Part.KNOWN
    if has_expired(confirmed, as_of):
        return Part.EXPIRED
    known = act is None and not checked and standing(confirmed, own) is not None
    return Part.KNOWN if known else Part.QUESTION


def has_expired(confirmed: Fact | None, as_of: date) -> bool:
    """True when somebody else's word, or a paper, no longer holds on the day."""
    if confirmed is None or confirmed.level == 0:
        return False
    return confirmed.expires_on is not None and confirmed.expires_on < as_of
