"""Current levels by rule 3 of the gap rule, so that coverage can be set to something near what there is."""

from collections.abc import Iterable
from datetime import date

from kyndig.demo.generator.dates import add_months
from kyndig.demo.generator.loading import competences
from kyndig.demo.generator.rows import Assessment

Levels = dict[tuple[str, str], int]


def usable_levels(assessments: Iterable[Assessment], as_of: date) -> Levels:
    """Level by (employee number, competence), without the expired. `assessments` are oldest first."""
    said: Levels = {}
    confirmed: dict[tuple[str, str], Assessment] = {}
    for row in assessments:
        key = (row.employee_number, row.competence)
        if row.source == "self":
            said[key] = row.level
        else:
            confirmed[key] = row
    proven = {key: row.level for key, row in confirmed.items() if not _expired(row, as_of)}
    return {key: level for key, level in said.items() if key not in confirmed} | proven


def _expired(row: Assessment, as_of: date) -> bool:
    expires = row.expires_on
    months = competences()[row.competence].validity_months
    if expires is None and months and row.source in {"document", "course"}:
        expires = add_months(row.assessed_on, months)
    return expires is not None and expires < as_of
