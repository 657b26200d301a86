"""One cell with how it came to be: what its leader opens before judging it."""

from __future__ import annotations

from dataclasses import dataclass

from kyndig.catalogue.models import Competence
from kyndig.holdings.models import Assessment
from kyndig.mapping.cell_view import CellView
from kyndig.mapping.sheet import Sheet


@dataclass(frozen=True)
class Detail:
    """A cell, its competence, and every assessment of the two, the newest first."""

    cell: CellView
    competence: Competence
    history: list[Assessment]

    @property
    def levels(self) -> list[tuple[int, str, str]]:
        """(level, what it looks like in practice, in which language) of each level of the scale."""
        return [(level, *self.competence.level_text(level)) for level in range(self.competence.max_level + 1)]


def detail_of(sheet: Sheet, dom_id: str) -> Detail | None:
    """The cell that a page calls `dom_id`; None when the sheet has no such cell."""
    person_id, _dash, competence_id = dom_id.removeprefix("c").partition("-")
    person = next((each for each in sheet.people if str(each.pk) == person_id), None)
    competence = next((each for each in sheet.competences if str(each.pk) == competence_id), None)
    cell = sheet.one(person, competence.pk) if person and competence else None
    if cell is None or competence is None:
        return None
    history = Assessment.objects.filter(person=person, competence=competence)
    return Detail(
        cell, competence, list(history.select_related("assessed_by").order_by("-assessed_on", "-id"))
    )
