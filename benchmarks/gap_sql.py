"""The municipality's unit × competence gap table as one SQL text per database, from the facts.

The same table as `kyndig.analysis.gaps.unit_counts`: unit_id, competence_id, required, met, below, expired,
not_assessed, exempt, depth. Levels come from `holdings`, the kept current levels; the tree of the date is the
closure of one `tree_id`.

Parameters when it runs, by name: as_of (date; ISO text in SQLite) and tree_id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TABLES: Final[dict[str, str]] = {
    "employment": "organisation_employment",
    "closure": "organisation_unitclosure",
    "requirement": "requirements_requirement",
    "holding": "holdings_holding",
    "exemption": "holdings_exemption",
}

# A placeholder per database; {as_of} and {tree_id} below become these.
_DIALECTS: Final = {
    "postgresql": {"as_of": "%(as_of)s::date", "tree_id": "%(tree_id)s"},
    "sqlite": {"as_of": ":as_of", "tree_id": ":tree_id"},
}

# What somebody who runs the database would allow a report: sorts and hashes in memory, and no compiling of
# a query that is over before its machine code is ready.
TUNED: Final = ("SET work_mem = '128MB'", "SET jit = off")

# The strongest requirement is the greatest of one number, as in the analysis: nearness, level, criticality.
# Both databases plan this better than a window over all matches. States are numbers, and counts are narrow
# before they are summed: PostgreSQL adds up wide ones as decimals, at several times the cost.
_TEXT: Final = """
WITH tree AS {materialized} (
    SELECT ancestor_id, descendant_id, distance FROM {closure} WHERE tree_id = {tree_id}
),
top AS {materialized} (
    SELECT descendant_id AS unit_id FROM tree GROUP BY descendant_id HAVING COUNT(*) = 1
),
counting AS {materialized} (
    SELECT id, person_id, unit_id, role_id FROM {employment}
    WHERE cancelled_at IS NULL AND start_date <= {as_of} AND (end_date IS NULL OR end_date >= {as_of})
),
place AS {materialized} (SELECT DISTINCT unit_id, role_id FROM counting),
valid AS {materialized} (
    SELECT role_id, CASE WHEN unit_id IN (SELECT unit_id FROM top) THEN NULL ELSE unit_id END AS unit_id,
        competence_id,
        level * 10 + CASE criticality WHEN 'critical' THEN 2 WHEN 'important' THEN 1 ELSE 0 END AS weight
    FROM {requirement}
    WHERE annulled_at IS NULL
        AND (valid_from IS NULL OR valid_from <= {as_of}) AND (valid_to IS NULL OR valid_to >= {as_of})
),
reaching AS (
    SELECT place.unit_id, place.role_id, valid.competence_id, valid.weight AS strength
    FROM place JOIN valid ON valid.role_id = place.role_id AND valid.unit_id IS NULL
    UNION ALL
    SELECT place.unit_id, place.role_id, valid.competence_id, (1000 - tree.distance) * 1000 + valid.weight
    FROM place
    JOIN tree ON tree.descendant_id = place.unit_id
    JOIN valid ON valid.role_id = place.role_id AND valid.unit_id = tree.ancestor_id
),
required AS {materialized} (
    SELECT unit_id, role_id, competence_id, MAX(strength) / 10 % 100 AS level
    FROM reaching GROUP BY unit_id, role_id, competence_id
),
exempt AS {materialized} (
    SELECT DISTINCT person_id, competence_id FROM {exemption}
    WHERE annulled_at IS NULL
        AND (valid_from IS NULL OR valid_from <= {as_of}) AND (valid_to IS NULL OR valid_to >= {as_of})
),
judged AS (
    SELECT counting.unit_id, required.competence_id, required.level AS asked, held.level,
        CASE WHEN exempt.person_id IS NOT NULL THEN 0
            WHEN held.level IS NULL THEN 1
            WHEN held.expires_on < {as_of} THEN 2
            WHEN held.level < required.level THEN 3
            ELSE 4 END AS state
    FROM counting
    JOIN required ON required.unit_id = counting.unit_id AND required.role_id = counting.role_id
    LEFT JOIN {holding} AS held
        ON held.person_id = counting.person_id AND held.competence_id = required.competence_id
    LEFT JOIN exempt
        ON exempt.person_id = counting.person_id AND exempt.competence_id = required.competence_id
),
own AS {materialized} (
    SELECT unit_id, competence_id, CAST(COUNT(*) AS INTEGER) AS required,
        CAST(COUNT(*) FILTER (WHERE state = 4) AS INTEGER) AS met,
        CAST(COUNT(*) FILTER (WHERE state = 3) AS INTEGER) AS below,
        CAST(COUNT(*) FILTER (WHERE state = 2) AS INTEGER) AS expired,
        CAST(COUNT(*) FILTER (WHERE state = 1) AS INTEGER) AS not_assessed,
        CAST(COUNT(*) FILTER (WHERE state = 0) AS INTEGER) AS exempt,
        CAST(SUM(CASE state WHEN 3 THEN asked - level WHEN 2 THEN asked ELSE 0 END) AS INTEGER) AS depth
    FROM judged GROUP BY unit_id, competence_id
)
SELECT tree.ancestor_id AS unit_id, own.competence_id, SUM(own.required) AS required, SUM(own.met) AS met,
    SUM(own.below) AS below, SUM(own.expired) AS expired, SUM(own.not_assessed) AS not_assessed,
    SUM(own.exempt) AS exempt, SUM(own.depth) AS depth
FROM own JOIN tree ON tree.descendant_id = own.unit_id
GROUP BY tree.ancestor_id, own.competence_id
"""


def gap_sql(vendor: str, tables: Mapping[str, str] = TABLES) -> str:
    """The text for a Django vendor name, `postgresql` or `sqlite`.

    Args: `tables` maps the keys of TABLES to table names. Raises KeyError for another vendor.
    """
    names = {key: tables[key] for key in TABLES}
    text = _TEXT.format(**names, **_DIALECTS[vendor], materialized="MATERIALIZED")
    return text.replace(" % ", " %% ") if vendor == "postgresql" else text


def django_sql(vendor: str) -> str:
    """The same text for Django's cursors, which write every placeholder as PostgreSQL does."""
    text = gap_sql(vendor)
    if vendor == "postgresql":
        return text
    named = text.replace(" % ", " %% ")
    return named.replace(":as_of", "%(as_of)s").replace(":tree_id", "%(tree_id)s")
