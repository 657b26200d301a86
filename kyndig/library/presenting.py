"""A role of the library, and a plan, in the words of their pages."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.catalogue import levels
from kyndig.library import entries
from kyndig.library.comparing import DONE_UNLESS_LEFT_OUT, Outcome
from kyndig.library.entries import Library
from kyndig.library.matching import Because, Match
from kyndig.library.plan import Ask, Demand, Plan, Wording
from kyndig.requirements.models import Requirement

GROUPS: dict[str, str | Promise] = {
    "health": gettext_lazy("Helse og omsorg"),
    "upbringing": gettext_lazy("Oppvekst"),
    "community": gettext_lazy("Samfunnsutvikling"),
    "administration": gettext_lazy("Administrasjon"),
    "leadership": gettext_lazy("Ledelse"),
}


@dataclass(frozen=True)
class Needed:
    """A need with its competence, for the role's page."""

    entry: entries.Competence
    need: entries.Need

    @property
    def levels(self) -> list[dict[str, Any]]:
        """Each level's number, word, and what it looks like; `wanted` from the level needed on."""
        return [
            {"level": level, "word": levels.word(self.entry.scale, level), "text": text}
            for level, text in enumerate(self.entry.levels)
        ]

    @property
    def wanted(self) -> str:
        """The level needed, in words, and whether the role must have it."""
        must = [_("må ha")] if self.need.mandatory else []
        return ", ".join([levels.word(self.entry.scale, self.need.level), *must])


def needs_by_criticality(library: Library, role: entries.Role) -> list[tuple[str, list[Needed]]]:
    """(critical, important, useful in words, the needs) of those there are."""
    grades = Requirement.Criticality
    return [
        (str(grade.label), found)
        for grade in (grades.CRITICAL, grades.IMPORTANT, grades.USEFUL)
        if (
            found := [
                Needed(library.competences[need.competence], need)
                for need in role.needs
                if need.criticality == grade
            ]
        )
    ]


def asked(ask: Ask | None, scale: str) -> str:
    """What is required, in words: Kan selvstendig, kritisk, må ha."""
    if ask is None:
        return ""
    parts = [levels.word(scale, ask["level"]), Requirement.Criticality(ask["criticality"]).label.lower()]
    return ", ".join([*parts, *([_("må ha")] if ask["mandatory"] else [])])


@dataclass(frozen=True)
class Row:
    """A line of the preview: what it is about, with us, in the edition, and what we propose."""

    key: str
    what: str
    about: str
    ours: str
    new: str
    outcome: Outcome
    ticked: bool

    @property
    def is_open(self) -> bool:
        """True when there is something to decide."""
        return self.outcome != Outcome.SAME

    @property
    def says(self) -> str:
        """What we propose, said of this line."""
        if self.outcome == Outcome.STANDS and not self.ours:
            return _("Behold deres: ikke krav")
        return str(self.outcome.label)


def demand_rows(plan: Plan, *, only_news: bool, taken: frozenset[str]) -> list[Row]:
    """The requirements of the plan; those that the edition does not change are left out of `only_news`."""
    return [
        _demand_row(each, taken)
        for each in plan.demands
        if not only_news or (each.is_news and each.outcome != Outcome.SAME)
    ]


def _demand_row(each: Demand, taken: frozenset[str]) -> Row:
    match = each.match
    scale = match.ours.scale if match.ours else match.entry.scale
    return Row(
        each.key,
        name_of(match),
        each.role.title,
        asked(each.ours, scale),
        asked(each.new, scale) or _("ikke lenger"),
        each.outcome,
        each.key in taken,
    )


def name_of(match: Match) -> str:
    """What the competence is called here: our own name for it where we have one."""
    return match.ours.text("name")[0] if match.ours else str(match.entry.name)


@dataclass(frozen=True)
class TextRow:
    """Texts of one of our competences that the edition has otherwise."""

    wording: Wording
    ticked: bool

    @property
    def name(self) -> str:
        return name_of(self.wording.match)

    @property
    def says(self) -> str:
        """What we propose, said of these texts."""
        if self.wording.outcome == Outcome.STANDS:
            return _("Deres blir stående uten kryss")
        return _("Følger biblioteket: dere har ikke skrevet noe annet")


def text_rows(plan: Plan, taken: frozenset[str]) -> tuple[list[TextRow], list[TextRow]]:
    """The texts of the plan: those that follow the edition, and those that stand."""
    rows = [TextRow(each, each.key in taken) for each in plan.wordings]
    follow = [each for each in rows if each.wording.outcome in DONE_UNLESS_LEFT_OUT]
    return follow, [each for each in rows if each not in follow]


def made(plan: Plan) -> list[Match]:
    """The competences that there are none of yet, and those that lie in the archive."""
    return [each for each in plan.matches if each.ours is None or each.is_archived]


def found(plan: Plan) -> list[Match]:
    """The competences of ours that would be used though they did not come from the library."""
    return [each for each in plan.matches if each.because in (Because.CODE, Because.NAME)]
