"""Counting in months."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """The same day so many months later (earlier when below 0), else the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def months_earlier(day: date, months: int) -> date:
    """`months_later` backwards; the first day there is where that would be before it."""
    return months_later(day, -months) if day.year * 12 + day.month - 1 - months >= 12 else date.min


def day_before(day: date) -> date | None:
    """The day before, None where there is none."""
    return day - timedelta(days=1) if day > date.min else None
