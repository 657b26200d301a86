"""The fixed cast: a small municipality and one user per role, known to every test that asks who sees what.

Everybody carries markers, texts that stand nowhere else: `Merkeamina` in Amina's name, e-mail and employee
number, `Grunnamina` in the reason of her exemption, `Notatamina` in the note of her assessment, and a birth
date of her own. `markers_in(text)` gives the markers a text holds, e.g. {"amina", "amina grunn"}.

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
from kyndig.holdings.models import Assessment, Exemption, Holding, InUse, Source
from kyndig.organisation.models import (
    Deputy,
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
from kyndig.requirements.models import Coverage, Requirement

BEGINNING = date(2024, 1, 1)
MOVED_ON = date(2025, 2, 1)
LEFT_ON = date(2025, 6, 30)

# Code: parent, name and kind.
UNITS = {
    "K": (None, "Eksempelvik", Kind.MUNICIPALITY),
    "HO": ("K", "Helse og omsorg", Kind.SECTOR),
    "SU": ("K", "Samfunnsutvikling", Kind.SECTOR),
    "SOL": ("HO", "Solhaug", Kind.UNIT),
    "SOLA": ("SOL", "Solhaug A", Kind.DEPARTMENT),
    "SOLB": ("SOL", "Solhaug B", Kind.DEPARTMENT),
    "ELV": ("HO", "Elvebredden", Kind.UNIT),
    "PLAN": ("SU", "Plan", Kind.UNIT),
}
POSITIONS = {
    "LED": ("Leder", "1120"),
    "SPL": ("Sykepleier", "2223"),
    "HFA": ("Helsefagarbeider", "5321"),
    "ARK": ("Arealplanlegger", "2164"),
    "RAD": ("Rådgiver", "2423"),
}
# Key: unit and position.
PEOPLE = {
    "amina": ("SOLA", "SPL"),
    "bendik": ("SOLA", "SPL"),
    "marte": ("SOLA", "SPL"),
    "dag": ("SOLA", "LED"),
    "farid": ("SOLA", "HFA"),
    "greta": ("SOLA", "HFA"),
    "leif": ("SOLA", "SPL"),
    "hilde": ("SOLB", "SPL"),
    "ivar": ("SOLB", "HFA"),
    "jorun": ("SOLB", "HFA"),
    "ulla": ("SOL", "LED"),
    "petter": ("SOL", "SPL"),
    "olga": ("ELV", "LED"),
    "sture": ("ELV", "SPL"),
    "liv": ("ELV", "SPL"),
    "mons": ("ELV", "SPL"),
    "nils": ("ELV", "HFA"),
    "pia": ("ELV", "HFA"),
    "frode": ("PLAN", "LED"),
    "ruth": ("PLAN", "ARK"),
    "tora": ("PLAN", "ARK"),
    "qasim": ("PLAN", "ARK"),
    "reidar": ("PLAN", "ARK"),
    "sigrid": ("HO", "LED"),
    "vera": ("SU", "LED"),
    "kjell": ("K", "LED"),
    "helga": ("K", "RAD"),
}
# The users who have no person: they work for the municipality without being employed by it.
OUTSIDERS = ("eva", "adam")
# Role in the permission matrix: who plays it.
ROLES = {
    "employee": "amina",
    "colleague": "bendik",
    "unit_leader": "ulla",
    "other_leader": "olga",
    "former_leader": "frode",
    "department_head": "dag",
    "professional_lead": "petter",
    "deputy": "sture",
    "former_deputy": "ruth",
    "sector_director": "sigrid",
    "other_director": "vera",
    "chief_executive": "kjell",
    "hr": "helga",
    "union_representative": "tora",
    "evaluator": "eva",
    "administrator": "adam",
    "leaver": "leif",
}
# Key: kind of grant and unit.
GRANTS = {
    "ulla": (RoleGrant.Kind.UNIT_LEADER, "SOL"),
    "olga": (RoleGrant.Kind.UNIT_LEADER, "ELV"),
    "frode": (RoleGrant.Kind.UNIT_LEADER, "PLAN"),
    "dag": (RoleGrant.Kind.DEPARTMENT_HEAD, "SOLA"),
    "petter": (RoleGrant.Kind.PROFESSIONAL_LEAD, "SOL"),
    "sigrid": (RoleGrant.Kind.SECTOR_DIRECTOR, "HO"),
    "vera": (RoleGrant.Kind.SECTOR_DIRECTOR, "SU"),
    "kjell": (RoleGrant.Kind.CHIEF_EXECUTIVE, "K"),
    "helga": (RoleGrant.Kind.HR, "K"),
    "tora": (RoleGrant.Kind.UNION_REPRESENTATIVE, "HO"),
    "eva": (RoleGrant.Kind.EVALUATOR, "HO"),
    "adam": (RoleGrant.Kind.ADMINISTRATOR, "K"),
}
# Code: name and scale.
COMPETENCES = {
    "PVK": ("Legge inn perifert venekateter", Competence.Scale.LEVELS),
    "LEGEMIDDEL": ("Legemiddelhåndtering", Competence.Scale.HELD),
    "AREALPLAN": ("Arealplanlegging", Competence.Scale.LEVELS),
}
# Who, competence, level, source, assessed on, expires on, in use, wants to use, whether it has a note.
ASSESSMENTS = [
    ("amina", "PVK", 3, Source.LEADER, date(2025, 3, 1), None, InUse.NO, True, True),
    ("amina", "LEGEMIDDEL", 1, Source.COURSE, date(2025, 1, 10), None, InUse.YES, None, False),
    ("bendik", "PVK", 1, Source.LEADER, date(2025, 3, 1), None, InUse.PARTLY, None, True),
    ("bendik", "LEGEMIDDEL", 1, Source.DOCUMENT, date(2024, 1, 10), date(2025, 1, 10), "", None, False),
    ("marte", "PVK", 2, Source.SELF, date(2025, 4, 1), None, InUse.NO, True, True),
    ("marte", "AREALPLAN", 3, Source.LEADER, date(2024, 5, 1), None, InUse.NO, True, True),
    ("leif", "PVK", 3, Source.LEADER, date(2025, 3, 1), None, InUse.YES, None, True),
    ("hilde", "PVK", 2, Source.LEADER, date(2025, 3, 1), None, InUse.YES, False, True),
    ("petter", "PVK", 3, Source.DOCUMENT, date(2025, 3, 1), None, InUse.YES, None, True),
    ("sture", "PVK", 2, Source.LEADER, date(2025, 3, 1), None, InUse.YES, None, True),
    ("liv", "PVK", 0, Source.LEADER, date(2025, 3, 1), None, "", None, True),
    ("mons", "LEGEMIDDEL", 1, Source.COURSE, date(2025, 3, 1), None, InUse.YES, None, True),
    ("ruth", "AREALPLAN", 3, Source.LEADER, date(2025, 3, 1), None, InUse.YES, None, True),
    ("tora", "AREALPLAN", 1, Source.SELF, date(2025, 3, 1), None, InUse.PARTLY, True, True),
]
# Who and competence: each with a reason that only the person, the leader and HR may read.
EXEMPTIONS = [("amina", "AREALPLAN"), ("hilde", "LEGEMIDDEL"), ("nils", "PVK"), ("qasim", "AREALPLAN")]
# Position, competence, level and criticality.
REQUIREMENTS = [
    ("SPL", "PVK", 2, Requirement.Criticality.CRITICAL),
    ("SPL", "LEGEMIDDEL", 1, Requirement.Criticality.CRITICAL),
    ("HFA", "LEGEMIDDEL", 1, Requirement.Criticality.IMPORTANT),
    ("ARK", "AREALPLAN", 2, Requirement.Criticality.CRITICAL),
]
# Unit, competence, level and how many.
COVERAGE = [
    ("SOL", "PVK", 2, 5),
    ("SOLB", "PVK", 2, 1),
    ("ELV", "LEGEMIDDEL", 1, 2),
    ("PLAN", "AREALPLAN", 2, 3),
]

_MARKER = re.compile(r"(merke|grunn|notat)(" + "|".join([*PEOPLE, *OUTSIDERS]) + r")(?![a-zæøå])")
_KINDS = {"merke": "", "grunn": " grunn", "notat": " notat"}


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
    yesterday = today - timedelta(days=1)
    Deputy.objects.create(grant=grants["ulla"], user=users["sture"], valid_from=today, valid_to=today)
    Deputy.objects.create(grant=grants["ulla"], user=users["ruth"], valid_from=BEGINNING, valid_to=yesterday)


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
