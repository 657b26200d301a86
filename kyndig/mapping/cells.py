"""The cells of a round: who is asked about what, and which version of each cell one has seen."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from kyndig.holdings.models import Assessment, Exemption
from kyndig.mapping.models import Entry, Round
from kyndig.organisation.models import Employment, Unit, UnitClosure, UnitTree
from kyndig.organisation.reach import today

# A person's id and a competence's.
Cell = tuple[int, int]


def day_of(round_: Round) -> date:
    """The day that the round is seen as of: today, or its last day once it is over."""
    last = round_.closed_at.date() if round_.closed_at else round_.closes_on
    return min(today(), last)


def units_of(round_: Round, on: date) -> QuerySet[UnitClosure, int]:
    """The ids of the round's unit and all below it, in the tree of the day."""
    tree = UnitTree.objects.at(on)
    below = UnitClosure.objects.filter(tree=tree, ancestor_id=round_.unit_id)
    return below.values_list("descendant_id", flat=True)


def employments_asked(round_: Round, on: date, unit: Unit | None = None) -> QuerySet[Employment]:
    """The employments in the scope (and at or below `unit`) with a role that the round asks about."""
    asked = Employment.objects.active(on).filter(
        unit_id__in=units_of(round_, on), role__round_competences__round=round_
    )
    if unit is not None:
        below = UnitClosure.objects.filter(tree=UnitTree.objects.at(on), ancestor_id=unit.pk)
        asked = asked.filter(unit_id__in=below.values("descendant_id"))
    return asked


def cells_of(round_: Round, on: date, *, unit: Unit | None = None, person_id: int | None = None) -> set[Cell]:
    """The cells of the round on the day: all, those at or below a unit, or one person's. One query."""
    asked = employments_asked(round_, on, unit)
    if person_id is not None:
        asked = asked.filter(person_id=person_id)
    found = asked.annotate(asked_id=F("role__round_competences__competence_id"))
    return set(found.values_list("person_id", "asked_id"))


def is_asked(round_: Round, on: date, cell: Cell) -> bool:
    """Whether the round asks this person about this competence."""
    return cell[1] in {competence for _, competence in cells_of(round_, on, person_id=cell[0])}


def versions(people: Collection[int], competences: Collection[int]) -> dict[Cell, int]:
    """How many things have happened to each cell; 0 where none has. Grows with every change, never shrinks.

    Whoever writes says which version they saw; another one means that somebody wrote meanwhile.
    """
    found: dict[Cell, int] = defaultdict(int)
    for model, taken_back in (
        (Assessment, Q(annulled_at__isnull=False)),
        (Exemption, Q(annulled_at__isnull=False)),
        (Entry, Q(taken_back_at__isnull=False)),
    ):
        rows = model._default_manager.filter(person_id__in=people, competence_id__in=competences)
        counted = rows.values_list("person_id", "competence_id").annotate(
            written=Count("pk"), undone=Count("pk", filter=taken_back)
        )
        for person, competence, written, undone in counted:
            found[person, competence] += written + undone
    return found
