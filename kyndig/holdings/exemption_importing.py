"""The file of exemptions. Each row is a fact; see `catalogue.fact_rows`."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.accounts.models import User
from kyndig.catalogue import fact_rows
from kyndig.catalogue.fact_rows import Competences, Facts, check_period
from kyndig.holdings.importing import EMPLOYEE_NUMBER
from kyndig.holdings.models import Exemption
from kyndig.imports import parsers
from kyndig.imports.columns import Column, ParsedRow, ParsedTable
from kyndig.imports.importers import Importer, Progress
from kyndig.imports.plan import Options, Plan
from kyndig.organisation.models import Person

COLUMNS = (
    Column("employee_number", parsers.code(), EMPLOYEE_NUMBER, required=True),
    Column("competence", parsers.code(60), required=True),
    Column("reason", parsers.text(500)),
    Column("valid_from", parsers.date_parser),
    Column("valid_to", parsers.date_parser),
)
EXEMPTIONS = Facts(
    kind="exemptions",
    model=Exemption,
    paths={
        "employee_number": "person__employee_number",
        "competence": "competence__code",
        "reason": "reason",
        "valid_from": "valid_from",
        "valid_to": "valid_to",
    },
    about=("employee_number", "competence"),
    label=lambda values: f"{values['competence']}",
    person="employee_number",
)


def plan(rows: ParsedTable, options: Options, second: ParsedTable | None = None) -> Plan:
    """New exemptions."""
    competences = Competences()
    people = set(Person.objects.values_list("employee_number", flat=True))

    def resolve(row: ParsedRow) -> Mapping[str, Any] | None:
        competences.of(row)
        check_period(row)
        if row["employee_number"] not in people:
            row.reject("employee_number", _("Ansattnummeret finnes ikke."), _("Importer de ansatte først."))
        given = {name: row.get(name) for name in EXEMPTIONS.paths}
        return None if row.errors else {**given, "reason": given["reason"] or ""}

    return fact_rows.plan(EXEMPTIONS, rows, options, resolve)


def apply(plan: Plan, *, by: User | None, progress: Progress) -> None:
    """Write the plan."""
    people = dict(Person.objects.values_list("employee_number", "pk"))
    competences = {code: each.pk for code, each in Competences().by_code.items()}

    def make(values: Mapping[str, Any]) -> Exemption:
        return Exemption(
            person_id=people[values["employee_number"]],
            competence_id=competences[values["competence"]],
            reason=values["reason"],
            valid_from=values["valid_from"],
            valid_to=values["valid_to"],
        )

    fact_rows.apply(EXEMPTIONS, plan, make=make, by=by, progress=progress)


def importer() -> Importer:
    """The import of exemptions."""
    return Importer(
        kind="exemptions",
        slug="unntak",
        title=gettext_lazy("Import av unntak"),
        columns=COLUMNS,
        plan=plan,
        apply=apply,
        labels={
            "employee_number": gettext_lazy("ansattnummer"),
            "competence": gettext_lazy("kompetanse"),
            "reason": gettext_lazy("grunn"),
            "valid_from": gettext_lazy("gjelder fra"),
            "valid_to": gettext_lazy("gjelder til"),
        },
        row_label=gettext_lazy("Ansatt"),
        can_replace=True,
        over_persons=True,
        order=60,
    )
