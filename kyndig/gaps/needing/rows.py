"""A home unit's computed needs with their answers, the most critical first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import narwhals as nw
from django.utils.functional import Promise

from kyndig.analysis.frames import collected
from kyndig.analysis.judging import CHANGED, Figures, why_asked
from kyndig.gaps.kept import Picture
from kyndig.gaps.lacking import BY_WEIGHT
from kyndig.gaps.models import NeedJudgement
from kyndig.gaps.models.needs import Way
from kyndig.gaps.needing import sentences
from kyndig.gaps.places import Known, Words

_Answered: TypeAlias = tuple[tuple[int, int], Figures, NeedJudgement | None, str | None]

_FIGURES = ("missing", "unknown", "mobilise", "learn", "acquire", "phase_out", "suggestion")


@dataclass(frozen=True)
class Reason:
    """What a need rests on, in people; see `need_reasons.reasons`. Nothing is asked of what is phased out."""

    people: int = 0
    weight: int | None = None
    level: int | None = None
    expired: int = 0
    near: int = 0
    wishing: int = 0


@dataclass(frozen=True)
class Need:
    """A computed need, the answer to it where there is one, and why it is asked (None: answered)."""

    unit_id: int
    competence: Known
    figures: Figures
    reason: Reason
    judgement: NeedJudgement | None
    asked: str | None

    @property
    def criticality(self) -> str:
        """In words; empty where nothing is asked for any more."""
        weight = self.reason.weight
        return "" if weight is None else str(BY_WEIGHT[weight].label)

    @property
    def suggested(self) -> str | Promise:
        """The suggestion in words."""
        return Way(self.figures.suggestion).label

    @property
    def why(self) -> str:
        """Why that is suggested, in a sentence or two with the figures."""
        return sentences.why(self)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """(The look of it, a sentence) for all that the suggestion rests on."""
        said = [
            ("below", sentences.lacking(self)),
            ("safe", sentences.mobilisable(self.figures.mobilise) if self.figures.missing else ""),
            ("exact", sentences.near(self)),
            ("expired", sentences.expired(self)),
            ("safe", sentences.wishing(self)),
            ("not_assessed", sentences.unknown(self)),
            ("exact", sentences.phased_out(self.figures.phase_out) if self.figures.phase_out else ""),
        ]
        return [(kind, text) for kind, text in said if text]

    @property
    def has_changed(self) -> bool:
        """Answered, and asked again since the figures are others."""
        return self.asked == CHANGED

    @property
    def seen(self) -> str:
        """The figures as a form carries them, so that nobody answers other figures than those shown."""
        return "-".join(str(getattr(self.figures, name)) for name in _FIGURES)


def needs_of(picture: Picture, words: Words, unit_ids: list[int], on: date) -> list[Need]:
    """The needs of some home units, the most critical first."""
    reasons = _reasons(picture, unit_ids)
    found = [
        Need(key[0], words.competences[key[1]], figures, reasons.get(key, Reason()), answer, asked)
        for key, figures, answer, asked in _answered(picture, unit_ids, on)
    ]
    return sorted(found, key=_most_critical_first)


def unanswered(picture: Picture, unit_ids: list[int], on: date) -> int:
    """How many needs of some home units wait for an answer, without working out what they rest on."""
    return sum(asked is not None for *_, asked in _answered(picture, unit_ids, on))


def _answered(picture: Picture, unit_ids: list[int], on: date) -> Iterator[_Answered]:
    """Each need of some home units: unit and competence, its figures, the answer, and why it is asked."""
    answers = _answers(unit_ids)
    for row in collected(picture.needed.filter(nw.col("unit_id").is_in(unit_ids))).rows(named=True):
        key = (row["unit_id"], row["competence_id"])
        figures = Figures(**{name: row[name] for name in _FIGURES})
        answer = answers.get(key)
        judged, until = (answer.figures, answer.until) if answer else (None, None)
        yield key, figures, answer, why_asked(judged, figures, until, on)


def _most_critical_first(need: Need) -> tuple[int, int, int, str, str]:
    weight = -1 if need.reason.weight is None else need.reason.weight
    figures = need.figures
    return -weight, -figures.missing, -figures.unknown, need.competence.name, need.competence.code


def _reasons(picture: Picture, unit_ids: list[int]) -> dict[tuple[int, int], Reason]:
    rows = collected(picture.reasons.filter(nw.col("unit_id").is_in(unit_ids))).rows(named=True)
    return {(row["unit_id"], row["competence_id"]): _reason(row) for row in rows}


def _reason(row: dict[str, Any]) -> Reason:
    return Reason(**{name: row[name] for name in ("people", "weight", "level", "expired", "near", "wishing")})


def _answers(unit_ids: list[int]) -> dict[tuple[int, int], NeedJudgement]:
    standing = NeedJudgement.objects.standing().filter(unit__in=unit_ids).select_related("by")
    return {(each.unit_id, each.competence_id): each for each in standing}
