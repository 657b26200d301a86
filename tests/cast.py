"""The fixed cast: a small municipality and one user per role, known to every test that asks who sees what.

Everybody carries markers, texts that stand nowhere else: `Merkeamina` in Amina's name, e-mail and employee
number, `Grunnamina` in the reason of her exemption, `Notatamina` in the note of her assessment, and a birth
date of her own; in talks with her leader, `Avtaleamina` is agreed on and `Tankeamina` is what she thinks.
`markers_in(text)` gives the markers a text holds, e.g. {"amina", "amina grunn"}.

The tree (two sectors; Solhaug A has more than five people, Solhaug B fewer):

    K ── HO ── SOL ── SOLA: amina bendik marte dag farid greta    (leif left, marte came from PLAN)
     │    │     └──── SOLB: hilde ivar jorun
     │    │   (at SOL itself: ulla petter)
     │    └─── ELV: olga sture liv mons nils pia
     └── SU ── PLAN: frode ruth tora qasim reidar
    (at HO: sigrid; at SU: vera; at K: kjell helga)
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from kyndig.accounts.models import User
from kyndig.catalogue.models import Area, Competence
from kyndig.holdings.models import Assessment, Exemption, Holding
from kyndig.organisation.models import (
    Deputy,
    Employment,
    Person,
    Role,
    RoleGrant,
    Unit,
    UnitClosure,
    UnitNode,
    UnitTree,
)
from kyndig.requirements.models import Coverage, Requirement
from tests.cast_tables import (
    ASSESSMENTS,
    BEGINNING,
    COMPETENCES,
    COVERAGE,
    EXEMPTIONS,
    GRANTS,
    LEFT_ON,
    MOVED_ON,
    OUTSIDERS,
    PEOPLE,
    POSITIONS,
    REQUIREMENTS,
    ROLES,
    UNITS,
)

__all__ = [
    "BEGINNING",
    "GRANTS",
    "LEFT_ON",
    "MOVED_ON",
    "OUTSIDERS",
    "PEOPLE",
    "ROLES",
    "UNITS",
    "Cast",
    "birth_date",
    "build_cast",
    "client_for",
    "markers_in",
]

_KINDS = {"merke": "", "grunn": " grunn", "notat": " notat", "avtale": " avtale", "tanke": " tanke"}
_MARKER = re.compile(f"({'|'.join(_KINDS)})({'|'.join([*PEOPLE, *OUTSIDERS])})(?![a-zæøå])")


def birth_date(key: str) -> date:
    """A birth date that nobody else has; no other date of the cast lies in that year's range."""
    return date(1971, 3, 1) + timedelta(days=37 * list(PEOPLE).index(key))


def markers_in(text: str) -> set[str]:
    """Whose data a text holds: "amina" (name, e-mail, number), "amina grunn", "amina notat", "amina født"."""
    lower = text.lower()
    found = {key + _KINDS[kind] for kind, key in _MARKER.findall(lower)}
    for key in PEOPLE:
        born = birth_date(key)
        written = (born.isoformat(), f"{born:%d.%m.%Y}", date_format(born, "DATE_FORMAT"))
        if any(day in lower for day in written):
            found.add(f"{key} født")
    return found


@dataclass(frozen=True)
class Cast:
    """The municipality as built; look people up by key, users by role or key, units by code."""

    today: date
    people: dict[str, Person]
    users: dict[str, User]
    units: dict[str, Unit]
    positions: dict[str, Role]
    competences: dict[str, Competence]

    def person(self, role_or_key: str) -> Person:
        """`person("employee")` and `person("amina")` are the same row."""
        return self.people[ROLES.get(role_or_key, role_or_key)]

    def user(self, role_or_key: str) -> User:
        """A fresh object each time: what a user reaches is remembered on the object."""
        return User.objects.get(pk=self.users[ROLES.get(role_or_key, role_or_key)].pk)

    def unit(self, code: str) -> Unit:
        return self.units[code]

    def client(self, role_or_key: str) -> Client:
        """A browser signed in as that user; "anonymous" is signed in as nobody."""
        return Client() if role_or_key == "anonymous" else client_for(self.user(role_or_key))


def client_for(user: User) -> Client:
    """A browser that `user` is signed in with."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def build_cast() -> Cast:
    """Write the cast to the database in a handful of statements."""
    units = _units()
    positions = _positions()
    people = _people(units, positions)
    users = _users(people)
    _grants(users, units)
    competences = _competences()
    _requirements(units, positions, competences)
    _holdings(people, competences)
    return Cast(timezone.localdate(), people, users, units, positions, competences)


def _units() -> dict[str, Unit]:
    units = {unit.code: unit for unit in Unit.objects.bulk_create(Unit(code=code) for code in UNITS)}
    tree = UnitTree.objects.create(valid_from=BEGINNING)
    UnitNode.objects.bulk_create(
        UnitNode(tree=tree, unit=units[code], parent=units[parent] if parent else None, name=name, kind=kind)
        for code, (parent, name, kind) in UNITS.items()
    )
    UnitClosure.objects.bulk_create(
        UnitClosure(tree=tree, ancestor=units[above], descendant=units[code], distance=distance)
        for code in UNITS
        for distance, above in enumerate(_line_upwards(code))
    )
    return units


def _line_upwards(code: str) -> list[str]:
    parent = UNITS[code][0]
    return [code, *_line_upwards(parent)] if parent else [code]


def _positions() -> dict[str, Role]:
    rows = [Role(code=code, title=title, styrk=styrk) for code, (title, styrk) in POSITIONS.items()]
    return {role.code: role for role in Role.objects.bulk_create(rows)}


def _people(units: dict[str, Unit], positions: dict[str, Role]) -> dict[str, Person]:
    rows = [
        Person(
            employee_number=f"nr-merke{key}",
            first_name=key.capitalize(),
            last_name=f"Merke{key}",
            birth_date=birth_date(key),
            email=f"merke{key}@example.no",
        )
        for key in PEOPLE
    ]
    people = dict(zip(PEOPLE, Person.objects.bulk_create(rows), strict=True))
    Employment.objects.bulk_create(
        _employment(people[key], units[unit], positions[position], key)
        for key, (unit, position) in PEOPLE.items()
    )
    before = _employment(people["marte"], units["PLAN"], positions["ARK"], "")
    before.position_key, before.end_date = "before", MOVED_ON - timedelta(days=1)
    before.save()
    return people


def _employment(person: Person, unit: Unit, position: Role, key: str) -> Employment:
    begun = MOVED_ON if key == "marte" else BEGINNING
    return Employment(
        person=person,
        position_key="1",
        position_number="1",
        role=position,
        unit=unit,
        fte_percent=100,
        employment_type=Employment.Type.PERMANENT,
        start_date=begun,
        delivered_start_date=begun,
        end_date=LEFT_ON if key == "leif" else None,
    )


def _users(people: dict[str, Person]) -> dict[str, User]:
    keys = sorted(set(ROLES.values()))
    nobody_signs_in_with_it = make_password(None)
    rows = [
        User(
            username=key,
            first_name=key.capitalize(),
            last_name=f"Merke{key}",
            email=f"merke{key}@example.no",
            password=nobody_signs_in_with_it,
            employee_number=people[key].employee_number if key in people else None,
        )
        for key in keys
    ]
    return dict(zip(keys, User.objects.bulk_create(rows), strict=True))


def _grants(users: dict[str, User], units: dict[str, Unit]) -> None:
    today = timezone.localdate()
    rows = [
        RoleGrant(user=users[key], kind=kind, unit=units[unit], valid_from=BEGINNING)
        for key, (kind, unit) in GRANTS.items()
    ]
    grants = dict(zip(GRANTS, RoleGrant.objects.bulk_create(rows), strict=True))
    # Wide of today: a run over midnight stays inside. Boundary days have tests of their own.
    week = timedelta(days=7)
    Deputy.objects.bulk_create(
        [
            Deputy(
                grant=grants["ulla"],
                user=users["sture"],
                valid_from=today - week,
                valid_to=today + week,
            ),
            Deputy(
                grant=grants["ulla"],
                user=users["ruth"],
                valid_from=BEGINNING,
                valid_to=today - week,
            ),
        ]
    )


def _competences() -> dict[str, Competence]:
    area = Area.objects.create(name_nb="Fag", name_nn="Fag")
    rows = [
        Competence(
            code=code,
            name_nb=name,
            area=area,
            kind=Competence.Kind.SKILL,
            scope=Competence.Scope.GENERAL,
            specificity=Competence.Specificity.SPECIALIST,
            form=Competence.Form.REAL,
            scale=scale,
        )
        for code, (name, scale) in COMPETENCES.items()
    ]
    return {competence.code: competence for competence in Competence.objects.bulk_create(rows)}


def _requirements(
    units: dict[str, Unit], positions: dict[str, Role], competences: dict[str, Competence]
) -> None:
    Requirement.objects.bulk_create(
        Requirement(
            role=positions[position], competence=competences[code], level=level, criticality=criticality
        )
        for position, code, level, criticality in REQUIREMENTS
    )
    Coverage.objects.bulk_create(
        Coverage(unit=units[unit], competence=competences[code], level=level, min_holders=least)
        for unit, code, level, least in COVERAGE
    )


def _holdings(people: dict[str, Person], competences: dict[str, Competence]) -> None:
    rows = [
        Assessment(
            person=people[key],
            competence=competences[code],
            level=level,
            source=source,
            assessed_on=assessed_on,
            expires_on=expires_on,
            in_use=in_use,
            wants_to_use=wants,
            note=f"Notat{key}" if noted else "",
        )
        for key, code, level, source, assessed_on, expires_on, in_use, wants, noted in ASSESSMENTS
    ]
    # One assessment per person and competence, so each is its own projection.
    Holding.objects.bulk_create(
        Holding(
            person=assessment.person,
            competence=assessment.competence,
            assessment=assessment,
            level=assessment.level,
            confirmed=assessment.confirmed,
            assessed_on=assessment.assessed_on,
            expires_on=assessment.expires_on,
        )
        for assessment in Assessment.objects.bulk_create(rows)
    )
    Exemption.objects.bulk_create(
        Exemption(
            person=people[key], competence=competences[code], reason=f"Grunn{key}", valid_from=BEGINNING
        )
        for key, code in EXEMPTIONS
    )
