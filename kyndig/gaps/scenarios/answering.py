"""What would be otherwise in a unit: every table before and after, and the changes that could not be made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kyndig.analysis import whatif
from kyndig.analysis.frames import Frame, collected, kept
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import within
from kyndig.gaps.answers import ANSWERS
from kyndig.gaps.kept import Picture
from kyndig.gaps.scenarios import ages, comparing
from kyndig.gaps.scenarios.comparing import Falls, Row

# In the order of the page: what is safe, what is required, what to do about it. Of each table what is shown:
# near retirement is left out, since a change of one person would tell that person's age.
MEASURED: Final[Mapping[str, tuple[str, ...]]] = {
    "vulnerability": ("holders", "holder_fte", "shortfall", "shortfall_if_one_leaves"),
    "coverage": ("holders", "shortfall"),
    "unit": ("required", "met", "below", "expired", "not_assessed", "exempt", "depth"),
    "needs": ("missing", "unknown", "mobilise", "learn", "acquire", "phase_out", "suggestion"),
}


@dataclass(frozen=True)
class Answer:
    """The rows that differ by table, why a change was refused by its place, and whether some retire."""

    tables: dict[str, list[Row]]
    refused: dict[int, whatif.RefusedError]
    rests_on_age: bool = False

    @property
    def falls(self) -> Falls:
        place = ANSWERS["vulnerability"].key.index("competence")
        return comparing.falls(self.tables["vulnerability"], place)

    def short(self, unit_code: str) -> int:
        """How many more requirements of people of the unit and below are below or expired."""
        rows = (row for row in self.tables["unit"] if row.key[0] == unit_code)
        return sum(_short(row.after) - _short(row.before) for row in rows)


def answer(picture: Picture, unit_id: int, texts: Sequence[str]) -> Answer:
    """The rows of the unit and all below it that differ after the changes; those that rest on age come last.

    Args: a picture of the whole municipality that looks back. It is not changed.
    """
    changed, refused = sides(picture, unit_id, texts)
    if len(refused) == len(texts):
        return Answer({by: [] for by in MEASURED}, refused)
    return Answer({by: changed.rows(by) for by in MEASURED}, refused, changed.rests_on_age)


def sides(
    picture: Picture, unit_id: int, texts: Sequence[str]
) -> tuple[Sides, dict[int, whatif.RefusedError]]:
    """The unit before and after the changes, and why a change was refused by its place."""
    places = ages.in_order(texts)
    staying = sum(not ages.retires(text) for text in texts)
    everybody, refused = _attempted(picture.snapshot, texts, places[:staying])
    retired, more = _attempted(everybody, texts, places[staying:])
    after = whatif.narrowed(everybody, unit_id)
    if len(more) == len(places) - staying:
        return Sides(picture, unit_id, after), refused | more
    return _WithAge(picture, unit_id, after, whatif.narrowed(retired, unit_id)), refused | more


def refusal(picture: Picture, texts: Sequence[str], place: int) -> whatif.RefusedError | None:
    """Why the change at a place can't be made; None where it can."""
    found = _attempted(picture.snapshot, texts, ages.in_order(texts))[1]
    return found.get(place)


def _attempted(
    snapshot: Snapshot, texts: Sequence[str], places: Sequence[int]
) -> tuple[Snapshot, dict[int, whatif.RefusedError]]:
    after, refused = whatif.attempted(snapshot, [texts[place] for place in places])
    return after, {places[each]: error for each, error in refused.items()}


@dataclass(frozen=True)
class Sides:
    """A unit before and after. after: with all staying, whoever is thought to retire."""

    picture: Picture
    unit_id: int
    after: Snapshot

    @property
    def rests_on_age(self) -> bool:
        return False

    def rows(self, by: str) -> list[Row]:
        asked = ANSWERS[by]
        names = (*asked.key, *self.measures(by))
        before = self.picture.table(by).join(self._codes(), on="unit_code", how="semi").select(*names)
        sides = _unlike(kept(before), kept(self.table(by).select(*names)), names)
        differing = whatif.difference(*sides, asked.key, names)
        return comparing.rows(by, collected(differing).rows(named=True), asked.key)

    def measures(self, by: str) -> tuple[str, ...]:
        return MEASURED[by]

    def table(self, by: str) -> Frame:
        """The rows of the unit and all below it after the changes, as far as they may be told."""
        return kept(ANSWERS[by].table(self.after, self.unit_id))

    def _codes(self) -> Frame:
        snapshot = self.picture.snapshot
        below = snapshot.units.join(within(snapshot, self.unit_id), on="unit_id", how="semi")
        return below.select("unit_code")


@dataclass(frozen=True)
class _WithAge(Sides):
    """The same where some retire."""

    retired: Snapshot

    @property
    def rests_on_age(self) -> bool:
        return True

    def measures(self, by: str) -> tuple[str, ...]:
        return tuple(name for name in MEASURED[by] if name not in ages.TELLS_WHO)

    def table(self, by: str) -> Frame:
        staying = super().table(by)
        if by not in ages.COUNT_HOLDERS:
            return staying
        left = kept(ANSWERS[by].table(self.retired, self.unit_id))
        return kept(ages.told(staying, left, ANSWERS[by].key))


def _unlike(before: Frame, after: Frame, names: Sequence[str]) -> tuple[Frame, Frame]:
    """Without the rows that are the same on both sides, nearly all: the rest is quick to compare."""
    on = list(names)
    return kept(before.join(after, on=on, how="anti")), kept(after.join(before, on=on, how="anti"))


def _short(side: comparing.Side | None) -> int:
    return int(side["below"]) + int(side["expired"]) if side else 0
