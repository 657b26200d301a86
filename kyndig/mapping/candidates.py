"""What a round can ask about in a unit: the critical competences of its roles, with why each is proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import narwhals as nw
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.analysis import gaps
from kyndig.analysis.frames import Frame, collected, count_where
from kyndig.catalogue.models import Competence
from kyndig.gaps import kept
from kyndig.gaps.places import Known, Position, Words
from kyndig.mapping.models import MOST_PER_ROLE, Round, RoundCompetence
from kyndig.mapping.proposing import Critical, proposed
from kyndig.organisation.models import Unit

_UNKNOWN = (gaps.NOT_ASSESSED, gaps.EXPIRED)


@dataclass(frozen=True)
class Candidate:
    """A competence that a role can be asked about. `row` is None for one that is not critical there."""

    competence: Known
    row: Critical | None
    chosen: bool

    @property
    def why(self) -> list[str]:
        """Short reasons, as sentences."""
        if self.row is None:
            return [_("Lagt til av dere.")]
        said = [
            ngettext("Kritisk for %(people)s ansatt.", "Kritisk for %(people)s ansatte.", self.row.people)
            % {"people": self.row.people}
        ]
        if self.row.unknown:
            text = ngettext("%(n)s er ikke vurdert.", "%(n)s er ikke vurdert.", self.row.unknown)
            said.append(text % {"n": self.row.unknown})
        if self.row.covered:
            said.append(_("Enheter må ha et visst antall som kan."))
        if self.row.mandatory:
            said.append(_("Må ha."))
        return said


@dataclass(frozen=True)
class RoleCandidates:
    """A role with what it can be asked about: what is chosen first, in the order it is asked."""

    position: Position
    people: int
    candidates: tuple[Candidate, ...]

    @property
    def asked(self) -> tuple[Candidate, ...]:
        return tuple(each for each in self.candidates if each.chosen)

    @property
    def chosen(self) -> int:
        return len(self.asked)


class Scope:
    """A unit with all below it on a day: its roles and what is critical for them."""

    def __init__(self, unit: Unit, on: date) -> None:
        self.unit = unit
        self.picture = kept.of_unit(on, unit.pk)
        self.words = Words(self.picture.snapshot)

    def critical(self) -> list[Critical]:
        """Each critical competence of each role, archived ones left out."""
        pairs = self.picture.pairs_of(self.unit.pk).filter(nw.col("criticality") == "critical")
        unknown = nw.col("state").is_in(list(_UNKNOWN))
        counted = pairs.group_by("role_id", "competence_id").agg(
            level=nw.col("required_level").max(),
            people=nw.col("person_id").n_unique(),
            unknown=count_where(unknown),
            mandatory=nw.col("mandatory").max(),
        )
        rows = collected(counted).rows(named=True)
        covered, in_use = self._covered(), _in_use(row["competence_id"] for row in rows)
        return [
            Critical(
                role_id=row["role_id"],
                competence_id=row["competence_id"],
                name=self.words.competences[row["competence_id"]].name,
                level=row["level"],
                people=row["people"],
                unknown=min(row["unknown"], row["people"]),
                mandatory=bool(row["mandatory"]),
                covered=row["competence_id"] in covered,
            )
            for row in rows
            if row["competence_id"] in in_use
        ]

    def _covered(self) -> set[int]:
        rows = collected(gaps.valid_coverage(self.picture.snapshot).select("competence_id").unique())
        return set(rows["competence_id"].to_list())

    @property
    def employments(self) -> Frame:
        """The counting employments here: person_id, unit_id, role_id among the columns."""
        within = self.picture.snapshot.closure.filter(nw.col("ancestor_id") == self.unit.pk)
        counting = self.picture.snapshot.profiles.employments
        return counting.join(within.select(unit_id="descendant_id"), on="unit_id", how="semi")

    def people(self) -> dict[int, int]:
        """How many people have each role, by role id."""
        counted = self.employments.group_by("role_id").agg(people=nw.col("person_id").n_unique())
        return dict(collected(counted.select("role_id", "people")).rows())


def _in_use(ids: Iterable[int]) -> set[int]:
    """Of these competences, those not archived."""
    return set(Competence.objects.in_use().filter(pk__in=list(ids)).values_list("pk", flat=True))


def proposal(scope: Scope) -> dict[int, list[Critical]]:
    """What a new round of the scope asks each role about, by role id."""
    return proposed(scope.critical(), MOST_PER_ROLE)


def of_round(round_: Round, scope: Scope) -> list[RoleCandidates]:
    """Every role of the scope with what it is asked about and what it could be, by title."""
    asked: dict[int, list[int]] = defaultdict(list)
    for row in round_.competences.all():
        asked[row.role_id].append(row.competence_id)
    critical = proposed(scope.critical(), at_most=10_000)
    found = [
        RoleCandidates(
            scope.words.positions[role], people, _candidates(scope, critical.get(role, []), asked[role])
        )
        for role, people in scope.people().items()
    ]
    return sorted(found, key=lambda each: (not each.candidates, each.position.title, each.position.code))


def _candidates(scope: Scope, critical: list[Critical], asked: list[int]) -> tuple[Candidate, ...]:
    rows = {row.competence_id: row for row in critical}
    keys = [*asked, *(key for key in rows if key not in asked)]
    return tuple(
        Candidate(scope.words.competences[key], rows.get(key), key in asked)
        for key in keys
        if key in scope.words.competences
    )


def reason_of(row: Critical | None) -> str:
    """Why a competence is in a round, as it is kept."""
    return RoundCompetence.Reason.CRITICAL if row else RoundCompetence.Reason.ADDED
