"""What roles must have: the whole municipality's rows, exceptions for units, and rows limited in time."""

import random
from collections.abc import Iterator, Sequence
from datetime import date

from kyndig.demo.generator.dates import add_months, days_before, same_day
from kyndig.demo.generator.loading import Need, competences, roles
from kyndig.demo.generator.rows import Requirement, Unit
from kyndig.demo.generator.structure import Home, Tree

IN_BOKMAL = {"critical": "kritisk", "important": "viktig", "useful": "nyttig"}
LAW = "Lov eller forskrift"
SOURCES = {
    "critical": ("Risiko: risikovurdering av tjenesten", "Plan: kompetanseplan for sektoren"),
    "important": ("Plan: kompetanseplan for sektoren", "Mål: gode tjenester nær innbyggeren"),
    "useful": ("Mål: attraktiv arbeidsplass", "Mål: gode tjenester nær innbyggeren"),
}
# By law whatever the municipality thinks: authorisations, approvals and the duties everybody has.
BY_LAW = (
    "AUT-",
    "PEDAGOGIKK",
    "BHG-LAERER",
    "TAUSHET",
    "HMS",
    "BRANNVERN",
    "PERSONVERN",
    "ROYKDYKK",
    "UTRYK",
)
BY_TENDER = frozenset({"VARSLING", "VARMTARBEID", "MASKIN"})
# The nursing home of the demo asks for two things more than other nursing homes do.
STORY_NEEDS = (("EX205", Need("KAP4A", 2, "critical")), ("EX205", Need("VELFERDSTEK", 2, "critical")))


def build(tree: Tree, as_of: date, rng: random.Random) -> list[Requirement]:
    """Every requirement: roles everywhere first, then what single units have decided."""
    since = date(as_of.year - 2, 1, 1)
    used = {code for home in tree.homes for code in (*home.template.mix, home.template.leader)}
    used |= {"EX101", "EX102", "EX111", "EX120"}
    rows = [row for code in sorted(used) for row in _of_role(code, since, rng)]
    rows.extend(_earlier(rows, rng))
    for home in tree.homes:
        rows.extend(_of_home(home, as_of, rng))
    return rows


def _of_role(code: str, since: date, rng: random.Random) -> Iterator[Requirement]:
    for need in roles()[code].needs:
        source = _source(need, rng)
        mandatory = source == LAW or need.criticality == "critical"
        yield Requirement(
            code, "", need.competence, need.level, IN_BOKMAL[need.criticality], mandatory, since, None, source
        )


def _source(need: Need, rng: random.Random) -> str:
    if need.competence.startswith(BY_LAW):
        return LAW
    if need.competence in BY_TENDER:
        return "Anbud: krav i rammeavtale"
    return rng.choice(SOURCES[need.criticality])


def _earlier(rows: Sequence[Requirement], rng: random.Random) -> Iterator[Requirement]:
    """One requirement in fifteen was lower before the present one began."""
    for row in rows:
        if row.level >= 2 and rng.random() < 1 / 15:
            yield row._replace(
                level=row.level - 1,
                valid_from=same_day(row.valid_from, -3),
                valid_to=days_before(row.valid_from, 1),
            )


def _of_home(home: Home, as_of: date, rng: random.Random) -> Iterator[Requirement]:
    """A unit's exceptions, one for each role and competence at most."""
    if home.is_story:
        for role, need in STORY_NEEDS:
            yield _exception(home.unit, role, need, (date(as_of.year, 1, 1), None))
    elif rng.random() < 0.25:
        place = rng.choice(home.places).unit
        role = rng.choice(list(home.template.mix))
        yield _exception(place, role, _other_need(role, rng), _period(as_of, rng))
    if rng.random() < 0.12:
        role = rng.choice(list(home.template.mix))
        extra = [need for need in home.work.experts if need.competence not in _codes(role)]
        if extra:
            yield _exception(home.unit, role, rng.choice(extra), _period(as_of, rng))


def _codes(role: str) -> set[str]:
    return {need.competence for need in roles()[role].needs}


def _other_need(role: str, rng: random.Random) -> Need:
    """One of the role's needs on the scale of levels, raised where it can be, else lowered."""
    graded = [need for need in roles()[role].needs if not competences()[need.competence].held]
    need = rng.choice(graded)
    level = need.level + 1 if need.level < 3 else need.level - 1
    return Need(need.competence, level, "critical" if level > need.level else need.criticality)


def _period(as_of: date, rng: random.Random) -> tuple[date, date | None]:
    """Most hold without end; some are limited in time, over, or yet to begin."""
    draw = rng.random()
    since = add_months(date(as_of.year, as_of.month, 1), -rng.randint(2, 20))
    if draw < 0.25:
        return since, days_before(add_months(date(as_of.year, as_of.month, 1), rng.randint(2, 14)), 1)
    if draw < 0.35:
        return since, days_before(as_of, rng.randint(1, 25))
    if draw < 0.45:
        return add_months(date(as_of.year, as_of.month, 1), rng.randint(1, 4)), None
    return since, None


def _exception(unit: Unit, role: str, need: Need, period: tuple[date, date | None]) -> Requirement:
    since, until = period
    criticality = IN_BOKMAL[need.criticality]
    source = "Risiko: vurdert i enheten"
    return Requirement(role, unit.code, need.competence, need.level, criticality, False, since, until, source)


class Profiles:
    """The requirements that apply to a role in a unit on a day (rule 2 of the gap rule)."""

    def __init__(self, tree: Tree, rows: Sequence[Requirement], on: date) -> None:
        self._parents = {unit.code: unit.parent_code for unit in tree.units()}
        self._root = tree.root.code
        self._rows: dict[tuple[str, str], list[Requirement]] = {}
        self._known: dict[tuple[str, str], dict[str, int]] = {}
        for row in rows:
            if row.holds(on):
                self._rows.setdefault((row.role_code, row.unit_code or self._root), []).append(row)

    def needs(self, role: str, unit: str) -> dict[str, int]:
        """Level by competence."""
        key = (role, unit)
        if key not in self._known:
            parent = self._parents[unit]
            above = self.needs(role, parent) if parent else {}
            own = sorted(self._rows.get(key, ()), key=lambda row: row.level)
            self._known[key] = above | {row.competence: row.level for row in own}
        return self._known[key]
