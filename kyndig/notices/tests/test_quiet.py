"""Nobody is disturbed at night or in the weekend."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyndig.notices import quiet

OSLO = ZoneInfo("Europe/Oslo")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(OSLO))  # noqa: DTZ001 - the zone is given beside them


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ("2027-01-12 07:00", "2027-01-12 07:00"),  # Tuesday
        ("2027-01-12 19:59", "2027-01-12 19:59"),
        ("2027-01-12 20:00", "2027-01-13 07:00"),
        ("2027-01-12 06:59", "2027-01-12 07:00"),
        ("2027-01-15 20:00", "2027-01-18 07:00"),  # Friday evening
        ("2027-01-16 10:00", "2027-01-18 07:00"),  # Saturday
        ("2027-01-17 23:00", "2027-01-18 07:00"),  # Sunday
        ("2027-03-26 21:00", "2027-03-29 07:00"),  # the clock goes forward on the Sunday
    ],
)
def test_the_next_time(moment: str, answer: str) -> None:
    assert quiet.next_time(at(moment)) == at(answer)


@given(moments)
def test_the_next_time_is_open_not_earlier_and_its_own_next_time(moment: datetime) -> None:
    found = quiet.next_time(moment)
    assert quiet.is_open(found)
    assert found >= moment
    assert quiet.next_time(found) == found


@given(moments, moments)
def test_the_next_time_keeps_the_order(one: datetime, other: datetime) -> None:
    earlier, later = sorted([one, other])
    assert quiet.next_time(earlier) <= quiet.next_time(later)
