"""Competences not asked of a person for a while, with periods that begin and end around the day."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from kyndig.demo.generator.dates import add_months
from kyndig.demo.generator.requirements import Profiles
from kyndig.demo.generator.rows import Employment, Exemption

REASONS = (
    "Tilrettelagt arbeid",
    "Har ikke slike oppgaver nå",
    "Er i utdanning og fritatt så lenge",
    "Kurset er fullt, har fått utsatt frist",
    "Tilbake fra lang permisjon",
)


def build(
    employments: Sequence[Employment], profiles: Profiles, as_of: date, rng: random.Random
) -> list[Exemption]:
    """About one person in forty has one."""
    rows: list[Exemption] = []
    candidates = [row for row in employments if row.counts(as_of)]
    for employment in candidates:
        needs = profiles.needs(employment.role_code, employment.unit_code)
        if needs and rng.random() < 1 / 40:
            rows.append(_exemption(employment, rng.choice(list(needs)), len(rows), as_of, rng))
    return rows


def _exemption(
    employment: Employment, competence: str, number: int, as_of: date, rng: random.Random
) -> Exemption:
    since, until = _periods(as_of, rng)[number % 7]
    return Exemption(employment.person.employee_number, competence, rng.choice(REASONS), since, until)


def _periods(as_of: date, rng: random.Random) -> tuple[tuple[date, date | None], ...]:
    """Running, endless, and those whose first or last day is the day itself or next to it."""
    begun = as_of - timedelta(days=rng.randint(30, 300))
    return (
        (begun, as_of + timedelta(days=rng.randint(20, 200))),
        (begun, None),
        (begun, as_of),
        (begun, as_of - timedelta(days=1)),
        (as_of, add_months(as_of, 6)),
        (as_of + timedelta(days=1), add_months(as_of, 6)),
        (begun, as_of + timedelta(days=rng.randint(1, 40))),
    )
