"""A snapshot loaded from the database gives what the gap rule gives on the facts that were written."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from kyndig.analysis import gaps
from kyndig.analysis.frames import collected
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tests import plain
from kyndig.analysis.tests.municipalities import D, towns
from kyndig.analysis.tests.plain import Row, Town
from kyndig.catalogue.tests.made import competence
from kyndig.gaps.loading import load_snapshot
from kyndig.gaps.tests.written import storable, write
from kyndig.holdings.models import Assessment
from kyndig.organisation.models import Role, Unit
from kyndig.organisation.tests.deliveries import UNITS, Deliveries, row
from kyndig.requirements.models import Requirement
from tests.cast import Cast

pytestmark = pytest.mark.django_db

checked = settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def in_database(town: Town, check: Callable[[], None]) -> None:
    """Writes the town, checks, and takes back what was written."""
    with transaction.atomic():
        write(town)
        check()
        transaction.set_rollback(True)


def in_any_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


def person_rows(snapshot: Snapshot, unit_id: int | None = None) -> list[Row]:
    return in_any_order(gaps.in_order(gaps.gap_by_person(snapshot, unit_id), "person"))


def coverage_rows(snapshot: Snapshot, unit_id: int | None = None) -> list[Row]:
    return in_any_order(gaps.in_order(gaps.coverage(snapshot, unit_id), "coverage"))


def levels(snapshot: Snapshot) -> list[Any]:
    columns = ("person_id", "competence_id", "level", "confirmed", "expired", "assessed_on", "assessment_id")
    return sorted(collected(snapshot.current.select(*columns)).rows())


@checked
@given(towns())
def test_everything_is_loaded_as_it_was_written(db: None, town: Town) -> None:
    town = storable(town)

    def check() -> None:
        snapshot = load_snapshot(D)
        assert person_rows(snapshot) == in_any_order(plain.by_person(town))
        assert coverage_rows(snapshot) == in_any_order(plain.by_coverage(town))

    in_database(town, check)


@checked
@given(towns())
def test_a_unit_loaded_alone_is_the_same_as_in_the_whole(db: None, town: Town) -> None:
    town = storable(town)

    def check() -> None:
        whole = load_snapshot(D)
        for unit in [unit["unit_id"] for unit in town.units if unit["kind"]]:
            alone = load_snapshot(D, unit_id=unit)
            assert person_rows(alone, unit) == person_rows(whole, unit)
            assert coverage_rows(alone, unit) == coverage_rows(whole, unit)
            assert gaps.in_order(gaps.gap_by_unit(alone, unit), "unit") == gaps.in_order(
                gaps.gap_by_unit(whole, unit), "unit"
            )

    in_database(town, check)


@checked
@given(towns())
def test_people_loaded_alone_have_the_rows_they_have_in_the_whole(db: None, town: Town) -> None:
    town = storable(town)

    def check() -> None:
        chosen = [row for row in person_rows(load_snapshot(D)) if row["employee_number"] in {"P1", "P3"}]
        assert person_rows(load_snapshot(D, people=[1, 3])) == chosen

    in_database(town, check)


@checked
@given(towns())
def test_kept_levels_and_the_log_give_the_same(db: None, town: Town) -> None:
    """Seen from a day after every assessment levels are kept; one annulled changes neither."""
    town = storable(town)
    late = max((row["assessed_on"] for row in town.assessments), default=D)

    def check() -> None:
        kept = load_snapshot(late)
        assert kept.known_levels is not None
        Assessment.objects.create(
            person_id=1, competence_id=1, level=1, source="self", assessed_on=late + timedelta(days=1)
        )
        from_log = load_snapshot(late)
        if town.assessments:
            assert from_log.known_levels is None
        assert levels(from_log) == levels(kept)

    in_database(town, check)


def test_one_statement_reads_a_snapshot(cast: Cast) -> None:
    for scope in ({}, {"unit_id": cast.unit("SOL").pk}, {"people": [cast.person("amina").pk]}):
        with CaptureQueriesContext(connection) as queries:
            load_snapshot(cast.today, **scope)
        assert len(queries) == 1


def test_an_earlier_day_knows_only_what_was_assessed_by_then(cast: Cast) -> None:
    rows = person_rows(load_snapshot(date(2025, 1, 15)))
    levels_then = {row["current_level"] for row in rows if row["employee_number"] == "nr-merkebendik"}
    assert levels_then == {None, 1}


def test_before_a_unit_came_its_people_have_the_municipalitys_requirements_and_count_in_no_other_unit(
    db: None, tmp_path: Path
) -> None:
    hr, late = Deliveries(tmp_path), "C;Nye Solhaug;S;enhet;;\n"
    hr.run(row(), as_of="2025-01-01", units=UNITS)
    hr.run(row(), row(number="2", position="20", unit="C"), as_of="2026-01-01", units=UNITS + late)
    pvk = competence(code="PVK")
    for unit, level in ((None, 1), ("K", 2), ("S", 3)):
        Requirement.objects.create(
            role=Role.objects.get(),
            unit=Unit.objects.filter(code=unit).first(),
            competence=pvk,
            level=level,
            criticality="critical",
        )

    def required(day: date) -> dict[str, int]:
        snapshot = load_snapshot(day)
        counts = {
            each["unit_code"]: each["required"] for each in gaps.in_order(gaps.gap_by_unit(snapshot), "unit")
        }
        asked = {f"{each['unit_code']} asks": each["required_level"] for each in person_rows(snapshot)}
        return counts | asked

    assert required(date(2025, 6, 1)) == {"K": 1, "S": 1, "A": 1, "C": 1, "A asks": 3, "C asks": 2}
    assert required(date(2026, 6, 1)) == {"K": 2, "S": 2, "A": 1, "C": 1, "A asks": 3, "C asks": 3}


def test_separators_in_names_do_not_break_the_rows(cast: Cast) -> None:
    position = cast.positions["SPL"]
    position.title = 'Syke\x1fpleier\x1e, "natt"\n\N{LATIN SMALL LETTER O WITH STROKE}'
    position.save()
    roles = {row["role_code"]: row for row in collected(load_snapshot(cast.today).roles).rows(named=True)}
    assert roles["SPL"]["title"] == 'Syke pleier , "natt"\nø'


def test_a_cancelled_employment_and_an_annulled_assessment_are_not_there(cast: Cast) -> None:
    amina = cast.person("amina")
    amina.employments.update(cancelled_at=timezone.now())
    assert "nr-merkeamina" not in {row["employee_number"] for row in person_rows(load_snapshot(cast.today))}
