"""The snapshot's tables as one SQL statement: a text per table, one line per row, that Polars reads at once.

Both databases hand out rows far slower than they can join them to a text, and Polars reads text far faster
than it takes rows from Python. A row is written by the database's function for formatting, which takes a
third of the time of concatenating its fields. Fields end in the unit separator and rows in the record
separator, which no name or code holds (they are taken out here if one does).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from kyndig.catalogue.models import Area, Competence
from kyndig.holdings.models import Assessment, Exemption, Holding
from kyndig.organisation.models import Employment, Person, Role, Unit, UnitClosure, UnitNode, UnitTree
from kyndig.requirements.models import Coverage, Requirement

FIELD_END, ROW_END = "\x1f", "\x1e"

# Per database: the functions that format a row (null is nothing) and join rows, and how the date is written.
_DIALECTS: Final = {
    "postgresql": {"format": "format", "join": "string_agg", "day": "CAST(%(day)s AS DATE)"},
    "sqlite": {"format": "printf", "join": "group_concat", "day": "%(day)s"},
}

_ID, _TEXT, _DAY, _YES = pl.Int64, pl.String, pl.Date, pl.Boolean


@dataclass(frozen=True)
class Table:
    """A table of the snapshot: its columns with type and SQL, and where the rows come from."""

    name: str
    columns: dict[str, tuple[Any, str]]
    source: str

    def sql(self, dialect: dict[str, str]) -> str:
        """A scalar subquery: the whole table as one text, NULL when it is empty."""
        # The percent sign is doubled: drivers read one as the beginning of a parameter.
        places = FIELD_END.join(["%%s"] * len(self.columns))
        fields = ", ".join(_written(kind, sql) for kind, sql in self.columns.values())
        row = f"{dialect['format']}('{places}', {fields})"
        return f"(SELECT {dialect['join']}({row}, '{ROW_END}') FROM {self.source})"  # noqa: S608 - names only

    def frame(self, text: str | None) -> pl.DataFrame:
        """The rows that the text holds."""
        types = {name: kind for name, (kind, _) in self.columns.items()}
        read = {name: pl.Int64 if kind is _YES else kind for name, kind in types.items()}
        if not text:
            return pl.DataFrame(schema=types)
        frame = pl.read_csv(
            text.encode(),
            has_header=False,
            separator=FIELD_END,
            eol_char=ROW_END,
            quote_char=None,
            schema=read,
        )
        return frame.with_columns(pl.col(name).cast(_YES) for name, kind in types.items() if kind is _YES)


def _written(kind: Any, sql: str) -> str:
    if kind is _TEXT:
        return f"REPLACE(REPLACE({sql}, '{FIELD_END}', ' '), '{ROW_END}', ' ')"
    return f"CAST({sql} AS INTEGER)" if kind is _YES else sql


def statement(vendor: str, tables: Sequence[Table]) -> str:
    """One statement that answers with one row: a text per table.

    Parameters, by name: day; and scope (a unit's id) or people (a JSON list of ids) when the tables ask.
    """
    dialect = _DIALECTS[vendor]
    text = "SELECT " + ", ".join(table.sql(dialect) for table in tables)
    return text.replace("{day}", dialect["day"]).replace("{given}", _GIVEN[vendor])


_GIVEN: Final = {
    "postgresql": "SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(%(people)s AS JSON))",
    "sqlite": "SELECT value FROM json_each(%(people)s)",
}


def _name(model: Any) -> str:
    return str(model._meta.db_table)


# The tree of the day: the newest begun by then, else the first there is (as `UnitTree.objects.at`).
_TREE = (
    f"COALESCE((SELECT id FROM {_name(UnitTree)} WHERE valid_from <= {{day}} "  # noqa: S608 - names only
    "ORDER BY valid_from DESC LIMIT 1), "
    f"(SELECT id FROM {_name(UnitTree)} ORDER BY valid_from LIMIT 1))"
)
# An assessment dated after the day: then the kept holdings are not those of the day, and the log is read.
_LATER = f"EXISTS (SELECT 1 FROM {_name(Assessment)} WHERE assessed_on > {{day}} AND annulled_at IS NULL)"  # noqa: S608 - names only
_VALID = (
    "annulled_at IS NULL AND (valid_from IS NULL OR valid_from <= {day}) "
    "AND (valid_to IS NULL OR valid_to >= {day})"
)
# Those that begin later stay: what is known about the time after the day rests on them.
_ONGOING = "cancelled_at IS NULL AND (end_date IS NULL OR end_date >= {day})"


@dataclass(frozen=True)
class Scope:
    """Which rows a snapshot needs: all, a unit with all below it, or some people; and those of other days."""

    units: str = ""
    people: str = ""
    looks_back: bool = False

    @property
    def held(self) -> str:
        """Which requirements and coverage: of the day, or of every day."""
        return "annulled_at IS NULL" if self.looks_back else _VALID

    def of_units(self, column: str = "unit_id") -> str:
        return f" AND {column} IN ({self.units})" if self.units else ""

    def of_people(self, column: str = "person_id") -> str:
        return f" AND {column} IN ({self.people})" if self.people else ""


EVERYTHING = Scope()
_UNITS = f"SELECT descendant_id FROM {_name(UnitClosure)} WHERE tree_id = {_TREE} AND ancestor_id = %(scope)s"  # noqa: S608 - names only
UNIT = Scope(
    units=_UNITS,
    people=f"SELECT person_id FROM {_name(Employment)} WHERE {_ONGOING} AND unit_id IN ({_UNITS})",  # noqa: S608 - names only
)
PEOPLE = Scope(people="{given}")


def tables(scope: Scope) -> list[Table]:
    """The tables of a snapshot, in the order of its statement: levels or all assessments, never both."""
    return [
        _units(),
        _employments(scope),
        _requirements(scope),
        _coverage(scope),
        _levels(scope),
        _assessments(scope),
        _exemptions(scope),
        *_words(scope),
    ]


def _units() -> Table:
    """The tree of the day, and the units outside it, of kind null."""
    node = f"{_name(Unit)} AS unit LEFT JOIN {_name(UnitNode)} AS node ON node.unit_id = unit.id"
    return Table(
        "units",
        {
            "unit_id": (_ID, "unit.id"),
            "unit_code": (_TEXT, "unit.code"),
            "parent_id": (_ID, "node.parent_id"),
            "kind": (_TEXT, "node.kind"),
            "name": (_TEXT, "node.name"),
        },
        f"{node} AND node.tree_id = {_TREE}",
    )


def _employments(scope: Scope) -> Table:
    people = scope.of_people() if not scope.units else ""
    return Table(
        "employments",
        {
            "employment_id": (_ID, "id"),
            "person_id": (_ID, "person_id"),
            "unit_id": (_ID, "unit_id"),
            "role_id": (_ID, "role_id"),
            "fte_percent": (pl.Float64, "fte_percent"),
            "start_date": (_DAY, "start_date"),
            "end_date": (_DAY, "end_date"),
        },
        f"{_name(Employment)} WHERE {_ONGOING}{scope.of_units()}{people}",
    )


def _requirements(scope: Scope) -> Table:
    """All of them: there are few, and which unit is nearest is not known before."""
    return Table(
        "requirements",
        {
            "requirement_id": (_ID, "id"),
            "role_id": (_ID, "role_id"),
            "unit_id": (_ID, "unit_id"),
            "competence_id": (_ID, "competence_id"),
            "level": (_ID, "level"),
            "criticality": (_TEXT, "criticality"),
            "mandatory": (_YES, "mandatory"),
            "valid_from": (_DAY, "valid_from"),
            "valid_to": (_DAY, "valid_to"),
        },
        f"{_name(Requirement)} WHERE {scope.held}",
    )


def _coverage(scope: Scope) -> Table:
    """Only of units whose people are all there: none when the snapshot holds some people."""
    nowhere = " AND 1 = 0" if scope.people and not scope.units else ""
    return Table(
        "coverage",
        {
            "coverage_id": (_ID, "id"),
            "unit_id": (_ID, "unit_id"),
            "competence_id": (_ID, "competence_id"),
            "level": (_ID, "level"),
            "min_holders": (_ID, "min_holders"),
            "valid_from": (_DAY, "valid_from"),
            "valid_to": (_DAY, "valid_to"),
        },
        f"{_name(Coverage)} WHERE {scope.held}{scope.of_units()}{nowhere}",
    )


def _levels(scope: Scope) -> Table:
    """The kept current levels; nothing when some assessment is dated after the day.

    The source stands on the assessment. For everybody at once that join costs more than it is worth, so there
    it says only what the holding knows: `self`, or null for a confirmed level.
    """
    joined = f" JOIN {_name(Assessment)} AS log ON log.id = held.assessment_id" if scope.people else ""
    source = "log.source" if scope.people else "CASE WHEN held.confirmed THEN NULL ELSE 'self' END"
    return Table(
        "levels",
        {
            "person_id": (_ID, "held.person_id"),
            "competence_id": (_ID, "held.competence_id"),
            "level": (_ID, "held.level"),
            "confirmed": (_YES, "held.confirmed"),
            "expires_on": (_DAY, "held.expires_on"),
            "assessed_on": (_DAY, "held.assessed_on"),
            "source": (_TEXT, source),
            "assessment_id": (_ID, "held.assessment_id"),
        },
        f"{_name(Holding)} AS held{joined} WHERE NOT {_LATER}{scope.of_people('held.person_id')}",
    )


def _assessments(scope: Scope) -> Table:
    """The log up to the day; where the kept levels serve nothing, or what it says about use."""
    wanted = f"({_LATER} OR in_use <> '' OR wants_to_use IS NOT NULL)" if scope.looks_back else _LATER
    return Table(
        "assessments",
        {
            "assessment_id": (_ID, "id"),
            "person_id": (_ID, "person_id"),
            "competence_id": (_ID, "competence_id"),
            "level": (_ID, "level"),
            "source": (_TEXT, "source"),
            "assessed_on": (_DAY, "assessed_on"),
            "expires_on": (_DAY, "expires_on"),
            "in_use": (_TEXT, "in_use"),
            "wants_to_use": (_YES, "wants_to_use"),
        },
        f"{_name(Assessment)} WHERE {wanted} AND annulled_at IS NULL AND assessed_on <= {{day}}"
        f"{scope.of_people()}",
    )


def _exemptions(scope: Scope) -> Table:
    """The reason is read for some people only: it may be personal, and nobody needs all of them."""
    columns = {
        "person_id": (_ID, "person_id"),
        "competence_id": (_ID, "competence_id"),
        "valid_from": (_DAY, "valid_from"),
        "valid_to": (_DAY, "valid_to"),
    }
    reason = {"reason": (_TEXT, "reason"), "kind": (_TEXT, "kind")} if scope.people else {}
    return Table(
        "exemptions",
        columns | reason,
        f"{_name(Exemption)} WHERE {_VALID}{scope.of_people()}",
    )


def _words(scope: Scope) -> list[Table]:
    """Codes and names: competences with their area, people by number only, roles."""
    competence = (
        f"{_name(Competence)} AS competence JOIN {_name(Area)} AS area ON area.id = competence.area_id"
    )
    names = {f"name_{each}": (_TEXT, f"competence.name_{each}") for each in ("nb", "nn", "en")}
    areas = {f"area_{each}": (_TEXT, f"area.name_{each}") for each in ("nb", "nn")}
    codes = {
        "competence_id": (_ID, "competence.id"),
        "code": (_TEXT, "competence.code"),
        "scale": (_TEXT, "competence.scale"),
        "area_id": (_ID, "competence.area_id"),
    }
    people = {
        "person_id": (_ID, "id"),
        "employee_number": (_TEXT, "employee_number"),
        "birth_date": (_DAY, "birth_date"),
    }
    roles = {"role_id": (_ID, "id"), "role_code": (_TEXT, "code"), "title": (_TEXT, "title")}
    return [
        Table("competences", codes | names | areas, competence),
        Table("people", people, f"{_name(Person)} WHERE 1 = 1{scope.of_people('id')}"),
        Table("roles", roles, _name(Role)),
    ]
