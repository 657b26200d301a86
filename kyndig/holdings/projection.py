"""From the log of assessments to `Holding`: rule 3 of the gap rule in one statement, with no date limit.

The statements name their pairs of person and competence by a subquery, so the same text serves one
assessment, an import of a million, and everything.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from kyndig.holdings.models import Assessment, Holding
from kyndig.organisation.models import Person

_LOG = Assessment._meta.db_table
_HOLDING = Holding._meta.db_table

# Confirmed before unconfirmed, then the latest day, then the one registered last.
_RULE = """
SELECT person_id, competence_id, id AS assessment_id, level,
    source <> 'self' AS confirmed, assessed_on, expires_on
FROM (
    SELECT log.*, ROW_NUMBER() OVER (
        PARTITION BY person_id, competence_id
        ORDER BY CASE WHEN source = 'self' THEN 1 ELSE 0 END, assessed_on DESC, id DESC
    ) AS place
    FROM {log} AS log
    WHERE annulled_at IS NULL{within}
) AS ranked
WHERE place = 1
"""
_COLUMNS = "person_id, competence_id, assessment_id, level, confirmed, assessed_on, expires_on"
_WITHIN = " AND (person_id, competence_id) IN ({pairs})"
_GONE = """
DELETE FROM {holding} WHERE NOT EXISTS (
    SELECT 1 FROM {log} AS log WHERE log.person_id = {holding}.person_id
    AND log.competence_id = {holding}.competence_id AND log.annulled_at IS NULL
){within}
"""
_WRITE = """
INSERT INTO {holding} ({columns}) {rule}
ON CONFLICT (person_id, competence_id) DO UPDATE SET assessment_id = excluded.assessment_id,
    level = excluded.level, confirmed = excluded.confirmed,
    assessed_on = excluded.assessed_on, expires_on = excluded.expires_on
"""
_EVERY_PAIR = (
    f"SELECT person_id, competence_id FROM {_LOG} UNION SELECT person_id, competence_id FROM {_HOLDING}"  # noqa: S608 - table names only
)
_SINCE = f"SELECT DISTINCT person_id, competence_id FROM {_LOG} WHERE id >= %s"  # noqa: S608 - table names only
_GIVEN = {
    "postgresql": "SELECT (pair->>0)::bigint, (pair->>1)::bigint FROM json_array_elements(%s::json) AS pair",
    "sqlite": "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s)",
}


@dataclass(frozen=True)
class Difference:
    """A pair whose kept assessment is not the one the log gives (None: there is none)."""

    employee_number: str
    competence: str
    kept: int | None
    right: int | None


def project(pairs: Iterable[tuple[int, int]]) -> None:
    """Bring the holdings of these (person id, competence id) in line with the log."""
    wanted = sorted(set(pairs))
    if wanted:
        _project(_GIVEN[connection.vendor], [json.dumps(wanted)], people={person for person, _ in wanted})


def project_since(first_id: int) -> None:
    """The same for every pair with an assessment registered as `first_id` or later: after a bulk write."""
    _project(_SINCE, [first_id], people=None)


def project_everything() -> None:
    """Build every holding anew."""
    _project("", [], people=None)


def _project(pairs: str, parameters: list[Any], people: set[int] | None) -> None:
    with transaction.atomic():
        _lock(people)
        within = _WITHIN.format(pairs=pairs) if pairs else ""
        rule = _RULE.format(log=_LOG, within=within)
        with connection.cursor() as cursor:
            cursor.execute(_GONE.format(holding=_HOLDING, log=_LOG, within=within), parameters)
            cursor.execute(_WRITE.format(holding=_HOLDING, columns=_COLUMNS, rule=rule), parameters)


def _lock(people: set[int] | None) -> None:
    """Two writers of one pair take turns, so the later sees what the earlier wrote (SQLite has one writer).

    Taken after the log was written and before the rule is read: the statement that reads the log begins
    after the other's commit. A bulk write makes every other wait until it is done.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        mode = "ROW EXCLUSIVE" if people is not None else "SHARE ROW EXCLUSIVE"
        cursor.execute(f"LOCK TABLE {_HOLDING} IN {mode} MODE")
    if people is not None:
        # no_key: an assessment written by another transaction holds a key share of its person.
        list(Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values("pk"))


def differences() -> list[Difference]:
    """Where the kept holdings are not what the log gives, by employee number and competence."""
    rule = _RULE.format(log=_LOG, within="")
    sql = f"""
    WITH rightly AS ({rule}), pairs AS ({_EVERY_PAIR})
    SELECT person.employee_number, competence.code, kept.assessment_id, rightly.assessment_id
    FROM pairs
    JOIN {Person._meta.db_table} AS person ON person.id = pairs.person_id
    JOIN {_competences()} AS competence ON competence.id = pairs.competence_id
    LEFT JOIN {_HOLDING} AS kept
      ON kept.person_id = pairs.person_id AND kept.competence_id = pairs.competence_id
    LEFT JOIN rightly
      ON rightly.person_id = pairs.person_id AND rightly.competence_id = pairs.competence_id
    WHERE {_not_the_same()}
    ORDER BY 1, 2
    """  # noqa: S608 - table and column names only
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [Difference(*row) for row in cursor.fetchall()]


def _competences() -> str:
    return Holding._meta.get_field("competence").related_model._meta.db_table


def _not_the_same() -> str:
    """IS DISTINCT FROM for every column, in words that both databases know."""
    columns = ("assessment_id", "level", "confirmed", "assessed_on", "expires_on")
    return " OR ".join(
        f"(kept.{column} <> rightly.{column} OR (kept.{column} IS NULL) <> (rightly.{column} IS NULL))"
        for column in columns
    )
