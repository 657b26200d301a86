"""What rounds ask of somebody now, as tasks on the home page: counts, never names."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.accounts.models import User
from kyndig.mapping.cells import Asking
from kyndig.mapping.models import Participation, Round
from kyndig.mapping.progress import left_for
from kyndig.organisation.models import Employment, RoleGrant, Unit, UnitClosure
from kyndig.organisation.reach import Reach, reach_of
from kyndig.web.tasks import Task

# Those who judge cells; whoever leads them looks at how far the round is.
JUDGE = frozenset({RoleGrant.Kind.UNIT_LEADER, RoleGrant.Kind.DEPARTMENT_HEAD})
ENDS_SOON = timedelta(days=7)
# A home page asks for no more rounds than this, however many are under way.
AT_MOST = 3


def tasks_of(request: HttpRequest) -> Iterator[Task]:
    """One's own answers, one's people's cells, and for HR the rounds that end soon."""
    user = request.user
    if not isinstance(user, User) or not (reach := reach_of(user)).has_access:
        return
    units = [node.unit for node in reach.nodes.values() if node.unit_id in reach.unit_ids(JUDGE)][:AT_MOST]
    for round_ in _concerning(reach, units)[:AT_MOST]:
        if round_.asks and not round_.has_sent:
            text = _("Bekreft kompetansen din. Det tar 2–3 minutter.")
            yield _task(round_, text, reverse("own_round", args=[round_.pk]))
        if tops := _tops(round_, units):
            yield from _to_judge(round_, tops, units, reach)
        if round_.ends_soon and reach.is_hr:
            text = _("Se hvor langt «%(name)s» er kommet") % {"name": round_.name}
            yield _task(round_, text, reverse("round", args=[round_.pk]))


def _task(round_: Round, text: str, href: str) -> Task:
    return Task(text, href, urgency=2, due=round_.closes_on)


def _concerning(reach: Reach, units: Sequence[Unit]) -> QuerySet[Any]:
    """The rounds under way that ask something of the user, those that end first before others: one query.

    Each says whether it asks the user, whether they have sent, whether it ends within a week, and of each
    unit led whether it lies at or above the round's (`above_0` …) or at or below it (`below_0` …).
    """
    closure = UnitClosure.objects.filter(tree_id=reach.tree_id)
    sent = Participation.objects.filter(round=OuterRef("pk"), person_id=reach.person_id or 0)
    marks = {
        "asks": Exists(_posts(reach, closure)),
        "has_sent": Exists(sent.exclude(sent_at=None)),
        "ends_soon": Q(closes_on__lte=reach.on + ENDS_SOON),
    }
    for at, unit in enumerate(units):
        marks[f"above_{at}"] = Exists(closure.filter(ancestor=unit, descendant_id=OuterRef("unit_id")))
        marks[f"below_{at}"] = Exists(closure.filter(descendant=unit, ancestor_id=OuterRef("unit_id")))
    concerns = (
        Q(asks=True, has_sent=False) | Q(ends_soon=True) if reach.is_hr else Q(asks=True, has_sent=False)
    )
    for at, _unit in enumerate(units):
        concerns |= Q(**{f"above_{at}": True}) | Q(**{f"below_{at}": True})
    found = Round.objects.under_way(reach.on).annotate(**marks).filter(concerns)
    return found.order_by("closes_on", "pk")


def _posts(reach: Reach, closure: QuerySet[UnitClosure]) -> QuerySet[Employment]:
    """The user's employments in a round's unit or below it, with a role that the round asks about."""
    below = closure.filter(ancestor_id=OuterRef(OuterRef("unit_id")))
    return Employment.objects.active(reach.on).filter(
        person_id=reach.person_id or 0,
        unit_id__in=below.values("descendant_id"),
        role__round_competences__round=OuterRef("pk"),
    )


def _tops(round_: Any, units: Sequence[Unit]) -> list[int]:
    """Below which units the cells are the user's to judge: units led, or the round's where one lies above."""
    found = set()
    for at, unit in enumerate(units):
        if getattr(round_, f"above_{at}"):
            found.add(round_.unit_id)
        elif getattr(round_, f"below_{at}"):
            found.add(unit.pk)
    return sorted(found)


def _to_judge(round_: Round, tops: Sequence[int], units: Sequence[Unit], reach: Reach) -> Iterator[Task]:
    if number := left_for(Asking(round_, reach=reach), tops, reach.person_id):
        text = ngettext(
            "Vurder kritisk kompetanse: %(n)s rute venter på deg",
            "Vurder kritisk kompetanse: %(n)s ruter venter på deg",
            number,
        )
        only = units[0] if len(units) == 1 else None
        href = (
            reverse("round_cells", args=[round_.pk, only.code])
            if only
            else reverse("round", args=[round_.pk])
        )
        yield _task(round_, text % {"n": number}, href)
