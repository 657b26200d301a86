"""The lines of the list of what runs out, their counts, and the same as a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from kyndig.holdings.expiring import warning
from kyndig.holdings.models import Holding
from kyndig.organisation.models import (
    Employment,
    Kind,
    Person,
    PersonQuerySet,
    Unit,
    UnitClosure,
    UnitNode,
)
from kyndig.organisation.reach import Reach
from kyndig.web.downloads import Column

# Of a sector or the municipality, those employed at the very unit: the units below have lists of their own.
WHOLES = frozenset({Kind.SECTOR, Kind.MUNICIPALITY})


@dataclass(frozen=True)
class Line:
    """Something that somebody holds and that is over, or soon will be."""

    holding: Holding
    on: date

    @property
    def threshold(self) -> int:
        """7, 30 or 90 days; 0 for what is over."""
        return warning(self.holding.expires_on, self.on) or 0 if self.holding.expires_on else 0

    @property
    def words(self) -> str:
        """How near the end is."""
        return {
            0: _("Utløpt"),
            7: _("Innen 7 dager"),
            30: _("Innen 30 dager"),
            90: _("Innen 90 dager"),
        }[self.threshold]


def counts(found: QuerySet[Holding], on: date) -> dict[str, int]:
    """{"over": how many are over, "coming": how many are not yet}."""
    number: dict[str, int] = found.aggregate(
        over=Count("pk", filter=Q(expires_on__lt=on)), coming=Count("pk", filter=Q(expires_on__gte=on))
    )
    return number


def people_of(unit: Unit, reach: Reach) -> tuple[PersonQuerySet, str]:
    """Those employed in the unit and below it today, and what the unit is called. The caller checks reach."""
    node = UnitNode.objects.filter(tree_id=reach.tree_id, unit=unit).first()
    below = UnitClosure.objects.filter(tree_id=reach.tree_id, ancestor=unit)
    if node and node.kind in WHOLES:
        below = below.filter(distance=0)
    here = Employment.objects.active(reach.on).filter(unit__in=below.values("descendant_id"))
    return Person.objects.filter(pk__in=here.values("person_id")), node.name if node else unit.code


def sheet(lines: Iterable[Line]) -> tuple[list[Column], Sequence[Sequence[Any]]]:
    """The lines as a file's columns and rows."""
    columns = [
        Column(_("Kode"), code=True),
        Column(_("Kompetanse")),
        Column(_("Ansattnummer"), code=True),
        Column(_("Ansatt")),
        Column(_("Utløper")),
        Column(_("Når")),
    ]
    return columns, [_cells(line) for line in lines]


def _cells(line: Line) -> tuple[Any, ...]:
    holding = line.holding
    competence, person = holding.competence, holding.person
    return (
        competence.code,
        competence.text("name")[0],
        person.employee_number,
        person.name,
        holding.expires_on,
        line.words,
    )
