"""Those who have not sent their answers in a round, with what is worth knowing before one reminds them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kyndig.mapping import reminding
from kyndig.mapping.models import Participation, Round
from kyndig.mapping.reminding import Told
from kyndig.notices import directory, queries
from kyndig.organisation.models import Person


@dataclass(frozen=True)
class Row:
    """Somebody whose answers are missing: their unit, whether they have begun, and what reaches them."""

    person: Person
    unit: str
    begun: bool
    told: Told
    reached: bool


def rows_of(round_: Round, people: Sequence[Person]) -> list[Row]:
    """A row for each person, in a number of queries that does not grow with them."""
    numbers = [person.employee_number for person in people]
    begun = set(
        Participation.objects.filter(round=round_, person__in=people).values_list("person_id", flat=True)
    )
    units = {each.employee_number: each.unit for each in directory.names_of(numbers)}
    unreached = set(queries.unreached_among(numbers))
    told = reminding.told_of(round_, numbers)
    return [
        Row(
            person,
            units.get(person.employee_number, ""),
            person.pk in begun,
            told.get(person.employee_number, Told()),
            person.employee_number not in unreached,
        )
        for person in people
    ]
