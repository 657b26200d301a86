"""Templates write row numbers as they are: with a thousands separator no form would know them again."""

import re
from pathlib import Path

import pytest

TEMPLATES = sorted(Path("kyndig").rglob("templates/**/*.html"))
# A number of a row that is written without `|stringformat:'d'`; «error_id» and «auto_id» are texts.
_GROUPED = re.compile(
    r"\{\{\s*(?!error_id|[a-z_.]*dom_id|attrs\.id|[a-z_.]*auto_id)[a-z_.]*(?:\.pk|\.id|_id)\s*\}\}"
)


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_no_number_of_a_row_is_written_for_reading(template: Path) -> None:
    assert _GROUPED.findall(template.read_text()) == []
