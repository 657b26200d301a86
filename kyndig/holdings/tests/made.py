"""People for tests."""

from itertools import count
from typing import Any

from kyndig.organisation.models import Person

_number = count(1)


def person(employee_number: str = "", **fields: Any) -> Person:
    number = employee_number or f"{10000 + next(_number)}"
    return Person.objects.create(employee_number=number, **{"first_name": f"Person {number}", **fields})


def people(number: int) -> list[Person]:
    return [person() for _ in range(number)]
