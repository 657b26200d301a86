"""The random municipalities with what the analyses on top of the gap rule look at besides."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from kyndig.analysis.tests.municipalities import D, towns
from kyndig.analysis.tests.plain import Row, Town

NEAR_AGE = 62
# Birthdays around D, 62 years before, and leap days.
births = st.none() | st.sampled_from(
    [date(1965, 2, 28), date(1965, 3, 1), date(1965, 3, 2), date(1964, 2, 29), date(1990, 5, 5)]
)
fractions = st.sampled_from([12.345, 33.333, 49.995, 50.0, 80.005, 100.0])
used = st.sampled_from([None, "", "yes", "partly", "no", "no"])
wants = st.sampled_from([None, None, True, False])
# What ended within 24 months, and just before.
ends = st.sampled_from([D - timedelta(days=shift) for shift in (1, 30, 730, 731, 732)])


@st.composite
def rich_towns(draw: st.DrawFn) -> Town:
    """As `towns`, with ages, parts of positions, scales, use and wishes, and things asked for no more."""
    town = draw(towns())
    for row in town.employments:
        row["fte_percent"] = draw(fractions)
    for row in town.people:
        row["birth_date"] = draw(births)
    for row in town.competences:
        row["scale"] = draw(st.sampled_from(["levels", "levels", "held"]))
    for row in town.assessments:
        row.update(in_use=draw(used), wants_to_use=draw(wants))
    for row in [*town.requirements, *town.coverage]:
        _end_lately(draw, row)
    return town


def _end_lately(draw: st.DrawFn, row: Row) -> None:
    if draw(st.booleans()):
        row.update(valid_from=None, valid_to=draw(ends))
