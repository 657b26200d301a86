"""How dates are written and read in each language."""

from datetime import date

import pytest
from django.forms import DateField
from django.utils import translation
from django.utils.formats import date_format

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("language", "written"),
    [("nb", "3. november 2026"), ("nn", "3. november 2026"), ("en", "3 November 2026")],
)
def test_a_date_is_written_with_the_day_first(language: str, written: str) -> None:
    with translation.override(language):
        assert date_format(DAY, "DATE_FORMAT") == written


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("written", ["2026-11-03", "03.11.2026"])
def test_a_date_is_read_the_same_in_every_language(language: str, written: str) -> None:
    with translation.override(language):
        assert DateField().clean(written) == DAY
