"""Who is in the cast of `tests/cast.py`: units, people, roles, and what is required, held and exempt."""

from datetime import date

from kyndig.catalogue.models import Competence
from kyndig.holdings.models import InUse, Source
from kyndig.organisation.models import Kind, RoleGrant
from kyndig.requirements.models import Requirement

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
