"""When an assessment expires by itself."""

from datetime import date

import pytest

from kyndig.holdings.expiry import expires_on, months_after
from kyndig.holdings.models import Source


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 15), 12, date(2027, 3, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_after(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


@pytest.mark.parametrize("source", [Source.DOCUMENT, Source.COURSE])
def test_a_paper_lasts_as_long_as_the_competence_does(source: str) -> None:
    assert expires_on(source, date(2026, 1, 31), None, 1) == date(2026, 2, 28)


def test_a_given_day_goes_before_the_competences_validity() -> None:
    assert expires_on(Source.COURSE, date(2026, 1, 1), date(2026, 6, 1), 24) == date(2026, 6, 1)


def test_a_leaders_assessment_lasts_until_a_given_day_only() -> None:
    assert expires_on(Source.LEADER, date(2026, 1, 1), None, 12) is None


def test_ones_own_assessment_never_expires() -> None:
    assert expires_on(Source.SELF, date(2026, 1, 1), date(2026, 6, 1), 12) is None


def test_a_competence_without_validity_never_expires() -> None:
    assert expires_on(Source.DOCUMENT, date(2026, 1, 1), None, None) is None
