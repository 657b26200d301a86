"""Writes a municipality as files: HR's as payroll systems write them, the others in UTF-8."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from kyndig.demo.generator.loading import competences, roles
from kyndig.demo.generator.rows import (
    Assessment,
    Coverage,
    Delivery,
    Employment,
    Exemption,
    Municipality,
    Requirement,
    Unit,
)
from kyndig.library.entries import LANGUAGES

NO_END = "31.12.2099"
UNITS = ("code", "name", "parent_code", "kind", "valid_from", "valid_to")
# The last three columns and the first are ones that nobody needs: deliveries have such.
HR = (
    *("Selskap", "Ansattnr", "Etternavn", "Fornavn", "Fødselsdato", "E-post", "Stillingsnr", "Stillingskode"),
    *("Stillingstittel", "Yrkeskode", "Stilling %", "Ansettelsesform", "Startdato", "Sluttdato", "Ansvar"),
    *("Enhet", "Nærmeste leder", "Lønnsform", "Nøkkelkort", "Fritekst"),
)
CATALOGUE = (
    *("code", "name_nb", "name_nn", "name_en", "area", "kind", "scope", "specificity", "form", "scale"),
    *("validity_months", "esco_uri", "aliases", "description_nb", "description_nn", "description_en"),
    *(f"level_{level}_{language}" for level in range(4) for language in LANGUAGES),
    "legal_basis",
)
REQUIREMENTS = (
    *("role_code", "unit_code", "competence", "level", "criticality", "mandatory"),
    *("valid_from", "valid_to", "source"),
)
COVERAGE = ("unit_code", "competence", "level", "min_holders", "valid_from", "valid_to")
ASSESSMENTS = (
    *("employee_number", "competence", "level", "source", "assessed_on", "assessed_by", "expires_on"),
    *("in_use", "wants_to_use", "note"),
)
EXEMPTIONS = ("employee_number", "competence", "reason", "valid_from", "valid_to")

Cell = str | int
Row = Sequence[Cell]


def write(municipality: Municipality, directory: Path) -> None:
    """Writes the nine files into the directory, which is made where it is not there."""
    directory.mkdir(parents=True, exist_ok=True)
    for suffix, delivery in (("", municipality.now), ("-next", municipality.later)):
        _table(directory / f"units{suffix}.csv", UNITS, map(_unit, delivery.units))
        _hr(directory / f"hr{suffix}.csv", delivery)
    _table(directory / "catalogue.csv", CATALOGUE, _catalogue())
    _table(directory / "requirements.csv", REQUIREMENTS, map(_requirement, municipality.requirements))
    _table(directory / "coverage.csv", COVERAGE, map(_coverage, municipality.coverage))
    _table(directory / "assessments.csv", ASSESSMENTS, map(_assessment, municipality.assessments))
    _table(directory / "exemptions.csv", EXEMPTIONS, map(_exemption, municipality.exemptions))


def _table(path: Path, header: Row, rows: Iterable[Row], encoding: str = "utf-8") -> None:
    """Semicolons and the same line ends on every system."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(rows)


def _hr(path: Path, delivery: Delivery) -> None:
    names = {unit.code: unit.name for unit in delivery.units}
    rows = (_employment(row, names[row.unit_code]) for row in delivery.employments)
    _table(path, HR, rows, encoding="cp1252")


def _employment(row: Employment, unit_name: str) -> Row:
    person, role = row.person, roles()[row.role_code]
    return (
        *("01", person.employee_number, person.last_name, person.first_name, _day(person.birth_date)),
        *(person.email, row.position_number, role.code, role.title, role.styrk, _percent(row.fte)),
        *(row.employment_type, _day(row.start_date), _day(row.end_date) or NO_END, row.unit_code, unit_name),
        *(row.leader, "T" if row.employment_type == "Timelønnet" else "M", "", ""),
    )


def _percent(hundredths: int) -> str:
    """With a decimal comma, and no more decimals than there are."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02}".rstrip("0") if rest else str(whole)


@cache
def _day(day: date | None) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}" if day else ""


def _unit(row: Unit) -> Row:
    return (row.code, row.name, row.parent_code, row.kind, _day(row.valid_from), "")


def _catalogue() -> Iterable[Row]:
    return ([competence.columns.get(name, "") for name in CATALOGUE] for competence in competences().values())


def _requirement(row: Requirement) -> Row:
    mandatory = "ja" if row.mandatory else "nei"
    return (*row[:5], mandatory, _day(row.valid_from), _day(row.valid_to), row.source)


def _coverage(row: Coverage) -> Row:
    return (*row[:4], _day(row.valid_from), _day(row.valid_to))


def _assessment(row: Assessment) -> Row:
    return (*row[:4], _day(row.assessed_on), row.assessed_by, _day(row.expires_on), *row[7:])


def _exemption(row: Exemption) -> Row:
    return (*row[:3], _day(row.valid_from), _day(row.valid_to))
