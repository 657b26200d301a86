"""What a closed or split unit hands over to those that take over its work. Told by the apps that own it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.organisation import access
from kyndig.organisation.access_queries import unit_names
from kyndig.organisation.importing_employments import DAY
from kyndig.organisation.models import RoleGrant, Unit, UnitSuccession, UnitTree
from kyndig.organisation.policies import check_can_act_as_hr


@dataclass(frozen=True)
class Transferred:
    """One thing that would be handed over: what it is, where it stands, and where it would stand."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Transferable:
    """A kind of thing that hangs on a unit.

    `preview(unit, successors, from_date)` shows what would be handed over; `transfer(unit, successors,
    from_date, by)` ends it at the unit the day before, lets it begin at each successor, and returns how many.
    """

    name: str
    heading: str | Promise
    preview: Callable[[Unit, Sequence[Unit], date], Sequence[Transferred]]
    transfer: Callable[[Unit, Sequence[Unit], date, User], int]


_transferables: dict[str, Transferable] = {}


def register(transferable: Transferable) -> None:
    """Add a kind of thing (called once, from an app's `ready`)."""
    _transferables[transferable.name] = transferable


@dataclass(frozen=True)
class Part:
    """One kind of thing as previewed."""

    name: str
    heading: str | Promise
    rows: Sequence[Transferred]


def preview(unit: Unit, successors: Sequence[Unit], from_date: date) -> list[Part]:
    """What there is to hand over; kinds without anything are left out."""
    parts = [
        Part(each.name, each.heading, each.preview(unit, successors, from_date))
        for each in _transferables.values()
    ]
    return [part for part in parts if part.rows]


@transaction.atomic
def name_successors(
    *, unit: Unit, successors: Sequence[Unit], from_date: date, hand_over: Collection[str], by: User
) -> dict[str, int]:
    """Say who takes over from the unit, and hand over the kinds chosen. Returns how many of each."""
    check_can_act_as_hr(by)
    for successor in successors:
        UnitSuccession.objects.update_or_create(
            unit=unit, successor=successor, defaults={"from_date": from_date}
        )
    counts = {
        each.name: each.transfer(unit, successors, from_date, by)
        for each in _transferables.values()
        if each.name in hand_over
    }
    codes = [each.code for each in successors]
    audit.record(
        "organisation.unit.succeeded", by=by, on=unit, unit=unit.code, successors=codes, counts=counts
    )
    return counts


def grants_transferable() -> Transferable:
    """The roles held at the unit."""
    return Transferable("grants", gettext_lazy("Roller"), _preview_grants, _transfer_grants)


def _grants(unit: Unit, from_date: date) -> QuerySet[RoleGrant]:
    standing = RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=from_date), unit=unit)
    return standing.select_related("user", "unit").order_by("id")


def _preview_grants(unit: Unit, successors: Sequence[Unit], from_date: date) -> Sequence[Transferred]:
    tree = UnitTree.objects.at(from_date)
    names = unit_names([unit.pk, *(each.pk for each in successors)], tree.pk if tree else None)
    before = names.get(unit.pk, unit.code)
    after = ", ".join(names.get(each.pk, each.code) for each in successors)
    return [
        Transferred(f"{grant.user.display_name}, {grant.get_kind_display()}", before, after)
        for grant in _grants(unit, from_date)
    ]


def _transfer_grants(unit: Unit, successors: Sequence[Unit], from_date: date, by: User) -> int:
    """Each role goes on at every successor where its holder does not have it already."""
    grants = list(_grants(unit, from_date))
    for grant in grants:
        begins, ends = max(from_date, grant.valid_from), grant.valid_to
        for successor in successors:
            _begin(grant, successor, begins, ends, by)
        access.end(grant=grant, last_day=from_date - DAY, by=by)
    return len(grants)


def _begin(grant: RoleGrant, unit: Unit, begins: date, ends: date | None, by: User) -> None:
    held = RoleGrant.objects.active(begins).filter(user_id=grant.user_id, kind=grant.kind, unit=unit)
    if not held.exists():
        new = RoleGrant.objects.create(
            user_id=grant.user_id,
            kind=grant.kind,
            unit=unit,
            valid_from=begins,
            valid_to=ends,
            from_delivery=grant.from_delivery,
        )
        audit.record("organisation.grant.given", by=by, on=new, kind=new.kind, unit=unit.code)
