"""What a talk can rest on: gaps, wishes, disagreements and certificates, worked out when they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kyndig.analysis import gaps
from kyndig.catalogue.models import Competence
from kyndig.gaps import persons
from kyndig.gaps.persons import Demand
from kyndig.holdings.disagreements import open_about
from kyndig.holdings.models import Disagreement
from kyndig.holdings.queries import Held, held_by
from kyndig.organisation.models import Person
from kyndig.requirements.models import Requirement

_OPEN = (gaps.BELOW, gaps.EXPIRED, gaps.NOT_ASSESSED)
_IMPORTANCE = list(Requirement.Criticality.values)


@dataclass(frozen=True)
class Facts:
    """What is known of the person today, what matters most first."""

    gaps: list[Demand]
    wishes: list[Competence]
    ending: list[Held]
    disagreements: list[Disagreement]

    @property
    def any(self) -> bool:
        return bool(self.gaps or self.wishes or self.ending or self.disagreements)


def facts_of(person: Person, on: date) -> Facts:
    """What stands between the person and what the position asks, and what they themselves want."""
    held = held_by(person, on)
    return Facts(
        gaps=sorted(
            (each for each in persons.demands_of(person, on) if each.square.state in _OPEN),
            key=lambda each: (_IMPORTANCE.index(each.criticality), _OPEN.index(each.square.state)),
        ),
        wishes=[each.competence for each in held if _wanted(each, on)],
        ending=[each for each in held if each.state == "soon"],
        disagreements=list(open_about(person)),
    )


def to_clear_up(person: Person) -> Facts:
    """What is left of it once the talk is held: the disagreements that nobody has cleared up."""
    return Facts([], [], [], list(open_about(person)))


def _wanted(held: Held, on: date) -> bool:
    """Whether the newest answer by the day, to whether one wants to use it more, is yes."""
    answers = [
        each.wants_to_use
        for each in held.history
        if each.annulled_at is None and each.assessed_on <= on and each.wants_to_use is not None
    ]
    return bool(answers and answers[0])
