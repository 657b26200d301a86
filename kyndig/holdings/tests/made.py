"""People and documents for tests."""

import os
from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from kyndig.catalogue.models import Competence
from kyndig.holdings import document_actions, document_files
from kyndig.holdings.document_files import StoredFile
from kyndig.holdings.models import Document
from kyndig.organisation.models import Person

_number = count(1)


def person(employee_number: str = "", **fields: Any) -> Person:
    number = employee_number or f"{10000 + next(_number)}"
    return Person.objects.create(employee_number=number, **{"first_name": f"Person {number}", **fields})


def people(number: int) -> list[Person]:
    return [person() for _ in range(number)]


def document(
    person: Person,
    competence: Competence,
    *,
    stored_name: str = "a1",
    title: str = "Kursbevis",
    **fields: Any,
) -> Document:
    """A document that waits, with no file on disk unless `stored_name` has one."""
    file = StoredFile(stored_name, "bevis.pdf", "application/pdf", 15, "0" * 64)
    standard = {"title": "Kursbevis", "issued_on": date(2026, 1, 10), "by": None}
    return document_actions.upload_document(
        person=person, competence=competence, file=file, **{**standard, **fields}
    )


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Oslo"))


def age(*stored_names: str, to: datetime) -> None:
    """Make stored files as old as that."""
    for name in stored_names:
        os.utime(document_files.path_of(name), (to.timestamp(), to.timestamp()))
