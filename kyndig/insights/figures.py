"""How many pairs of employment and required competence there are for a unit or a person, and their states."""

from dataclasses import dataclass
from datetime import date

import narwhals as nw

from kyndig.analysis import gaps
from kyndig.analysis.frames import Frame, collected
from kyndig.gaps.loading import load_snapshot
from kyndig.insights import sentences


@dataclass(frozen=True)
class Count:
    """of: pairs, exempt ones aside; the rest are how many of them."""

    of: int
    below: int
    not_assessed: int
    assessed_and_confirmed: int

    @property
    def rests_on(self) -> str:
        return sentences.rests_on(self.of - self.not_assessed, self.of)

    @property
    def confirmed(self) -> str:
        return sentences.confirmed(self.assessed_and_confirmed, self.of - self.not_assessed)


def of_unit(unit_id: int, as_of: date) -> Count:
    """The unit with all below it."""
    return _count(gaps.pairs(load_snapshot(as_of, unit_id=unit_id), unit_id))


def of_person(person_id: int, as_of: date) -> Count:
    """One person's; the same competence in two positions counts twice."""
    return _count(gaps.pairs(load_snapshot(as_of, people=[person_id])))


def _count(pairs: Frame) -> Count:
    concerns = pairs.filter(nw.col("state") != gaps.EXEMPT)
    states = collected(concerns.select("state", "confirmed")).rows(named=True)
    words = [row["state"] for row in states]
    return Count(
        of=len(words),
        below=words.count(gaps.BELOW) + words.count(gaps.EXPIRED),
        not_assessed=words.count(gaps.NOT_ASSESSED),
        assessed_and_confirmed=sum(
            bool(row["confirmed"]) for row in states if row["state"] != gaps.NOT_ASSESSED
        ),
    )
