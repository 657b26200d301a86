"""Writes the analysis' random municipalities to the database."""

from dataclasses import replace
from datetime import date
from typing import Any

from kyndig.analysis.tests.plain import Row, Town
from kyndig.catalogue.models import Area, Competence
from kyndig.holdings.models import Assessment, Exemption
from kyndig.holdings.projection import project_everything
from kyndig.organisation.models import Employment, Person, Role, Unit, UnitClosure, UnitNode, UnitTree
from kyndig.requirements.models import Coverage, Requirement

# Facts name it, no tree has it; to the database it is a unit like any other.
OUTSIDE: Row = {"unit_id": 99, "unit_code": "U99", "parent_id": None, "kind": None}


def storable(town: Town) -> Town:
    """The town as the database takes it: no period ends before it begins, no self-assessment expires."""
    return replace(
        town,
        units=[*town.units, OUTSIDE],
        employments=[_ordered(row, "start_date", "end_date") for row in town.employments],
        requirements=[_ordered(row) for row in town.requirements],
        coverage=[_ordered(row) for row in town.coverage],
        exemptions=[_ordered(row) for row in town.exemptions],
        assessments=[
            row
            | {"in_use": row.get("in_use") or ""}
            | ({"expires_on": None} if row["source"] == "self" else {})
            for row in town.assessments
        ],
    )


def _ordered(row: Row, begins: str = "valid_from", ends: str = "valid_to") -> Row:
    if row[begins] and row[ends] and row[ends] < row[begins]:
        return row | {begins: row[ends], ends: row[begins]}
    return row


def write(town: Town) -> None:
    """Everything of the town, with the ids it has there."""
    _write_units(town)
    area = Area.objects.create(pk=1, name_nb="Fag")
    Competence.objects.bulk_create(_competence(row, area) for row in town.competences)
    Role.objects.bulk_create(Role(pk=row["role_id"], code=row["role_code"]) for row in town.roles)
    Person.objects.bulk_create(
        Person(pk=row["person_id"], employee_number=row["employee_number"], birth_date=row.get("birth_date"))
        for row in town.people
    )
    Employment.objects.bulk_create(_employment(row) for row in town.employments)
    Requirement.objects.bulk_create(
        Requirement(pk=row["requirement_id"], **_rest(row, "requirement_id")) for row in town.requirements
    )
    Coverage.objects.bulk_create(
        Coverage(pk=row["coverage_id"], **_rest(row, "coverage_id")) for row in town.coverage
    )
    Assessment.objects.bulk_create(
        Assessment(pk=row["assessment_id"], **_rest(row, "assessment_id"))
        for row in sorted(town.assessments, key=lambda row: int(row["assessment_id"]))
    )
    Exemption.objects.bulk_create(Exemption(**row) for row in town.exemptions)
    project_everything()


def _rest(row: Row, key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}


def _write_units(town: Town) -> None:
    tree = UnitTree.objects.create(valid_from=date(2020, 1, 1))
    Unit.objects.bulk_create(Unit(pk=row["unit_id"], code=row["unit_code"]) for row in town.units)
    in_tree = [row for row in town.units if row["kind"]]
    UnitNode.objects.bulk_create(
        UnitNode(tree=tree, unit_id=row["unit_id"], parent_id=row["parent_id"], name="", kind=row["kind"])
        for row in in_tree
    )
    UnitClosure.objects.bulk_create(
        UnitClosure(tree=tree, ancestor_id=above, descendant_id=row["unit_id"], distance=distance)
        for row in in_tree
        for distance, above in enumerate(town.at_and_above(row["unit_id"]))
    )


def _competence(row: Row, area: Area) -> Competence:
    return Competence(
        pk=row["competence_id"],
        code=row["code"],
        name_nb=row["code"],
        area=area,
        kind=Competence.Kind.SKILL,
        scope=Competence.Scope.GENERAL,
        specificity=Competence.Specificity.BASIC,
        form=Competence.Form.REAL,
        scale=row["scale"],
    )


def _employment(row: Row) -> Employment:
    number = row["employment_id"]
    return Employment(
        pk=number,
        position_key=str(number),
        delivered_start_date=row["start_date"],
        **_rest(row, "employment_id"),
    )
