"""The rows that the generator makes: one type per file of FORMATS.md, and the municipality that holds them.

Named tuples and not dataclasses: a large municipality has a million assessments.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Unit(NamedTuple):
    """A row of `units.csv`. `kind` is in bokmål, as HR writes it."""

    code: str
    name: str
    parent_code: str
    kind: str
    valid_from: date


class Person(NamedTuple):
    """Somebody employed, as the rows of `hr.csv` repeat it for each position."""

    employee_number: str
    first_name: str
    last_name: str
    birth_date: date
    email: str


class Employment(NamedTuple):
    """A row of `hr.csv`: one position of one person. `fte` is in percent, in hundredths."""

    person: Person
    position_number: str
    role_code: str
    unit_code: str
    fte: int
    employment_type: str
    start_date: date
    end_date: date | None
    leader: str

    def counts(self, on: date) -> bool:
        """Rule 1 of the gap rule."""
        return self.start_date <= on and (self.end_date is None or self.end_date >= on)


class Requirement(NamedTuple):
    """A row of `requirements.csv`. A blank `unit_code` means the whole municipality."""

    role_code: str
    unit_code: str
    competence: str
    level: int
    criticality: str
    mandatory: bool
    valid_from: date
    valid_to: date | None
    source: str

    def holds(self, on: date) -> bool:
        """Whether it is valid on the day."""
        return self.valid_from <= on and (self.valid_to is None or self.valid_to >= on)


class Coverage(NamedTuple):
    """A row of `coverage.csv`."""

    unit_code: str
    competence: str
    level: int
    min_holders: int
    valid_from: date
    valid_to: date | None


class Assessment(NamedTuple):
    """A row of `assessments.csv`. `in_use` is ja, delvis, nei or blank; `wants_to_use` ja, nei or blank."""

    employee_number: str
    competence: str
    level: int
    source: str
    assessed_on: date
    assessed_by: str
    expires_on: date | None
    in_use: str
    wants_to_use: str
    note: str


class Exemption(NamedTuple):
    """A row of `exemptions.csv`."""

    employee_number: str
    competence: str
    reason: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Delivery:
    """What HR sends on a day: the unit tree, and every employment."""

    as_of: date
    units: tuple[Unit, ...]
    employments: tuple[Employment, ...]


@dataclass(frozen=True)
class Municipality:
    """An invented municipality: two deliveries from HR a month apart, and the facts as of the first."""

    name: str
    as_of: date
    now: Delivery
    later: Delivery
    requirements: tuple[Requirement, ...]
    coverage: tuple[Coverage, ...]
    assessments: tuple[Assessment, ...]
    exemptions: tuple[Exemption, ...]
