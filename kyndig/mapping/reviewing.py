"""What a leader looks over before it is sent: how each competence was judged, and where it is vulnerable."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.gaps.covering import Cover
from kyndig.mapping.cell_view import CellView, Column
from kyndig.mapping.models import Entry
from kyndig.mapping.sheet import Sheet

MOST_VULNERABLE = 3


@dataclass(frozen=True)
class Judged:
    """A competence's cells by how they came: by the leader in the round, in another way, or not yet."""

    column: Column
    cells: tuple[CellView, ...]
    href: str

    @property
    def singly(self) -> int:
        return self._by(Entry.Method.SINGLY)

    @property
    def together(self) -> int:
        return self._by(Entry.Method.TOGETHER)

    @property
    def pasted(self) -> int:
        return self._by(Entry.Method.PASTED)

    @property
    def otherwise(self) -> int:
        """Judged by no act of this round: an exemption, or a document verified meanwhile."""
        return self._by("")

    @property
    def left(self) -> int:
        """Not assessed: nobody has looked at them in this round."""
        return sum(cell.status != "done" for cell in self.cells)

    @property
    def cover(self) -> Cover | None:
        return self.column.cover

    @property
    def is_vulnerable(self) -> bool:
        return self.cover is not None and self.cover.is_problem

    def _by(self, method: str) -> int:
        return sum(cell.status == "done" and cell.method == method for cell in self.cells)


class Review:
    """A unit's round, looked over."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @cached_property
    def rows(self) -> list[Judged]:
        """Every competence: the three most vulnerable first, the rest in the round's order."""
        found = self._in_order()
        first = sorted((row for row in found if row.is_vulnerable), key=_worst_first)[:MOST_VULNERABLE]
        return first + [row for row in found if row not in first]

    def _in_order(self) -> list[Judged]:
        sheet = self.sheet
        here = reverse("round_cells", args=[sheet.round.pk, sheet.unit.code])
        lines = sheet.lines
        return [
            Judged(
                column,
                tuple(cell for line in lines if (cell := line.cells[at])),
                f"{here}?kompetanse={column.competence.code}",
            )
            for at, column in enumerate(sheet.columns)
        ]

    @property
    def vulnerable(self) -> int:
        """How many competences are vulnerable here."""
        return sum(row.is_vulnerable for row in self.rows)

    @property
    def left(self) -> int:
        return sum(row.left for row in self.rows)

    @property
    def headline(self) -> str:
        """What stands out, as a sentence."""
        if self.left:
            text = ngettext("%(n)s rute er ikke vurdert ennå", "%(n)s ruter er ikke vurdert ennå", self.left)
            return text % {"n": self.left}
        return _("Alt er vurdert")

    @property
    def shares(self) -> str:
        """How the cells were judged, all competences together, as a sentence."""
        rows = self.rows
        return _("%(singly)s er vurdert enkeltvis, %(together)s bekreftet samlet og %(pasted)s limt inn.") % {
            "singly": sum(row.singly for row in rows),
            "together": sum(row.together for row in rows),
            "pasted": sum(row.pasted for row in rows),
        }

    @property
    def receipt(self) -> str:
        """What is said when it is sent."""
        if not self.vulnerable:
            return _("Takk. Ingen kompetanser er sårbare hos dere.")
        text = ngettext(
            "Takk. %(n)s kompetanse er sårbar hos dere.",
            "Takk. %(n)s kompetanser er sårbare hos dere.",
            self.vulnerable,
        )
        return text % {"n": self.vulnerable}


def _worst_first(row: Judged) -> tuple[int, int]:
    assert row.cover is not None  # noqa: S101 - only those asked for are vulnerable
    return -row.cover.shortfall, row.cover.holders
