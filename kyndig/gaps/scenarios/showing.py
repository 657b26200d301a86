"""The tables as they are shown: words instead of codes, and each figure before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyndig.gaps.answers import ANSWERS
from kyndig.gaps.definitions import BY_KEY, Definition
from kyndig.gaps.models import needs
from kyndig.gaps.places import Known
from kyndig.gaps.scenarios.comparing import Pair, Row, Side, Way
from kyndig.gaps.scenarios.wording import Names

SHOWN: Final = 15

TITLES: Final[dict[str, str | Promise]] = {
    "vulnerability": _("Sårbarhet"),
    "coverage": _("Dekning"),
    "unit": _("Krav til de ansatte"),
    "needs": _("Behov"),
}
ABOUT: Final[dict[str, str | Promise]] = {
    "vulnerability": _("Hvor mange som kan det kritiske, og hva som skjer hvis én til slutter."),
    "coverage": _("Hvor mange personer som må kunne noe, og hvor mange som kan."),
    "unit": _("Hvor mange ruter, én for hver ansatt og hvert krav, som er oppfylt eller ikke."),
    "needs": _("Hvor mange personer som mangler noe, og hva dere kan gjøre med det."),
}
# In the order of their columns, with the key of each one's definition; the answer says which of them it has.
MEASURES: Final[dict[str, dict[str, str]]] = {
    "vulnerability": {
        "holders": "kan",
        "holder_fte": "arsverk",
        "shortfall": "for-fa",
        "shortfall_if_one_leaves": "en-slutter",
    },
    "coverage": {"holders": "kan", "shortfall": "for-fa"},
    "unit": {
        "required": "ruter",
        "met": "oppfylt",
        "below": "under",
        "expired": "utlopt",
        "not_assessed": "ikke-vurdert",
        "exempt": "unntatt",
        "depth": "nivaer",
    },
    "needs": {
        "missing": "mangler-folk",
        "unknown": "ukjent",
        "mobilise": "mobilisere",
        "learn": "lere",
        "acquire": "skaffe",
        "phase_out": "avvikle",
        "suggestion": "forslag",
    },
}
WAYS: Final[dict[Way, tuple[str, str | Promise]]] = {
    Way.WORSE: ("below", _("Verre")),
    Way.BETTER: ("safe", _("Bedre")),
    Way.OTHERWISE: ("exact", _("Annerledes")),
    Way.GONE: ("not_assessed", _("Faller bort")),
}
# Where fewer may lack something because fewer are left, it is no better.
WAYS_OF_PEOPLE: Final = WAYS | {
    Way.WORSE: ("below", _("Mer mangler")),
    Way.BETTER: ("exact", _("Mindre mangler")),
}
COUNT_WHO_LACK: Final = ("unit", "needs")


def value(measure: str, side: Side | None) -> Any:
    """A figure as it is written; None on the side where there is no row."""
    if side is None or side.get(measure) is None:
        return None
    found = side[measure]
    return needs.Way(found).label if measure == "suggestion" else found


@dataclass(frozen=True)
class Cell:
    """A figure before and after."""

    measure: Definition
    before: Any
    after: Any

    @property
    def differs(self) -> bool:
        return bool(self.before != self.after)

    @property
    def has_rows(self) -> bool:
        """Nought on both sides is made of nothing."""
        return bool(self.before or self.after)


@dataclass(frozen=True)
class Where:
    """What a row is about: the unit, the competence, and what is asked for."""

    unit: str
    unit_code: str
    competence: Known | None
    code: str
    level: str = ""
    level_number: int | None = None
    min_holders: int | None = None

    @property
    def name(self) -> str:
        return self.competence.name if self.competence else self.code


def where(by: str, key: Sequence[Any], names: Names) -> Where:
    said: Mapping[str, Any] = dict(zip(ANSWERS[by].key, key, strict=True))
    code = said["competence"]
    level = names.level(code, said["level"]) if "level" in said else ""
    known = names.competences.get(code)
    unit = said["unit_code"]
    return Where(names.unit(unit), unit, known, code, level, said.get("level"), said.get("min_holders"))


@dataclass(frozen=True)
class Line:
    """A row of a table, before and after."""

    where: Where
    cells: list[Cell]
    # Which way it goes: the look, and the word.
    kind: str
    word: str | Promise


@dataclass(frozen=True)
class Table:
    """A table side by side: the rows that differ, worst first."""

    by: str
    rows: Sequence[Row]
    names: Names
    everything: bool = False

    @property
    def title(self) -> str | Promise:
        return TITLES[self.by]

    @property
    def about(self) -> str | Promise:
        return ABOUT[self.by]

    @cached_property
    def measures(self) -> dict[str, Definition]:
        """The figures that the rows have, with what each of them is."""
        given = {name for row in self.rows for name in (row.before or row.after or {})}
        return {name: BY_KEY[key] for name, key in MEASURES[self.by].items() if name in given}

    @property
    def asks_for_holders(self) -> bool:
        return "min_holders" in ANSWERS[self.by].key

    @cached_property
    def lines(self) -> list[Line]:
        shown = self.rows if self.everything else self.rows[:SHOWN]
        return [self._line(row) for row in shown]

    @property
    def left_out(self) -> int:
        return len(self.rows) - len(self.lines)

    def _line(self, row: Row) -> Line:
        cells = [
            Cell(measure, value(name, row.before), value(name, row.after))
            for name, measure in self.measures.items()
        ]
        ways = WAYS_OF_PEOPLE if self.by in COUNT_WHO_LACK else WAYS
        return Line(where(self.by, row.key, self.names), cells, *ways[row.way])


@dataclass(frozen=True)
class Triple:
    """A figure of a row today and in two scenarios."""

    where: Where
    measure: Definition
    today: Any
    first: Any
    second: Any


def triples(by: str, pairs: Sequence[Pair], names: Names) -> list[Triple]:
    """The figures that differ from today in either scenario, row by row."""
    found = []
    for pair in pairs:
        place = where(by, pair.key, names)
        for name, key in MEASURES[by].items():
            sides = (pair.today, pair.first, pair.second)
            today, first, second = (value(name, side) for side in sides)
            # A scenario that rests on age lacks some figures: then the other's are not shown either.
            known = all(side is None or name in side for side in sides)
            if known and not today == first == second:
                found.append(Triple(place, BY_KEY[key], today, first, second))
    return found
