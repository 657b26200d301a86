"""Small date arithmetic: months that end where the month ends."""

import calendar
from datetime import date, timedelta
from functools import cache


@cache
def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def days_before(day: date, days: int) -> date:
    """So many days earlier."""
    return day - timedelta(days=days)


def same_day(day: date, years: int) -> date:
    """The same day so many years later (or earlier); 28 February where 29 does not exist."""
    return add_months(day, 12 * years)
