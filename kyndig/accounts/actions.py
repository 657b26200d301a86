"""Changes to accounts: made for a person or for somebody from outside, invited, password chosen."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.accounts.identity import Employed
from kyndig.accounts.models import CorrectionRequest, Invitation, User

INVITATION_DAYS = 7


class InvitationUnusableError(Exception):
    """The link is unknown, used or too old."""


@transaction.atomic
def user_for(person: Employed, *, by: User | None) -> User:
    """The user tied to the person's employee number; made, without a password, when there is none."""
    user = User.objects.filter(employee_number=person.employee_number).first()
    if user:
        return user
    user = User(
        username=_free_username(person.employee_number),
        employee_number=person.employee_number,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
    )
    user.set_unusable_password()
    user.save()
    audit.record("accounts.user.created", by=by, on=user)
    return user


def _free_username(wanted: str) -> str:
    taken = User.objects.filter(username__iexact=wanted).exists()
    return f"{wanted}-{secrets.token_hex(3)}" if taken else wanted


@transaction.atomic
def create_outsider(*, username: str, first_name: str, last_name: str, email: str, by: User | None) -> User:
    """A user for somebody who is not employed, e.g. an evaluator. Raises IntegrityError on a taken name."""
    user = User(username=username, first_name=first_name, last_name=last_name, email=email)
    user.set_unusable_password()
    user.save(force_insert=True)
    audit.record("accounts.user.created", by=by, on=user)
    return user


@transaction.atomic
def invite(*, user: User, by: User | None, days: int = INVITATION_DAYS) -> str:
    """Make a link's token, valid once and for so many days; an earlier unused link stops working."""
    now = timezone.now()
    user.invitations.filter(used_at=None, expires_at__gt=now).update(expires_at=now)
    token = secrets.token_urlsafe(32)
    user.invitations.create(token_hash=_hash(token), created_by=by, expires_at=now + timedelta(days=days))
    audit.record("accounts.user.invited", by=by, on=user, days=days)
    return token


def invitation_for(token: str) -> Invitation:
    """The invitation of a link that still works. Raises InvitationUnusableError."""
    usable = Invitation.objects.filter(used_at=None, expires_at__gt=timezone.now(), user__is_active=True)
    found = usable.select_related("user").filter(token_hash=_hash(token)).first()
    if found is None:
        raise InvitationUnusableError
    return found


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> User:
    """Use the link: set the password. Raises InvitationUnusableError or ValidationError (too weak)."""
    invitation = invitation_for(token)
    used = Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=timezone.now())
    if not used:
        raise InvitationUnusableError
    user = invitation.user
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("accounts.invitation.accepted", by=user, on=user)
    return user


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def ask_for_correction(*, what: str, why: str, by: User) -> CorrectionRequest:
    """Say that what is held about oneself is wrong; leaders and HR get it as a task."""
    request = CorrectionRequest.objects.create(
        user=by, employee_number=by.employee_number or "", what=what, why=why
    )
    audit.record("accounts.correction.asked", by=by, on=request)
    return request


@transaction.atomic
def answer_correction(*, request: CorrectionRequest, answer: str, by: User) -> None:
    """Answer a request; the one who asked reads it on their own page."""
    request.answer, request.answered_by, request.answered_at = answer, by, timezone.now()
    request.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record("accounts.correction.answered", by=by, on=request)
