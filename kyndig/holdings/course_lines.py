"""Who was at a course: lines of numbers or names, each one somebody the user leads, or a mistake."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from kyndig.catalogue.models import Competence
from kyndig.holdings.models import Assessment, Source
from kyndig.holdings.queries import people_led
from kyndig.organisation.models import Employment, Person, PersonQuerySet
from kyndig.organisation.policies import Asker
from kyndig.organisation.reach import reach_of

_BETWEEN_CELLS = re.compile(r"[\t;]")


@dataclass(frozen=True)
class Line:
    """A line as written, whom it means, and what is wrong with it."""

    number: int
    text: str
    person: Person | None = None
    mistake: str = ""


def read(written: Iterable[str], competence: Competence, on: date, user: Asker) -> list[Line]:
    """The lines in order, numbered from 1. Somebody whom the user does not lead does not exist here."""
    lines = [Line(number, line.strip()) for number, line in enumerate(written, start=1)]
    found = list(_without_doubles(_Finder(user, lines).found()))
    already = _registered(found, competence, on)
    return [_judged(line, user, already) for line in found]


class _Finder:
    """Numbers first, in one statement; names in another, when some are left."""

    def __init__(self, user: Asker, lines: Sequence[Line]) -> None:
        self.people = _led(user)
        self.lines = lines
        numbers = [_first_cell(line.text) for line in lines]
        known = self.people.filter(employee_number__in=numbers)
        self.by_number = {person.employee_number: person for person in known}

    def found(self) -> list[Line]:
        left = any(_first_cell(line.text) not in self.by_number for line in self.lines)
        by_name = self._by_name() if left else {}
        return [self._meant(line, by_name) for line in self.lines]

    def _by_name(self) -> Mapping[str, list[Person]]:
        names: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            for name in _names(person):
                names[name].append(person)
        return names

    def _meant(self, line: Line, by_name: Mapping[str, list[Person]]) -> Line:
        if person := self.by_number.get(_first_cell(line.text)):
            return replace(line, person=person)
        named = by_name.get(_folded(line.text), [])
        if len(named) == 1:
            return replace(line, person=named[0])
        if named:
            return replace(line, mistake=_("Flere av dem du leder, heter dette. Skriv ansattnummeret."))
        return replace(line, mistake=_("Ingen av dem du leder, har dette nummeret eller navnet."))


def _led(user: Asker) -> PersonQuerySet:
    """Those one leads who are employed today; HR leads everybody."""
    employed = Employment.objects.active(reach_of(user).on)
    return people_led(user).filter(pk__in=employed.values("person_id"))


def _first_cell(text: str) -> str:
    return _BETWEEN_CELLS.split(text, maxsplit=1)[0].strip()


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace(",", " , ").split())


def _names(person: Person) -> set[str]:
    return {
        _folded(f"{person.first_name} {person.last_name}"),
        _folded(f"{person.last_name}, {person.first_name}"),
    }


def _without_doubles(lines: Sequence[Line]) -> Iterator[Line]:
    first: dict[int, int] = {}
    for line in lines:
        if line.person is None or first.setdefault(line.person.pk, line.number) == line.number:
            yield line
        else:
            said = _("Står også på linje %(line)s.") % {"line": first[line.person.pk]}
            yield replace(line, mistake=said)


def _registered(lines: Sequence[Line], competence: Competence, on: date) -> set[int]:
    """Those who have the course of that day already."""
    same = Assessment.objects.standing().filter(
        competence=competence,
        source=Source.COURSE,
        assessed_on=on,
        person__in=[line.person.pk for line in lines if line.person],
    )
    return set(same.values_list("person_id", flat=True))


def _judged(line: Line, user: Asker, already: set[int]) -> Line:
    if line.person is None or line.mistake:
        return line
    if line.person.pk == reach_of(user).person_id:
        return replace(line, mistake=_("Du kan ikke registrere kurs for deg selv. Be lederen din eller HR."))
    if line.person.pk in already:
        return replace(line, mistake=_("Har dette kurset fra før, samme dag."))
    return line
