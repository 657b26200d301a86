"""A town of equal units with a leader each, and an open round that asks everybody the same."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password

from kyndig.accounts.models import User
from kyndig.catalogue.models import Area, Competence
from kyndig.mapping import actions
from kyndig.mapping.actions import Asked
from kyndig.organisation.models import (
    Employment,
    Kind,
    Person,
    Role,
    RoleGrant,
    Unit,
    UnitClosure,
    UnitNode,
    UnitTree,
)
from kyndig.organisation.reach import today
from tests.cast import BEGINNING, client_for

PEOPLE_A_UNIT = 25


@dataclass(frozen=True)
class TownUnit:
    """A unit with its leader's session, and the cells that the round asks of its people."""

    code: str
    session: str
    cells: list[tuple[int, int]]


@dataclass(frozen=True)
class Town:
    """The round, and the units that it is held in."""

    round_id: int
    units: list[TownUnit]


def build_town(*, units: int, competences: int) -> Town:
    """So many units of PEOPLE_A_UNIT people, each asked about so many competences (12 at most)."""
    top, below = _units(units)
    role = Role.objects.create(code="SPL", title="Sykepleier", styrk="2223")
    asked = _competences(competences)
    staff = {unit.pk: _staff(unit, role) for unit in below}
    round_ = actions.make_round(
        name="Alle på én gang",
        purpose_nb="Så vi vet at alt kommer fram.",
        unit=top,
        opens_on=today() - timedelta(days=1),
        closes_on=today() + timedelta(days=30),
        by=None,
    )
    chosen = {role.pk: [Asked(each.pk) for each in asked]}
    actions.choose_competences(round_=round_, asked=chosen, by=None)
    actions.start(round_=round_, by=None)
    return Town(
        round_.pk,
        [
            TownUnit(
                unit.code,
                _leader_session(unit),
                [(person.pk, each.pk) for person in staff[unit.pk] for each in asked],
            )
            for unit in below
        ],
    )


def _units(number: int) -> tuple[Unit, list[Unit]]:
    top, *below = Unit.objects.bulk_create(Unit(code=f"T{at}") for at in range(number + 1))
    tree = UnitTree.objects.create(valid_from=BEGINNING)
    UnitNode.objects.create(tree=tree, unit=top, name="Byen", kind=Kind.MUNICIPALITY)
    UnitNode.objects.bulk_create(
        UnitNode(tree=tree, unit=unit, parent=top, name=f"Enhet {unit.code}", kind=Kind.UNIT)
        for unit in below
    )
    own = [UnitClosure(tree=tree, ancestor=unit, descendant=unit, distance=0) for unit in (top, *below)]
    up = [UnitClosure(tree=tree, ancestor=top, descendant=unit, distance=1) for unit in below]
    UnitClosure.objects.bulk_create(own + up)
    return top, below


def _competences(number: int) -> list[Competence]:
    area = Area.objects.create(name_nb="Fag")
    return Competence.objects.bulk_create(
        Competence(
            code=f"FAG{at}",
            name_nb=f"Fag {at}",
            area=area,
            kind=Competence.Kind.SKILL,
            scope=Competence.Scope.GENERAL,
            specificity=Competence.Specificity.BASIC,
            form=Competence.Form.REAL,
            scale=Competence.Scale.LEVELS,
        )
        for at in range(number)
    )


def _staff(unit: Unit, role: Role) -> list[Person]:
    people = Person.objects.bulk_create(
        Person(employee_number=f"{unit.code}-{at}", first_name=f"Ansatt {at}", last_name=unit.code)
        for at in range(PEOPLE_A_UNIT)
    )
    Employment.objects.bulk_create(
        Employment(
            person=person,
            position_key="1",
            position_number="1",
            role=role,
            unit=unit,
            fte_percent=100,
            employment_type=Employment.Type.PERMANENT,
            start_date=BEGINNING,
            delivered_start_date=BEGINNING,
        )
        for person in people
    )
    return people


def _leader_session(unit: Unit) -> str:
    """The leader is no employee of the unit; the session is of the database."""
    leader = User.objects.create(username=f"leder-{unit.code}", password=make_password(None))
    RoleGrant.objects.create(user=leader, kind=RoleGrant.Kind.UNIT_LEADER, unit=unit, valid_from=BEGINNING)
    return client_for(leader).cookies["sessionid"].value
