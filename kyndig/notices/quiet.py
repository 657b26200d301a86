"""When nobody is disturbed: at night and in the weekend. Pure."""

from datetime import datetime, time, timedelta

OPENS = time(7)
CLOSES = time(20)
SATURDAY = 5


def next_time(moment: datetime) -> datetime:
    """The first moment, from `moment` on, when letters may go out: weekdays from 7 to 20.

    `moment` is in the municipality's time zone, and so is the answer.
    """
    if is_open(moment):
        return moment
    day = moment if moment.time() < OPENS else moment + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day.replace(hour=OPENS.hour, minute=0, second=0, microsecond=0)


def is_open(moment: datetime) -> bool:
    """True on weekdays from 7 until 20."""
    return moment.weekday() < SATURDAY and OPENS <= moment.time() < CLOSES
