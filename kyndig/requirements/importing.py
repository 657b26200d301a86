"""The files of requirements and coverage. Each row is a fact; see `catalogue.fact_rows`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.accounts.models import User
from kyndig.catalogue import fact_rows
from kyndig.catalogue.fact_rows import Competences, Facts, Payload, check_period
from kyndig.imports import parsers
from kyndig.imports.columns import Column, ParsedRow, ParsedTable
from kyndig.imports.importers import Importer, Progress
from kyndig.imports.plan import Change, Detail, Options, Plan, Status
from kyndig.organisation.models import Role, Unit
from kyndig.requirements.models import Coverage, Requirement
from kyndig.requirements.queries import top_unit

_CRITICALITIES = {
    "critical": "kritisk critical",
    "important": "viktig important",
    "useful": "nyttig useful",
}
_PERIOD = (Column("valid_from", parsers.date_parser), Column("valid_to", parsers.date_parser))
REQUIREMENT_COLUMNS = (
    Column("role_code", parsers.code(), required=True),
    Column("unit_code", parsers.code()),
    Column("competence", parsers.code(60), required=True),
    Column("level", parsers.integer(0, 3), required=True),
    Column("criticality", parsers.choice(_CRITICALITIES), required=True),
    Column("mandatory", parsers.yes_no),
    *_PERIOD,
    Column("source", parsers.text(300)),
)
COVERAGE_COLUMNS = (
    Column("unit_code", parsers.code(), required=True),
    Column("competence", parsers.code(60), required=True),
    Column("level", parsers.integer(0, 3), required=True),
    Column("min_holders", parsers.integer(0, 1_000_000), required=True),
    *_PERIOD,
)
REQUIREMENTS = Facts(
    kind="requirements",
    model=Requirement,
    paths={
        "role_code": "role__code",
        "unit_code": "unit__code",
        "competence": "competence__code",
        "level": "level",
        "criticality": "criticality",
        "mandatory": "mandatory",
        "valid_from": "valid_from",
        "valid_to": "valid_to",
        "source": "source",
    },
    about=("role_code", "unit_code", "competence"),
    label=lambda values: f"{values['role_code']} {values['competence']}",
    choices={"criticality": Requirement.Criticality},
)
COVERAGE = Facts(
    kind="coverage",
    model=Coverage,
    paths={
        "unit_code": "unit__code",
        "competence": "competence__code",
        "level": "level",
        "min_holders": "min_holders",
        "valid_from": "valid_from",
        "valid_to": "valid_to",
    },
    about=("unit_code", "competence"),
    label=lambda values: f"{values['unit_code']} {values['competence']}",
)


class _Units:
    """The units by code, and the code of the one that stands for the whole municipality."""

    def __init__(self, options: Options) -> None:
        self.known = set(Unit.objects.values_list("code", flat=True))
        top = top_unit(options.as_of)
        self.top = top.code if top else ""

    def check(self, row: ParsedRow) -> str:
        """The row's unit code; the row is rejected when there is no such unit."""
        code: str = row.get("unit_code") or ""
        if code and code not in self.known:
            row.reject("unit_code", _("Enheten finnes ikke."), _("Bruk koden fra enhetsfilen."))
        return code


def plan_requirements(rows: ParsedTable, options: Options, second: ParsedTable | None = None) -> Plan:
    """New requirements, and the roles that nobody has had yet: a requirement may come before the people."""
    competences, units = Competences(), _Units(options)

    def resolve(row: ParsedRow) -> Mapping[str, Any] | None:
        competences.of(row)
        check_period(row)
        unit = units.check(row)
        if row.errors:
            return None
        given = {name: row.get(name) for name in REQUIREMENTS.paths}
        # Both mean the whole municipality, and are the same fact.
        at = None if unit in ("", units.top) else unit
        return {
            **given,
            "unit_code": at,
            "mandatory": bool(given["mandatory"]),
            "source": given["source"] or "",
        }

    return fact_rows.plan(REQUIREMENTS, rows, options, resolve, _new_roles)


def _new_roles(payload: Payload) -> Iterable[Change]:
    wanted = dict.fromkeys(values["role_code"] for values in payload.new)
    known = set(Role.objects.values_list("code", flat=True))
    for code in wanted:
        if code not in known:
            title = Detail("title", None, code)
            yield Change(Status.NEW, None, code, code, None, (title,).__iter__, about="role")


def plan_coverage(rows: ParsedTable, options: Options, second: ParsedTable | None = None) -> Plan:
    """New coverage."""
    competences, units = Competences(), _Units(options)

    def resolve(row: ParsedRow) -> Mapping[str, Any] | None:
        competences.of(row)
        check_period(row)
        units.check(row)
        return None if row.errors else {name: row.get(name) for name in COVERAGE.paths}

    return fact_rows.plan(COVERAGE, rows, options, resolve)


def apply_requirements(plan: Plan, *, by: User | None, progress: Progress) -> None:
    """Make the roles that are missing, titled by their code until the HR export names them, and write."""
    missing = [change.key for change in plan.changes if change.about == "role"]
    for code in missing:
        Role.objects.create(code=code, title=code)
    roles = dict(Role.objects.values_list("code", "pk"))
    identify = _identify()

    def make(values: Mapping[str, Any]) -> Requirement:
        named = ("role_code", "unit_code", "competence")
        rest = {name: value for name, value in values.items() if name not in named}
        return Requirement(role_id=roles[values["role_code"]], **identify(values), **rest)

    fact_rows.apply(REQUIREMENTS, plan, make=make, by=by, progress=progress)


def apply_coverage(plan: Plan, *, by: User | None, progress: Progress) -> None:
    """Write the plan."""
    identify = _identify()

    def make(values: Mapping[str, Any]) -> Coverage:
        rest = {name: value for name, value in values.items() if name not in ("unit_code", "competence")}
        return Coverage(**identify(values), **rest)

    fact_rows.apply(COVERAGE, plan, make=make, by=by, progress=progress)


def _identify() -> Callable[[Mapping[str, Any]], dict[str, int | None]]:
    units = dict(Unit.objects.values_list("code", "pk"))
    competences = {code: each.pk for code, each in Competences().by_code.items()}
    return lambda values: {
        "unit_id": units[values["unit_code"]] if values["unit_code"] else None,
        "competence_id": competences[values["competence"]],
    }


_LABELS = {
    "role_code": gettext_lazy("stillingskode"),
    "unit_code": gettext_lazy("enhet"),
    "competence": gettext_lazy("kompetanse"),
    "level": gettext_lazy("nivå"),
    "criticality": gettext_lazy("hvor viktig"),
    "mandatory": gettext_lazy("må ha"),
    "min_holders": gettext_lazy("minst"),
    "valid_from": gettext_lazy("gjelder fra"),
    "valid_to": gettext_lazy("gjelder til"),
    "source": gettext_lazy("grunnlag"),
    "title": gettext_lazy("tittel"),
}


def importers() -> list[Importer]:
    """The imports of requirements and of coverage."""
    return [
        Importer(
            kind="requirements",
            slug="krav",
            title=gettext_lazy("Import av krav"),
            columns=REQUIREMENT_COLUMNS,
            plan=plan_requirements,
            apply=apply_requirements,
            labels=_LABELS,
            row_label=gettext_lazy("Krav"),
            can_replace=True,
            order=30,
        ),
        Importer(
            kind="coverage",
            slug="dekning",
            title=gettext_lazy("Import av dekning"),
            columns=COVERAGE_COLUMNS,
            plan=plan_coverage,
            apply=apply_coverage,
            labels=_LABELS,
            row_label=gettext_lazy("Dekning"),
            can_replace=True,
            order=40,
        ),
    ]
