"""Changes to who has access: roles given and ended, deputies, leaders confirmed."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kyndig.accounts import audit
from kyndig.accounts.actions import user_for
from kyndig.accounts.identity import Employed
from kyndig.accounts.models import User
from kyndig.organisation.models import Deputy, LeaderProposal, RoleGrant, Unit
from kyndig.organisation.policies import (
    check_can_act_as_hr,
    check_can_give,
    check_can_manage_access,
    check_can_name_deputy,
)
from kyndig.organisation.reach import RUN_THE_SYSTEM, today

DEPUTY_AT_MOST = timedelta(days=366)


@transaction.atomic
def give(
    *,
    user: User,
    kind: str,
    unit: Unit | None,
    valid_from: date,
    valid_to: date | None,
    reason: str,
    by: User,
) -> RoleGrant:
    """Give a role at a unit for a period. Raises ValidationError when it is held already or has no unit."""
    check_can_give(by, user, kind)
    if unit is None and kind not in RUN_THE_SYSTEM:
        raise ValidationError(_("Velg enheten som rollen gjelder for."))
    same = RoleGrant.objects.filter(user=user, kind=kind, unit=unit)
    begun = Q() if valid_to is None else Q(valid_from__lte=valid_to)
    if same.filter(begun, Q(valid_to=None) | Q(valid_to__gte=valid_from)).exists():
        raise ValidationError(_("Personen har denne rollen her i hele eller deler av perioden."))
    grant = RoleGrant.objects.create(
        user=user, kind=kind, unit=unit, valid_from=valid_from, valid_to=valid_to
    )
    _record("given", grant, by=by, reason=reason)
    return grant


@transaction.atomic
def end(*, grant: RoleGrant, last_day: date, by: User, reason: str = "") -> None:
    """End a role after `last_day`; one that would never have begun is taken away."""
    check_can_manage_access(by)
    if grant.valid_to is not None and grant.valid_to <= last_day:
        return
    _record("ended", grant, by=by, reason=reason, last_day=last_day.isoformat())
    if last_day < grant.valid_from:
        grant.delete()
        return
    grant.valid_to = last_day
    grant.save(update_fields=["valid_to"])


def _record(verb: str, grant: RoleGrant, *, by: User, reason: str = "", **detail: str) -> None:
    unit = grant.unit.code if grant.unit else ""
    audit.record(
        f"organisation.grant.{verb}", by=by, on=grant, reason=reason, kind=grant.kind, unit=unit, **detail
    )


@transaction.atomic
def name_deputy(*, grant: RoleGrant, user: User, valid_from: date, valid_to: date, by: User) -> Deputy:
    """Let `user` stand in for the leader from day to day, both included. Raises ValidationError."""
    check_can_name_deputy(by, grant)
    if user.pk == by.pk:
        raise ValidationError(_("Du kan ikke være stedfortreder for deg selv."))
    if valid_from < today():
        raise ValidationError(_("Første dag kan ikke være før i dag."))
    if valid_to < valid_from:
        raise ValidationError(_("Siste dag må være etter første dag."))
    if valid_to - valid_from > DEPUTY_AT_MOST:
        raise ValidationError(_("Perioden kan være høyst ett år."))
    deputy = Deputy.objects.create(grant=grant, user=user, valid_from=valid_from, valid_to=valid_to)
    audit.record("organisation.deputy.named", by=by, on=deputy, unit=grant.unit.code if grant.unit else "")
    return deputy


@transaction.atomic
def end_deputy(*, deputy: Deputy, by: User) -> None:
    """End a deputyship now: the deputy reaches nobody through it from this moment."""
    audit.record("organisation.deputy.ended", by=by, on=deputy)
    yesterday = today() - timedelta(days=1)
    if deputy.valid_from > yesterday:
        deputy.delete()
        return
    deputy.valid_to = min(deputy.valid_to, yesterday)
    deputy.save(update_fields=["valid_to"])


@transaction.atomic
def decide_proposals(*, proposals: Iterable[LeaderProposal], accept: bool, by: User) -> int:
    """Confirm leaders as the delivery names them, or turn them down. Returns how many were decided.

    A confirmed leader gets the role (and a user, without a password, when there is none); whoever
    had it before loses it the day before.
    """
    check_can_act_as_hr(by)
    decided = 0
    for proposal in proposals:
        if proposal.decided_at is None:
            if accept:
                _make_leader(proposal, by)
            proposal.accepted, proposal.decided_at = accept, timezone.now()
            proposal.save(update_fields=["accepted", "decided_at"])
            decided += 1
    if decided:
        act = "organisation.leaders.confirmed" if accept else "organisation.leaders.declined"
        audit.record(act, by=by, count=decided)
    return decided


def _make_leader(proposal: LeaderProposal, by: User) -> None:
    person = proposal.person
    user = user_for(
        Employed(person.employee_number, person.first_name, person.last_name, person.email), by=by
    )
    if proposal.replaces:
        end(grant=proposal.replaces, last_day=proposal.from_date - timedelta(days=1), by=by)
    held = RoleGrant.objects.active(proposal.from_date)
    if not held.filter(user=user, kind=proposal.kind, unit=proposal.unit).exists():
        grant = RoleGrant.objects.create(
            user=user,
            kind=proposal.kind,
            unit=proposal.unit,
            valid_from=proposal.from_date,
            from_delivery=True,
        )
        _record("given", grant, by=by)
