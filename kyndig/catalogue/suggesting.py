"""What people think the catalogue lacks: suggested by anybody, accepted as a competence or declined by HR."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence, Suggestion


class DecidedError(Exception):
    """Somebody has decided on the suggestion meanwhile."""


@transaction.atomic
def suggest(*, name: str, description: str, key: UUID, by: User) -> Suggestion:
    """Suggest a competence. The same form twice is one suggestion."""
    found: Suggestion
    given = {"name": name, "description": description, "suggested_by": by}
    found, is_new = Suggestion.objects.get_or_create(key=key, defaults=given)
    if is_new:
        audit.record("catalogue.suggestion.make", by=by, on=found)
    return found


@transaction.atomic
def accept(*, suggestion: Suggestion, competence: Competence, by: User) -> None:
    """It is this competence, which may have been made for it. Raises DecidedError."""
    _decide(suggestion, accepted_as=competence, decided_by=by)
    audit.record("catalogue.suggestion.accept", by=by, on=suggestion, code=competence.code)


@transaction.atomic
def decline(*, suggestion: Suggestion, reason: str, by: User) -> None:
    """The catalogue does not need it; whoever suggested it reads why. Raises DecidedError, ValueError."""
    if not reason.strip():
        raise ValueError("Whoever declines a suggestion says why.")
    _decide(suggestion, declined_reason=reason, decided_by=by)
    audit.record("catalogue.suggestion.decline", by=by, on=suggestion)


def _decide(suggestion: Suggestion, **decision: object) -> None:
    waiting = Suggestion.objects.waiting().filter(pk=suggestion.pk)
    if not waiting.update(decided_at=timezone.now(), **decision):
        raise DecidedError
    suggestion.refresh_from_db()
