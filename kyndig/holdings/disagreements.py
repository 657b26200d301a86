"""A person says that they disagree with what somebody else has said of them; what comes of it."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.holdings.models import Assessment, Disagreement, DisagreementQuerySet
from kyndig.organisation.models import Person


class AlreadyOpenError(Exception):
    """The person has said already that they disagree with the assessment."""


@transaction.atomic
def disagree(
    *, assessment: Assessment, reason: str, by: User | None, own_level: int | None = None
) -> Disagreement:
    """Disagree with an assessment, in the person's own name. Nothing that was said before changes.

    Raises ValueError without a reason, about one's own or an annulled assessment, and for a level off
    the scale; AlreadyOpenError for a second one. The caller has checked `policies.can_disagree`.
    """
    if not reason.strip() or not assessment.confirmed or assessment.annulled_at:
        raise ValueError("One disagrees with a standing assessment of somebody else's, and says why.")
    if own_level is not None and not 0 <= own_level <= assessment.competence.max_level:
        raise ValueError(f"Level {own_level} is not on the scale of {assessment.competence.code}.")
    try:
        with transaction.atomic():
            stated = Disagreement.objects.create(assessment=assessment, reason=reason, own_level=own_level)
    except IntegrityError:
        raise AlreadyOpenError from None
    audit.record("holdings.disagreement.state", by=by, on=stated)
    return stated


@transaction.atomic
def withdraw_disagreement(*, disagreement: Disagreement, by: User | None) -> None:
    """The person no longer disagrees. Withdrawing twice changes nothing."""
    if _open(disagreement).update(withdrawn_at=timezone.now()):
        audit.record("holdings.disagreement.withdraw", by=by, on=disagreement)
    disagreement.refresh_from_db()


@transaction.atomic
def resolve_disagreement(*, disagreement: Disagreement, resolution: str, by: User | None) -> None:
    """The two have talked, and this came of it. A second time changes nothing. Raises ValueError without."""
    if not resolution.strip():
        raise ValueError("What came of a disagreement is said in words.")
    now = {"resolved_at": timezone.now(), "resolved_by": by, "resolution": resolution}
    if _open(disagreement).update(**now):
        audit.record("holdings.disagreement.resolve", by=by, on=disagreement)
    disagreement.refresh_from_db()


def _open(disagreement: Disagreement) -> DisagreementQuerySet:
    return Disagreement.objects.open().filter(pk=disagreement.pk)


def open_about(person: Person) -> DisagreementQuerySet:
    """What the person disagrees with and nobody has cleared up, the newest first."""
    return (
        Disagreement.objects.open()
        .filter(assessment__person=person, assessment__annulled_at=None)
        .select_related("assessment__competence", "assessment__assessed_by")
    )
