"""Those who have not sent their answers in a round, with what is worth knowing before one reminds them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kyndig.mapping import reminding
from kyndig.mapping.models import Participation, Round
from kyndig.mapping.reminding import Told
from kyndig.notices import queries
from kyndig.organisation.models import Employment, Person
from kyndig.organisation.reach import today


@dataclass(frozen=True)
class Row:
    """Somebody whose answers are missing: their unit, whether they have begun, and what reaches them."""

    person: Person
    unit: str
    begun: bool
    told: Told
    reached: bool


def rows_of(round_: Round, people: Sequence[Person], tree_id: int | None) -> list[Row]:
    """A row for each person, in a number of queries that does not grow with them."""
    numbers = [person.employee_number for person in people]
    begun = set(
        Participation.objects.filter(round=round_, person__in=people).values_list("person_id", flat=True)
    )
    units = _units_of(people, tree_id)
    unreached = set(queries.unreached_among(numbers))
    told = reminding.told_of(round_, numbers)
    return [
        Row(
            person,
            units.get(person.pk, ""),
            person.pk in begun,
            told.get(person.employee_number, Told()),
            person.employee_number not in unreached,
        )
        for person in people
    ]


def _units_of(people: Sequence[Person], tree_id: int | None) -> dict[int, str]:
    """What the unit of each is called in the tree, by person id; of several one."""
    posts = Employment.objects.active(today()).filter(person__in=people, unit__nodes__tree_id=tree_id)
    return dict(posts.order_by("fte_percent", "pk").values_list("person_id", "unit__nodes__name"))
