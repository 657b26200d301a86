"""The municipality's kept picture: at most a minute old, and loaded at most once a minute under writes."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kyndig.accounts import audit
from kyndig.accounts.models import AuditEvent
from kyndig.analysis.frames import collected
from kyndig.gaps import kept
from kyndig.gaps.answers import ANSWERS
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The process' clock in seconds; set the first element."""
    now = [1000.0]
    monkeypatch.setattr(kept, "_seconds", lambda: now[0])
    return now


def change() -> None:
    audit.record("test.thing.change", by=None)


def test_the_same_data_is_loaded_once(cast: Cast, clock: list[float]) -> None:
    first = kept.of_municipality(cast.today)
    clock[0] += 3600
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert kept.of_municipality(cast.today) is first
    assert len(queries) == 1


def test_changed_data_is_loaded_when_a_minute_has_gone(cast: Cast, clock: list[float]) -> None:
    first = kept.of_municipality(cast.today)
    change()
    clock[0] += 59
    assert kept.of_municipality(cast.today) is first
    clock[0] += 1
    assert kept.of_municipality(cast.today) is not first


def test_a_change_numbered_before_the_newest_and_committed_after_the_loading_is_seen(
    cast: Cast, clock: list[float]
) -> None:
    change()
    newest = AuditEvent.objects.latest("id").pk
    AuditEvent.objects.create(pk=newest + 2, act="test.thing.change")
    first = kept.of_municipality(cast.today)
    AuditEvent.objects.create(pk=newest + 1, act="test.thing.change")
    clock[0] += 59
    assert kept.of_municipality(cast.today) is first
    clock[0] += 1
    assert kept.of_municipality(cast.today) is not first


def test_steady_changes_load_once_a_minute(cast: Cast, clock: list[float]) -> None:
    pictures = []
    for _ in range(180):
        change()
        clock[0] += 1
        pictures.append(kept.of_municipality(cast.today))
    assert len({id(picture) for picture in pictures}) == 3


def test_each_day_is_kept_for_itself_and_only_a_few(cast: Cast) -> None:
    first = kept.of_municipality(date(2025, 1, 1))
    for shift in range(1, kept.MOST_DAYS + 1):
        assert kept.of_municipality(date(2025, 1, 1) + timedelta(days=shift)) is not first
    assert kept.of_municipality(date(2025, 1, 1)) is not first


def test_a_unit_is_loaded_every_time(cast: Cast) -> None:
    unit = cast.unit("SOL").pk
    assert kept.of_unit(cast.today, unit) is not kept.of_unit(cast.today, unit)


@pytest.mark.parametrize("by", ANSWERS)
def test_a_kept_table_has_every_row_of_the_municipality(by: str, cast: Cast) -> None:
    picture = kept.of_municipality(cast.today, looks_back=True)
    answer = ANSWERS[by]

    rows = [
        collected(table.sort(*answer.key).select(*answer.columns)).rows()
        for table in (picture.table(by), answer.table(picture.snapshot, None))
    ]
    assert rows[0] == rows[1] != []
