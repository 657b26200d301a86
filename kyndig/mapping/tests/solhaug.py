"""The unit of the promise: 25 people × 12 competences, 70 cells that need the leader, the rest offered.

Of the 70, three are conflicts and two are documents that have expired. Everybody and everything is made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kyndig.accounts.models import User
from kyndig.catalogue.models import Area, Competence
from kyndig.holdings import actions as holdings
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.models import Source
from kyndig.mapping import actions
from kyndig.mapping.actions import Asked
from kyndig.mapping.models import Round
from kyndig.organisation.models import Employment, Person, Role, Unit
from kyndig.organisation.reach import today
from kyndig.requirements.models import Coverage, Requirement

PEOPLE, COMPETENCES, NEEDING, CONFLICTS, EXPIRED = 25, 12, 70, 3, 2
# The column that lasts for a time, and the rows whose document has expired there.
LASTING, EXPIRED_ROWS = 8, (6, 17)
_UNKNOWN = NEEDING - EXPIRED
_OPEN_COLUMNS = COMPETENCES - 1
_CONFLICTS = frozenset({4, 31, 58})

FIRST_NAMES = (
    *("Aslaug", "Birk", "Cecilie", "Dina", "Embla", "Filip", "Gudrun", "Halvor", "Ingebjørg"),
    *("Jostein", "Kaja", "Leon", "Mariam", "Noor", "Oddvar", "Pernille", "Rashid", "Synne"),
    *("Torgeir", "Unni", "Vetle", "Wenche", "Yasmin", "Åshild", "Østen"),
)
LAST_NAMES = ("Bakke", "Dahle", "Eng", "Fossli", "Haug", "Lien", "Moe", "Nes", "Rud", "Vik")
NAMES = (
    *("Legemiddelregning", "Smertelindring", "Perifert venekateter", "Klinisk observasjon", "Sårbehandling"),
    *("Demensomsorg", "Tvang og makt", "Smittevern", "Hjerte-lunge-redning", "Ernæring"),
    *("Velferdsteknologi", "Forflytning"),
)


@dataclass(frozen=True)
class Solhaug:
    """The round, its people in the order of their names, and its competences in the order asked."""

    round: Round
    people: list[Person]
    competences: list[Competence]


def build_solhaug(unit: Unit, by: User | None = None) -> Solhaug:
    """Employ the 25 at the unit, in a role that nobody else has, and open a round that asks about the 12."""
    role = Role.objects.create(code="SOLHAUG", title="Sykepleier på Solhaug", styrk="2223")
    people, competences = _people(unit, role), _competences()
    Requirement.objects.bulk_create(
        Requirement(
            role=role, competence=each, level=1 if each.validity_months else 2, criticality="critical"
        )
        for each in competences
    )
    Coverage.objects.bulk_create(
        Coverage(unit=unit, competence=each, level=2, min_holders=5) for each in competences[:3]
    )
    holdings.assess_many(list(_known(people, competences)), by=None)
    return Solhaug(_round(unit, role, competences, by), people, competences)


def _people(unit: Unit, role: Role) -> list[Person]:
    rows = [
        Person(
            employee_number=f"solhaug-{at:02}",
            first_name=name,
            last_name=LAST_NAMES[at % len(LAST_NAMES)],
            email=f"solhaug-{at:02}@example.no",
        )
        for at, name in enumerate(FIRST_NAMES)
    ]
    people = Person.objects.bulk_create(rows)
    Employment.objects.bulk_create(
        Employment(
            person=person,
            position_key="1",
            position_number="1",
            role=role,
            unit=unit,
            fte_percent=100,
            employment_type=Employment.Type.PERMANENT,
            start_date=date(2024, 1, 1),
            delivered_start_date=date(2024, 1, 1),
        )
        for person in people
    )
    return list(people)


def _competences() -> list[Competence]:
    area = Area.objects.create(name_nb="Pleie på Solhaug", name_nn="Pleie på Solhaug")
    rows = [
        Competence(
            code=f"SOLHAUG{at:02}",
            name_nb=name,
            name_nn=name,
            area=area,
            kind=Competence.Kind.SKILL,
            scope=Competence.Scope.GENERAL,
            specificity=Competence.Specificity.SPECIALIST,
            form=Competence.Form.REAL,
            scale=Competence.Scale.HELD if at == LASTING else Competence.Scale.LEVELS,
            validity_months=24 if at == LASTING else None,
        )
        for at, name in enumerate(NAMES)
    ]
    return list(Competence.objects.bulk_create(rows))


def _round(unit: Unit, role: Role, competences: list[Competence], by: User | None) -> Round:
    round_ = actions.make_round(
        name="Kritisk kompetanse på Solhaug",
        purpose_nb="Vi vil vite hvem som kan hva, så vaktene blir trygge.",
        unit=unit,
        opens_on=today() - timedelta(days=7),
        closes_on=today() + timedelta(days=30),
        by=by,
    )
    actions.choose_competences(
        round_=round_, asked={role.pk: [Asked(each.pk) for each in competences]}, by=by
    )
    actions.start(round_=round_, by=by)
    return round_


def _known(people: list[Person], competences: list[Competence]) -> Iterator[NewAssessment]:
    """What is known of the cells before the round."""
    last_year, half_a_year = today() - timedelta(days=400), today() - timedelta(days=180)
    for row, person in enumerate(people):
        for place, competence in enumerate(competences):
            if place == LASTING:
                taken = today() - timedelta(days=800) if row in EXPIRED_ROWS else half_a_year
                yield NewAssessment(person, competence, 1, Source.COURSE, taken)
                continue
            hole = _hole(row, place)
            if hole in _CONFLICTS:
                yield NewAssessment(person, competence, 0, Source.LEADER, last_year)
                yield NewAssessment(person, competence, 2, Source.SELF, half_a_year)
            elif hole is None:
                source = (Source.LEADER, Source.COURSE, Source.SELF)[(row + 2 * place) % 3]
                yield NewAssessment(person, competence, (row * 5 + place * 3) % 4, source, last_year)


def _hole(row: int, place: int) -> int | None:
    """Which of the evenly spread open cells this is; None for the others."""
    at = row * _OPEN_COLUMNS + place - (place > LASTING)
    cells = PEOPLE * _OPEN_COLUMNS
    hole = -(-at * _UNKNOWN // cells)
    return hole if hole < _UNKNOWN and hole * cells // _UNKNOWN == at else None
