"""What rounds ask of somebody now, as tasks on the home page: counts, never names."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.accounts.models import User
from kyndig.mapping.cells import Asking
from kyndig.mapping.models import Participation, Round, RoundQuerySet
from kyndig.mapping.progress import left_for
from kyndig.organisation.models import Employment, RoleGrant, UnitClosure
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
    yield from _own(reach)
    yield from _led(reach)
    if reach.is_hr:
        yield from _ending(reach)


def asking_of(reach: Reach) -> RoundQuerySet:
    """The rounds under way that ask the person whose reach it is."""
    below = UnitClosure.objects.filter(tree_id=reach.tree_id, ancestor_id=OuterRef(OuterRef("unit_id")))
    posts = Employment.objects.active(reach.on).filter(
        person_id=reach.person_id or 0,
        unit_id__in=below.values("descendant_id"),
        role__round_competences__round=OuterRef("pk"),
    )
    return Round.objects.under_way(reach.on).filter(Exists(posts))


def _own(reach: Reach) -> Iterator[Task]:
    if reach.person_id is None:
        return
    sent = Participation.objects.filter(round=OuterRef("pk"), person_id=reach.person_id)
    waiting = asking_of(reach).exclude(Exists(sent.exclude(sent_at=None)))
    for round_ in waiting.order_by("closes_on", "pk")[:AT_MOST]:
        text = _("Bekreft kompetansen din. Det tar 2–3 minutter.")
        yield Task(text, reverse("own_round", args=[round_.pk]), urgency=2, due=round_.closes_on)


def _led(reach: Reach) -> Iterator[Task]:
    units = [node.unit for node in reach.nodes.values() if node.unit_id in reach.unit_ids(JUDGE)]
    if not units:
        return
    closure = UnitClosure.objects.filter(tree_id=reach.tree_id)
    inside = closure.filter(descendant__in=units, ancestor_id=OuterRef("unit_id"))
    around = closure.filter(ancestor__in=units, descendant_id=OuterRef("unit_id"))
    rounds = Round.objects.under_way(reach.on).filter(Exists(inside) | Exists(around))
    for round_ in rounds.order_by("closes_on", "pk")[:AT_MOST]:
        asking = Asking(round_, reach=reach)
        for unit in units[:AT_MOST]:
            if number := left_for(asking, unit, reach.person_id):
                text = ngettext(
                    "Vurder kritisk kompetanse: %(n)s rute venter på deg",
                    "Vurder kritisk kompetanse: %(n)s ruter venter på deg",
                    number,
                ) % {"n": number}
                href = reverse("round_cells", args=[round_.pk, unit.code])
                yield Task(text, href, urgency=2, due=round_.closes_on)


def _ending(reach: Reach) -> Iterator[Task]:
    soon = Round.objects.under_way(reach.on).filter(closes_on__lte=reach.on + ENDS_SOON)
    for round_ in soon.order_by("closes_on", "pk")[:AT_MOST]:
        text = _("Se hvor langt «%(name)s» er kommet") % {"name": round_.name}
        yield Task(text, reverse("round", args=[round_.pk]), urgency=2, due=round_.closes_on)
