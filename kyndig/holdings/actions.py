"""Changes to what people hold: assessments are added or annulled, exemptions granted, ended or annulled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.holdings import expiry, projection
from kyndig.holdings.models import Assessment, Exemption
from kyndig.organisation.models import Person

BATCH = 5000


@dataclass(frozen=True)
class NewAssessment:
    """What somebody said of a person's level. `expires_on` None: as long as the competence lasts."""

    person: Person
    competence: Competence
    level: int
    source: str
    assessed_on: date
    assessed_by: Person | None = None
    expires_on: date | None = None
    in_use: str = ""
    wants_to_use: bool | None = None
    note: str = ""


def assess(new: NewAssessment, *, by: User | None) -> Assessment:
    """Register one assessment and bring the holding in line. Raises ValueError for a level off the scale."""
    return assess_many([new], by=by)[0]


@transaction.atomic
def assess_many(new: Sequence[NewAssessment], *, by: User | None) -> list[Assessment]:
    """Register assessments in the order given, set-based: the number of statements grows by batches only."""
    written = Assessment.objects.bulk_create([_row(each, by) for each in new], batch_size=BATCH)
    projection.project((each.person_id, each.competence_id) for each in written)
    if written:
        only = written[0] if len(written) == 1 else None
        audit.record("holdings.assessment.register", by=by, on=only, count=len(written))
    return written


def _row(new: NewAssessment, by: User | None) -> Assessment:
    if not 0 <= new.level <= new.competence.max_level:
        raise ValueError(f"Level {new.level} is not on the scale of {new.competence.code}.")
    lasts_until = expiry.expires_on(
        new.source, new.assessed_on, new.expires_on, new.competence.validity_months
    )
    return Assessment(
        person=new.person,
        competence=new.competence,
        level=new.level,
        source=new.source,
        assessed_on=new.assessed_on,
        assessed_by=new.assessed_by,
        expires_on=lasts_until,
        expires_by_validity=lasts_until is not None and new.expires_on is None,
        in_use=new.in_use,
        wants_to_use=new.wants_to_use,
        note=new.note,
        registered_by=by,
    )


@transaction.atomic
def annul_assessment(*, assessment: Assessment, by: User | None, reason: str) -> None:
    """Take a mistake back: it counts on no date. Annulling twice changes nothing. A reason is needed."""
    _need_reason(reason)
    annulled = Assessment.objects.standing().filter(pk=assessment.pk)
    if annulled.update(annulled_at=timezone.now(), annulled_by=by, annulled_reason=reason):
        projection.project([(assessment.person_id, assessment.competence_id)])
        audit.record("holdings.assessment.annul", by=by, on=assessment)
        assessment.refresh_from_db()


@transaction.atomic
def grant_exemption(
    *,
    person: Person,
    competence: Competence,
    reason: str,
    valid_from: date | None,
    valid_to: date | None,
    by: User | None,
    kind: str = "",
) -> Exemption:
    """The competence is not asked of the person for the period (both days included; None: no limit).

    `kind` is one of `Exemption.Kind`; blank for what an import brought, whose `reason` is text.
    """
    exemption = Exemption.objects.create(
        person=person,
        competence=competence,
        kind=kind,
        reason=reason,
        valid_from=valid_from,
        valid_to=valid_to,
        registered_by=by,
    )
    audit.record("holdings.exemption.grant", by=by, on=exemption, competence=competence.code)
    return exemption


@transaction.atomic
def end_exemption(*, exemption: Exemption, last_day: date, by: User | None) -> None:
    """The exemption's last day is `last_day`. Raises ValueError when that is before its first."""
    if exemption.valid_from and last_day < exemption.valid_from:
        raise ValueError("An exemption cannot end before it begins; annul it.")
    exemption.valid_to = last_day
    exemption.save(update_fields=["valid_to"])
    audit.record("holdings.exemption.end", by=by, on=exemption, last_day=last_day.isoformat())


@transaction.atomic
def annul_exemption(*, exemption: Exemption, by: User | None, reason: str) -> None:
    """Take a mistake back: the exemption holds on no day. A reason is needed."""
    _need_reason(reason)
    standing = Exemption.objects.standing().filter(pk=exemption.pk)
    if standing.update(annulled_at=timezone.now(), annulled_by=by, annulled_reason=reason):
        audit.record("holdings.exemption.annul", by=by, on=exemption)
        exemption.refresh_from_db()


@transaction.atomic
def repair_holdings(*, by: User | None, differences: int) -> None:
    """Build every holding anew from the log, after `check_holdings` found differences."""
    projection.project_everything()
    audit.record("holdings.holding.repair", by=by, differences=differences)


def next_assessment_id() -> int:
    """The lowest number that no assessment has yet: where a bulk write begins."""
    newest: int | None = Assessment.objects.aggregate(newest=Max("id"))["newest"]
    return (newest or 0) + 1


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ValueError("To annul something one must say why.")
