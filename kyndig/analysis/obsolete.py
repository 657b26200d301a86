"""What was asked for until lately and is asked for no more, and who holds it: competence to phase out.

Phasing out is Nordhaug's third way of change beside acquisition and development; see `needs`.
"""

from __future__ import annotations

from typing import Final

import narwhals as nw

from kyndig.analysis.days import day_before, months_earlier
from kyndig.analysis.frames import Frame, begun_by, kept, lasts_to, whole_number
from kyndig.analysis.gaps import usable_levels
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import by_municipality

LOOK_BACK_MONTHS: Final = 24
_PLACE: Final = ("unit_id", "competence_id")
# No id: below every one there is.
_WHOLE: Final = -1


def phased_out(snapshot: Snapshot, homes: Frame) -> Frame:
    """People of a home unit with a level of 1 or more, not expired, in what is asked for there no more.

    Nothing is asked for when no requirement (of any role) or coverage row standing at the unit, above it or
    below it holds at the date or begins later, and one held on some day from 24 months before the date to the
    day before it.

    Args: `homes` as from `tree.homes_of`.
    Reads: requirements and coverage of the last 24 months and of the days ahead, employments, current levels.
    Returns: unit_id (the home), competence_id, phase_out (people, at least 1).
    """
    here = counting(snapshot).join(homes, on="unit_id", how="inner").select("person_id", "home_id").unique()
    places = kept(_obsolete(snapshot, here.select(unit_id="home_id").unique()))
    able = usable_levels(snapshot).filter(nw.col("usable_level") >= 1)
    able = able.join(places.select("competence_id").unique(), on="competence_id", how="semi")
    people = able.join(here, on="person_id", how="inner").select("competence_id", unit_id="home_id")
    held = people.join(places, on=["unit_id", "competence_id"], how="semi")
    return held.group_by("unit_id", "competence_id").agg(phase_out=nw.len().cast(nw.Int64))


def _obsolete(snapshot: Snapshot, units: Frame) -> Frame:
    """Where a competence was asked for and is no more, of the units: unit_id, competence_id, once each."""
    standing = _standing(snapshot)
    still = standing.filter(lasts_to(snapshot.as_of)).select(*_PLACE).unique()
    lately = standing.filter(
        begun_by(day_before(snapshot.as_of) or snapshot.as_of),
        lasts_to(months_earlier(snapshot.as_of, LOOK_BACK_MONTHS)),
    )
    # What is still asked for at the same place reaches all that it reached before: few rows are left.
    gone = kept(lately.select(*_PLACE).unique().join(still, on=[*_PLACE], how="anti"))
    still = still.join(gone.select("competence_id").unique(), on="competence_id", how="semi")
    reached = (_reached(rows, units, snapshot) for rows in (gone, still))
    return next(reached).join(next(reached), on=[*_PLACE], how="anti")


def _standing(snapshot: Snapshot) -> Frame:
    """Where requirements and coverage stand, and when: unit_id, competence_id, valid_from, valid_to.

    What is required of the whole municipality stands at _WHOLE. A period that ends before it begins is none.
    """
    tops = snapshot.closure.filter(nw.col("top") & (nw.col("distance") == 0))
    required = snapshot.requirements.join(tops.select("top", unit_id="ancestor_id"), on="unit_id", how="left")
    whole = nw.col("unit_id").is_null() | ~nw.col("top").is_null()
    place = nw.when(whole).then(whole_number(_WHOLE)).otherwise(nw.col("unit_id"))
    columns = (*_PLACE, "valid_from", "valid_to")
    rows = [required.with_columns(unit_id=place).select(*columns), snapshot.coverage.select(*columns)]
    ordered = (nw.col("valid_from") <= nw.col("valid_to")).fill_null(True)
    return nw.concat(rows).filter(ordered)


def _reached(rows: Frame, units: Frame, snapshot: Snapshot) -> Frame:
    """The units at, above and below which something stands: unit_id, competence_id, once each."""
    everywhere = _everywhere(rows.filter(nw.col("unit_id") == _WHOLE), units, snapshot)
    tree = snapshot.closure.select("ancestor_id", "descendant_id")
    below = rows.join(tree, left_on="unit_id", right_on="ancestor_id", how="inner")
    above = rows.join(tree, left_on="unit_id", right_on="descendant_id", how="inner")
    near = [below.select("competence_id", unit_id="descendant_id")]
    near.append(above.select("competence_id", unit_id="ancestor_id"))
    places = nw.concat([everywhere.select(*_PLACE), *(each.select(*_PLACE) for each in near)])
    return places.join(units, on="unit_id", how="semi").unique()


def _everywhere(whole: Frame, units: Frame, snapshot: Snapshot) -> Frame:
    """What stands for a whole municipality, at each of its units: unit_id, competence_id."""
    competences = by_municipality(snapshot.competences).select("competence_id", "municipality_id")
    here = by_municipality(snapshot.units).join(units, on="unit_id", how="semi")
    asked = whole.select("competence_id").join(competences, on="competence_id", how="inner")
    return asked.join(here.select("unit_id", "municipality_id"), on="municipality_id", how="inner")
