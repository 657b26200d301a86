"""How long a documented holding lasts."""

from calendar import monthrange
from datetime import date

from kyndig.holdings.models import Source

LASTS = frozenset({Source.DOCUMENT, Source.COURSE})


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day.

    31 January and 1 month is the last of February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def expires_on(
    source: str, assessed_on: date, given: date | None, validity_months: int | None
) -> date | None:
    """The last day of an assessment: as given; for papers and courses else the competence's validity.

    One's own assessment never expires, whatever is given.
    """
    if source == Source.SELF:
        return None
    if given is None and validity_months and source in LASTS:
        return months_after(assessed_on, validity_months)
    return given
