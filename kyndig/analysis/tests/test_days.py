from __future__ import annotations

from datetime import date

from kyndig.analysis.days import day_before, months_earlier


def test_months_go_by_the_ends_of_months() -> None:
    assert months_earlier(date(2028, 2, 29), 24) == date(2026, 2, 28)
    assert months_earlier(date(2026, 2, 28), 24) == date(2024, 2, 28)
    assert months_earlier(date(2027, 3, 31), 1) == date(2027, 2, 28)


def test_there_is_nothing_before_the_first_day() -> None:
    assert months_earlier(date(2, 1, 31), 24) == date.min
    assert months_earlier(date(3, 1, 31), 24) == date(1, 1, 31)
    assert day_before(date.min) is None
    assert day_before(date(2027, 3, 1)) == date(2027, 2, 28)
