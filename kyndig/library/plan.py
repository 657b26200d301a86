"""What adopting roles of the library, or a new edition of it, would change: all of it, before anything is."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from kyndig.library import entries, values
from kyndig.library.comparing import DONE_UNLESS_LEFT_OUT, Outcome, merge, outcome
from kyndig.library.entries import Library
from kyndig.library.matching import Because, Catalogue, Match
from kyndig.library.models import Adoption
from kyndig.organisation.models import Role
from kyndig.requirements.models import Requirement

# What is asked for: level, criticality, mandatory.
Ask = dict[str, Any]
Asks = dict[str, Ask]
_GRADES = ("critical", "important", "useful")


@dataclass(frozen=True)
class Wording:
    """Texts of one of the municipality's competences that the edition has otherwise."""

    match: Match
    outcome: Outcome
    wanted: values.Values
    ours: values.Values

    @property
    def key(self) -> str:
        return f"{self.outcome}:{self.match.entry.code}"

    @property
    def fields(self) -> list[tuple[str, str, str]]:
        """(what, with us, in the edition) of each."""
        return [
            (values.label(name), values.shown(name, self.ours[name]), values.shown(name, value))
            for name, value in self.wanted.items()
        ]


@dataclass(frozen=True)
class Demand:
    """A requirement of a position: as adopted, as it is, and as the edition has it."""

    role: Role
    match: Match
    base: Ask | None
    standing: tuple[Requirement, ...]
    new: Ask | None

    @property
    def key(self) -> str:
        return f"{self.role.code}:{self.match.entry.code}"

    @property
    def ours(self) -> Ask | None:
        return _asked(self.standing[0]) if self.standing else None

    @property
    def outcome(self) -> Outcome:
        return outcome(self.base, self.ours, self.new)

    @property
    def is_news(self) -> bool:
        """True when the edition differs from what was adopted."""
        return self.base != self.new


@dataclass(frozen=True)
class Plan:
    """Everything that would happen on the day `on`, and everything that could."""

    library: Library
    # The positions of each role of the library, by the library's code.
    positions: Mapping[str, Sequence[Role]]
    on: date
    matches: tuple[Match, ...]
    wordings: tuple[Wording, ...]
    demands: tuple[Demand, ...]

    @property
    def proposed(self) -> frozenset[str]:
        """The keys of what is done unless somebody leaves it out."""
        return self._keys(DONE_UNLESS_LEFT_OUT)

    @property
    def open(self) -> frozenset[str]:
        """The keys of everything that there is something to decide about."""
        return self._keys(frozenset(Outcome) - {Outcome.SAME})

    def _keys(self, outcomes: Collection[Outcome]) -> frozenset[str]:
        things: list[Wording | Demand] = [*self.wordings, *self.demands]
        return frozenset(each.key for each in things if each.outcome in outcomes)

    @cached_property
    def hash(self) -> str:
        """Equal for plans that show the same (64 hexadecimal digits)."""
        shown = [
            [self.library.edition, self.on],
            [[code, [role.code for role in roles]] for code, roles in self.positions.items()],
            [[each.entry.code, each.ours and each.ours.code, each.because] for each in self.matches],
            [[each.key, each.wanted, each.ours] for each in self.wordings],
            [[each.key, each.base, each.ours, each.new] for each in self.demands],
        ]
        written = json.dumps(shown, default=str, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()


def make(
    library: Library, positions: Mapping[str, Sequence[Role]], on: date, anew: Collection[str] = ()
) -> Plan:
    """What it would change to have the library's roles for the positions from the day on.

    `anew` are competences that are to be made though one of ours is called the same. Seven queries.
    """
    catalogue = Catalogue(library)
    bases, news = _asks(library, positions)
    # The edition's order first: what was adopted is kept as JSON, whose keys have none.
    codes = dict.fromkeys(code for asks in (*news.values(), *bases.values()) for code in asks)
    wanted = [library.competences[code] for code in codes if code in library.competences]
    matches = {each.entry.code: each for each in catalogue.matches(wanted, anew)}
    roles = {role.code: role for group in positions.values() for role in group}
    standing = _standing(roles.values(), on)
    demands = [
        demand
        for code, role in roles.items()
        for demand in _demands(role, bases[code], news[code], matches, standing)
    ]
    wordings = [wording for match in matches.values() for wording in _wordings(match, catalogue)]
    in_order = [matches[code] for code in codes if code in matches]
    return Plan(library, positions, on, tuple(in_order), tuple(wordings), tuple(demands))


def _asks(
    library: Library, positions: Mapping[str, Sequence[Role]]
) -> tuple[dict[str, Asks], dict[str, Asks]]:
    """What each position was to have, and what it is to have: the strongest of all roles it stands for."""
    taken = {(code, role.code): library.roles[code] for code, roles in positions.items() for role in roles}
    codes = {role for _code, role in taken}
    before: dict[str, list[Asks]] = {code: [] for code in codes}
    after: dict[str, list[Asks]] = {code: [] for code in codes}
    for each in Adoption.objects.filter(role__code__in=codes).select_related("role"):
        before[each.role.code].append(each.needs)
        if (each.code, each.role.code) not in taken:
            after[each.role.code].append(each.needs)
    for (_code, role), entry in taken.items():
        after[role].append(needs_of(entry))
    return {code: _strongest(asks) for code, asks in before.items()}, {
        code: _strongest(asks) for code, asks in after.items()
    }


def needs_of(role: entries.Role) -> Asks:
    """What a role of the library needs, as it is kept."""
    return {
        each.competence: {
            "level": each.level,
            "criticality": each.criticality,
            "mandatory": each.mandatory,
        }
        for each in role.needs
    }


def _strongest(several: Iterable[Asks]) -> Asks:
    found: Asks = {}
    for asks in several:
        for code, ask in asks.items():
            found[code] = _stronger(found[code], ask) if code in found else ask
    return found


def _stronger(one: Ask, other: Ask) -> Ask:
    return {
        "level": max(one["level"], other["level"]),
        "criticality": min(one["criticality"], other["criticality"], key=_GRADES.index),
        "mandatory": one["mandatory"] or other["mandatory"],
    }


Standing = dict[tuple[int, int], list[Requirement]]


def _standing(roles: Iterable[Role], on: date) -> Standing:
    """What the positions must have in the whole municipality on the day or later, the highest first."""
    found: Standing = {}
    holds = Q(valid_to=None) | Q(valid_to__gte=on)
    requirements = Requirement.objects.standing().filter(holds, role__in=roles, unit=None)
    for each in requirements.select_related("competence").order_by("-level", "id"):
        found.setdefault((each.role_id, each.competence_id), []).append(each)
    return found


def _asked(requirement: Requirement) -> Ask:
    return {
        "level": requirement.level,
        "criticality": requirement.criticality,
        "mandatory": requirement.mandatory,
    }


def _demands(
    role: Role, base: Asks, new: Asks, matches: Mapping[str, Match], standing: Standing
) -> Iterator[Demand]:
    seen: set[int] = set()
    for code in dict.fromkeys((*new, *base)):
        match = matches.get(code)
        # One of ours may have taken over from two: it is asked for once.
        if match is None or (match.ours and match.ours.pk in seen):
            continue
        seen |= {match.ours.pk} if match.ours else set()
        ours = tuple(standing.get((role.pk, match.ours.pk), ())) if match.ours else ()
        demand = Demand(role, match, _on_scale(base.get(code), match), ours, _on_scale(new.get(code), match))
        if demand.ours or demand.new:
            yield demand


def _on_scale(ask: Ask | None, match: Match) -> Ask | None:
    """The level at most the highest of our own competence."""
    if ask is None or match.ours is None:
        return ask
    return {**ask, "level": min(ask["level"], match.ours.max_level)}


def _wordings(match: Match, catalogue: Catalogue) -> Iterator[Wording]:
    if match.ours is None:
        return
    ours = values.of_competence(match.ours, catalogue.aliases.get(match.ours.pk, ()))
    link = catalogue.links.get(match.entry.code)
    base = link.values if link else {}
    if not link and (match.because == Because.NAME or catalogue.is_called_as(match.ours, match.entry)):
        base = values.blanks(ours)
    follow, stand = merge(base, ours, values.of_entry(match.entry))
    if "aliases" in stand:  # words of our own are kept whatever is decided
        stand["aliases"] = sorted({*ours["aliases"], *stand["aliases"]})
        stand = {name: value for name, value in stand.items() if ours[name] != value}
    if follow:
        yield Wording(match, Outcome.CHANGES, follow, ours)
    if stand:
        yield Wording(match, Outcome.STANDS, stand, ours)
