"""What the pages about access show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kyndig.accounts.models import AuditEvent, User
from kyndig.organisation.access_search import contains
from kyndig.organisation.models import Deputy, Employment, LeaderProposal, RoleGrant, UnitNode
from kyndig.organisation.reach import LEADERS, today


@dataclass(frozen=True)
class GrantRow:
    """A role as listed: who holds it where, why, who stands in, and whether it has effect today."""

    grant: RoleGrant
    unit_name: str
    given: AuditEvent | None
    deputies: Sequence[Deputy]
    employed: bool


def grants(text: str = "", kind: str = "") -> QuerySet[RoleGrant]:
    """Roles held today or later, by the holder's name; narrowed by some of a name and by kind."""
    found = RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today()))
    if kind:
        found = found.filter(kind=kind)
    for word in text.split():
        named = contains("user__first_name", word) | contains("user__last_name", word)
        found = found.filter(named | Q(user__username__iexact=word) | Q(unit__code__iexact=word))
    works = Employment.objects.active(today()).filter(
        person__employee_number=OuterRef("user__employee_number")
    )
    found = found.annotate(employed=Exists(works)).select_related("user", "unit")
    return found.order_by("user__last_name", "user__first_name", "id")


def grant_rows(page: Iterable[Any], tree_id: int | None) -> list[GrantRow]:
    """The page's roles with all that is said of them; as many queries for one as for fifty."""
    rows = list(page)
    names = unit_names({row.unit_id for row in rows if row.unit_id}, tree_id)
    given = _given([str(row.pk) for row in rows])
    deputies: dict[int, list[Deputy]] = {}
    for deputy in Deputy.objects.filter(grant__in=rows, valid_to__gte=today()).select_related("user"):
        deputies.setdefault(deputy.grant_id, []).append(deputy)
    return [
        GrantRow(
            grant=row,
            unit_name=names.get(row.unit_id or 0, ""),
            given=given.get(str(row.pk)),
            deputies=deputies.get(row.pk, ()),
            employed=not row.user.employee_number or row.employed,
        )
        for row in rows
    ]


def _given(ids: list[str]) -> dict[str, AuditEvent]:
    events = AuditEvent.objects.filter(
        object_type="organisation.rolegrant", object_id__in=ids, act="organisation.grant.given"
    )
    return {event.object_id: event for event in events.select_related("actor")}


def unit_names(ids: Iterable[int], tree_id: int | None) -> dict[int, str]:
    """Names of units in a tree (`Reach.tree_id` is today's), by id."""
    named = UnitNode.objects.filter(tree_id=tree_id, unit_id__in=ids)
    return dict(named.values_list("unit_id", "name"))


def proposals() -> QuerySet[LeaderProposal]:
    """Leaders that deliveries name and nobody has decided on yet."""
    waiting = LeaderProposal.objects.filter(decided_at=None)
    return waiting.select_related("person", "unit", "replaces__user").order_by("unit__code", "id")


def leader_grants(user: User) -> QuerySet[RoleGrant]:
    """The user's own leader roles, today's and coming ones: those they may name a deputy for."""
    held = RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today()), user=user, kind__in=LEADERS)
    return held.select_related("unit")


def deputies_named_by(user: User) -> QuerySet[Deputy]:
    """Those who stand in for the user, today or later."""
    named = Deputy.objects.filter(grant__user=user, valid_to__gte=today())
    return named.select_related("user", "grant__unit").order_by("valid_from", "id")


def deputyships_of(user: User) -> QuerySet[Deputy]:
    """Those whom the user stands in for, today or later."""
    held = Deputy.objects.filter(user=user, valid_to__gte=today())
    return held.select_related("grant__user", "grant__unit").order_by("valid_from", "id")
