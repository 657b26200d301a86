"""The cast's municipality made larger, so that pages that ask the database once per row are found."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice

from kyndig.accounts import audit
from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent, CorrectionRequest, User
from kyndig.catalogue.models import Alias, Area, Competence
from kyndig.holdings.models import Assessment, Exemption, Holding, Source
from kyndig.imports.models import ImportRun
from kyndig.organisation.models import (
    Deputy,
    Employment,
    Kind,
    LeaderProposal,
    Person,
    Role,
    RoleGrant,
    Unit,
    UnitClosure,
    UnitNode,
    UnitSuccession,
    UnitTree,
)
from kyndig.requirements.models import Coverage, Requirement
from tests.cast import BEGINNING, GRANTS, Cast

# Units come below each of these, and two more below each that comes.
PARENTS = {
    "K": Kind.SECTOR,
    "HO": Kind.UNIT,
    "SU": Kind.UNIT,
    "SOL": Kind.DEPARTMENT,
    "SOLA": Kind.TEAM,
    "ELV": Kind.DEPARTMENT,
    "PLAN": Kind.DEPARTMENT,
}
ALIASES = ("venekateter i arm", "venekateter i hånd")


@dataclass(frozen=True)
class _Growth:
    """One growth: how many of each thing, and what has been added so far."""

    name: str  # in every code, so that the next growth makes others
    size: int
    units: list[Unit]
    people: list[Person]
    competences: list[Competence]
    users: list[User]

    @property
    def numbers(self) -> range:
        return range(3 * self.size)


def grow(cast: Cast, name: str, size: int) -> None:
    """Add units on several levels, people in all of them, and some of everything that is said of them.

    With size 1 there is one of each at least, so that every part of every page has something to show.
    """
    units = _units(cast, name, size)
    people = _people(cast, units, name, size)
    growth = _Growth(name, size, units, people, _competences(name, size), _users(name, size))
    _demands(cast, growth)
    _assessments(cast, growth)
    _exemptions(cast, growth)
    _access(cast, growth)
    _successors(cast, growth)
    _traces(cast, growth)


def _units(cast: Cast, name: str, size: int) -> list[Unit]:
    """The new units, in the tree of the cast."""
    tree = UnitTree.objects.get()
    below = {parent: [f"{parent}-{name}{each}" for each in range(size)] for parent in PARENTS}
    below |= {code: [f"{code}-{each}" for each in range(2)] for codes in below.values() for code in codes}
    made = Unit.objects.bulk_create(Unit(code=code) for codes in below.values() for code in codes)
    of = {unit.code: unit for unit in made} | cast.units
    UnitNode.objects.bulk_create(
        UnitNode(tree=tree, unit=of[code], parent=of[parent], name=f"Enhet {code}", kind=_kind(code))
        for parent, codes in below.items()
        for code in codes
    )
    above: dict[str, list[str]] = {}
    for pair in UnitClosure.objects.order_by("distance").select_related("ancestor", "descendant"):
        above.setdefault(pair.descendant.code, []).append(pair.ancestor.code)
    for parent, codes in below.items():
        above |= {code: [code, *above[parent]] for code in codes}
    UnitClosure.objects.bulk_create(
        UnitClosure(tree=tree, ancestor=of[code], descendant=unit, distance=distance)
        for unit in made
        for distance, code in enumerate(above[unit.code])
    )
    return made


def _kind(code: str) -> Kind:
    parent, *rest = code.split("-")
    return PARENTS[parent] if len(rest) == 1 else Kind.TEAM


def _people(cast: Cast, units: list[Unit], name: str, size: int) -> list[Person]:
    """Some in each unit, old and new, in the cast's positions."""
    places = [unit for unit in [*units, *cast.units.values()] for _each in range(size)]
    people = Person.objects.bulk_create(
        Person(employee_number=f"{name}-{each}", first_name="Ny", last_name=f"Person{each}")
        for each in range(len(places))
    )
    Employment.objects.bulk_create(
        Employment(
            person=person,
            position_key="1",
            role=role,
            unit=unit,
            fte_percent=50,
            start_date=BEGINNING,
            delivered_start_date=BEGINNING,
        )
        for person, unit, role in zip(people, places, cycle(cast.positions.values()), strict=False)
    )
    return people


def _competences(name: str, size: int) -> list[Competence]:
    areas = Area.objects.bulk_create(Area(name_nb=f"Område {name}{each}") for each in range(size))
    made = Competence.objects.bulk_create(
        Competence(
            code=f"{name}{each}",
            name_nb=f"Ny kompetanse {name}{each}",
            area=area,
            kind=Competence.Kind.SKILL,
            scope=Competence.Scope.GENERAL,
            specificity=Competence.Specificity.SPECIALIST,
            form=Competence.Form.REAL,
            scale=Competence.Scale.LEVELS,
        )
        for each, area in enumerate(islice(cycle(areas), 8 * size))
    )
    Alias.objects.bulk_create(Alias(competence=each, text=word) for each in made for word in ALIASES)
    return made


def _users(name: str, size: int) -> list[User]:
    return User.objects.bulk_create(
        User(username=f"{name}-{each}", first_name="Ny", last_name=f"Bruker{each}")
        for each in range(9 * size)
    )


def _demands(cast: Cast, growth: _Growth) -> None:
    """New positions, what they and the old ones must have, and what each unit must have."""
    positions = Role.objects.bulk_create(
        Role(code=f"{growth.name}{each}", title=f"Ny {each}") for each in growth.numbers
    )
    Requirement.objects.bulk_create(
        Requirement(role=role, competence=competence, level=2, criticality=criticality)
        for role in [*cast.positions.values(), *positions]
        for competence, criticality in zip(growth.competences, cycle(Requirement.Criticality), strict=False)
    )
    Requirement.objects.bulk_create(
        Requirement(
            role=cast.positions["SPL"],
            competence=cast.competences["PVK"],
            level=3,
            unit=unit,
            criticality=Requirement.Criticality.CRITICAL,
        )
        for unit in growth.units
    )
    Coverage.objects.bulk_create(
        Coverage(unit=unit, competence=competence, level=2, min_holders=3)
        for unit in [*cast.units.values(), *growth.units]
        for competence in growth.competences[:8]
    )


def _assessments(cast: Cast, growth: _Growth) -> None:
    """Some of each new person, and every competence of Amina and some years back."""
    pairs = [(person, each) for person in growth.people for each in growth.competences[:4]]
    pairs += [(cast.person("amina"), each) for each in growth.competences]
    made = Assessment.objects.bulk_create(
        _assessment(person, competence, date(2025, 3, 1)) for person, competence in pairs
    )
    Holding.objects.bulk_create(
        Holding(
            person=each.person,
            competence=each.competence,
            assessment=each,
            level=each.level,
            confirmed=True,
            assessed_on=each.assessed_on,
            expires_on=each.expires_on,
        )
        for each in made
    )
    Assessment.objects.bulk_create(
        _assessment(cast.person("amina"), cast.competences["PVK"], date(2024, 3, 1) + timedelta(days=each))
        for each in growth.numbers
    )


def _assessment(person: Person, competence: Competence, on: date) -> Assessment:
    return Assessment(
        person=person,
        competence=competence,
        level=2,
        source=Source.LEADER,
        assessed_on=on,
        expires_on=on + timedelta(days=900),
        note="Sett i bruk.",
    )


def _exemptions(cast: Cast, growth: _Growth) -> None:
    pairs = [(cast.person("amina"), each) for each in growth.competences]
    pairs += [(person, growth.competences[0]) for person in growth.people]
    Exemption.objects.bulk_create(
        Exemption(person=person, competence=competence, reason="I permisjon.", valid_from=BEGINNING)
        for person, competence in pairs
    )


def _access(cast: Cast, growth: _Growth) -> None:
    """Roles for the new users, more roles for those who look, deputies, and leaders to confirm."""
    lookers = {user.username: user for user in User.objects.filter(username__in=GRANTS)}
    theirs = [
        (lookers[key], kind, unit)
        for key, (kind, code) in GRANTS.items()
        for unit in growth.units
        if unit.code.startswith(f"{code}-")
    ]
    others = zip(growth.users, cycle(RoleGrant.Kind), cycle(growth.units), strict=False)
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, kind=kind, unit=unit, valid_from=BEGINNING)
        for user, kind, unit in [*theirs, *others]
    )
    week = timedelta(days=7)
    Deputy.objects.bulk_create(
        Deputy(grant=grant, user=user, valid_from=cast.today - week, valid_to=cast.today + week)
        for grant in RoleGrant.objects.filter(user=lookers["ulla"])
        for user in growth.users[: growth.size]
    )
    LeaderProposal.objects.bulk_create(
        LeaderProposal(person=person, unit=unit, kind=RoleGrant.Kind.UNIT_LEADER, from_date=cast.today)
        for person, unit in zip(growth.people, growth.units, strict=False)
    )


def _successors(cast: Cast, growth: _Growth) -> None:
    UnitSuccession.objects.bulk_create(
        UnitSuccession(unit=cast.unit("SOL"), successor=unit, from_date=cast.today) for unit in growth.units
    )


def _traces(cast: Cast, growth: _Growth) -> None:
    """What has been done before: looks at Amina, changes, requests of hers and others, imports."""
    helga, amina = cast.user("helga"), cast.person("amina")
    for each in growth.numbers:
        record_access(
            AccessEvent.Action.VIEW, by=helga, page="matrix", employee_numbers=[amina.employee_number]
        )
        audit.record("holdings.assessment.annul", by=helga, on=amina, reason=f"Grunn {each}")
    CorrectionRequest.objects.bulk_create(
        CorrectionRequest(
            user=cast.user(key), employee_number=f"nr-merke{key}", what="PVK", why="Jeg kan det."
        )
        for key in ("amina", "bendik", "olga")
        for _each in growth.numbers
    )
    ImportRun.objects.bulk_create(
        ImportRun(
            kind="hr",
            status=ImportRun.Status.APPLIED,
            file_name=f"ansatte-{growth.name}{each}.csv",
            as_of=cast.today,
            created_by=helga,
            confirmed_by=helga,
        )
        for each in growth.numbers
    )
