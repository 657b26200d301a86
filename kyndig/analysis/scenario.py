"""The state that changes are applied to, and the words of a change looked up in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final

import narwhals as nw

from kyndig.analysis.frames import Frame, collected, kept
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import within

HIGHEST: Final = {"levels": 3, "held": 1}


class RefusedError(ValueError):
    """A change that can't be made: one sentence that says which, and why.

    For those who say it in other words: text is the change, code what is wrong, and values what it is wrong
    with, as written (`ended` and `closed` have the earlier change).

    unknown_change; not_working: number; ended: number, earlier; several_positions: number, count;
    moves_several; no_unit: unit; closed: unit ("" for the whole municipality), earlier; no_competence:
    competence; bad_level: level, competence, highest; no_role: role; bad_age: age; nothing_to_drop.
    """

    def __init__(self, sentence: str, code: str, text: str, **values: str | int) -> None:
        super().__init__(sentence)
        self.code = code
        self.text = text
        self.values = values


@dataclass
class Scenario:
    """A snapshot with the changes so far.

    ended: which change ended the employments of a person; closed: which change closed a unit; both by id.
    """

    now: Snapshot
    ended: dict[int, str] = field(default_factory=dict)
    closed: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._before = self.now

    def put(self, **frames: Frame) -> None:
        """Other frames in place of those there are."""
        self.now = self.now.changed(**{name: kept(frame) for name, frame in frames.items()})

    def positions(self, condition: nw.Expr) -> list[dict[str, Any]]:
        """The counting employments that meet a condition: employment_id and person_id."""
        found = counting(self.now).filter(condition).select("employment_id", "person_id")
        return collected(found).rows(named=True)

    def end(self, employments: Collection[dict[str, Any]], text: str) -> None:
        """The employments, as from `positions`, end by the change: as of the date they are not there."""
        ids = [row["employment_id"] for row in employments]
        self.now = self.now.fewer(lambda rows: rows.filter(~nw.col("employment_id").is_in(ids)))
        self.ended.update((row["person_id"], text) for row in employments)

    def working(self, numbers: str, text: str) -> dict[str, int]:
        """Employee numbers, with commas between, by id. Raises RefusedError for one without a position."""
        asked = list(dict.fromkeys(numbers.split(",")))
        people = self.now.people.filter(nw.col("employee_number").is_in(asked))
        ids = {row["employee_number"]: row["person_id"] for row in collected(people).rows(named=True)}
        there = {row["person_id"] for row in self.positions(nw.col("person_id").is_in(list(ids.values())))}
        for number in asked:
            if ids.get(number) not in there:
                raise self._not_working(number, ids.get(number), text)
        return ids

    def _not_working(self, number: str, person_id: int | None, text: str) -> RefusedError:
        earlier = self.ended.get(person_id) if person_id is not None else None
        if earlier:
            said = f"{text} can't follow {earlier}, which ends the employment of {number}."
            return RefusedError(said, "ended", text, number=number, earlier=earlier)
        said = f"Employee {number!r} of {text} has no employment on {self.now.as_of.isoformat()}."
        return RefusedError(said, "not_working", text, number=number)

    def unit(self, code: str, text: str) -> int:
        """A unit in the tree of the date, by id. Raises RefusedError for another."""
        in_tree = self.now.units.filter(nw.col("unit_code") == code).filter(~nw.col("kind").is_null())
        found = collected(in_tree)["unit_id"].to_list()
        if not found:
            said = f"There is no unit {code!r} on {self.now.as_of.isoformat()}, named in {text}."
            raise RefusedError(said, "no_unit", text, unit=code)
        return int(found[0])

    def open_unit(self, code: str, text: str) -> int:
        """A unit as from `unit` that no earlier change has closed."""
        unit_id = self.unit(code, text)
        self.check_open(unit_id, code, text)
        return unit_id

    def check_open(self, unit_id: int | None, code: str, text: str) -> None:
        """Raise RefusedError where an earlier change closed the unit. No code: the whole municipality."""
        earlier = self.closed.get(unit_id) if unit_id is not None else None
        if earlier:
            name = f"unit {code}" if code else "the whole municipality"
            said = f"{text} can't follow {earlier}, which closes {name}."
            raise RefusedError(said, "closed", text, unit=code, earlier=earlier)

    def top(self) -> int | None:
        """The top unit, where there is a tree."""
        tops = self.now.closure.filter(nw.col("top") & (nw.col("distance") == 0))
        found = collected(tops)["ancestor_id"].to_list()
        return int(found[0]) if found else None

    def below(self, unit_id: int) -> list[int]:
        """The unit and all below it."""
        found: list[int] = collected(within(self.now, unit_id))["unit_id"].to_list()
        return found

    def competence(self, code: str, text: str) -> tuple[int, int]:
        """A competence of the catalogue: its id and the highest level of its scale. Raises RefusedError."""
        found = collected(self.now.competences.filter(nw.col("code") == code)).rows(named=True)
        if not found:
            said = f"There is no competence {code!r} in the catalogue, named in {text}."
            raise RefusedError(said, "no_competence", text, competence=code)
        return found[0]["competence_id"], HIGHEST[found[0]["scale"]]

    def competence_and_level(self, code: str, level: str, text: str) -> tuple[int, int]:
        """A competence's id, and a level on its scale. Raises RefusedError."""
        competence_id, highest = self.competence(code, text)
        if not (_is_whole(level) and int(level) <= highest):
            said = f"{level!r} is not a level of {code}, which goes from 0 to {highest}: {text}."
            raise RefusedError(said, "bad_level", text, level=level, competence=code, highest=highest)
        return competence_id, int(level)

    def role(self, code: str, text: str) -> int:
        """A role that a counting employment or a requirement has, by id. Raises RefusedError for another."""
        named = self.now.roles.filter(nw.col("role_code") == code).select("role_id")
        facts = (counting(self.now), self.now.requirements, self._before.requirements)
        has = [each.select("role_id") for each in facts]
        found = collected(named.join(nw.concat(has).unique(), on="role_id", how="semi"))["role_id"].to_list()
        if not found:
            said = f"No employment and no requirement has the role {code!r} of {text}."
            raise RefusedError(said, "no_role", text, role=code)
        return int(found[0])


def age_of(text: str, change: str) -> int:
    """An age in years. Raises RefusedError for anything else."""
    if not _is_whole(text):
        raise RefusedError(f"{text!r} is not an age in whole years: {change}.", "bad_age", change, age=text)
    return int(text)


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
