"""Changes to documents: laid in, verified or refused by somebody else, withdrawn."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.holdings import actions, document_files
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.document_files import StoredFile
from kyndig.holdings.models import Assessment, Document, Source
from kyndig.organisation.models import Person


class NotWaitingError(Exception):
    """Somebody has verified, refused or withdrawn the document meanwhile."""


@transaction.atomic
def upload_document(
    *,
    person: Person,
    competence: Competence,
    title: str,
    issued_on: date,
    file: StoredFile,
    by: User | None,
    issuer: str = "",
    expires_on: date | None = None,
    replaces: Document | None = None,
) -> Document:
    """Keep a document, which waits to be verified. `replaces` stays; it is of the same person.

    Raises ValueError when the one replaced is somebody else's or of another competence.
    """
    if replaces and (replaces.person_id, replaces.competence_id) != (person.pk, competence.pk):
        raise ValueError("A document replaces one of the same person and competence.")
    document = Document.objects.create(
        person=person,
        competence=competence,
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        expires_on=expires_on,
        stored_name=file.stored_name,
        original_name=file.original_name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        uploaded_by=by,
        replaces=replaces,
    )
    audit.record("holdings.document.upload", by=by, on=document, competence=competence.code)
    return document


@transaction.atomic
def verify_document(
    *,
    document: Document,
    level: int,
    by: User | None,
    source: str = Source.DOCUMENT,
    assessed_by: Person | None = None,
) -> Assessment:
    """Say that the paper is right and which level it gives, dated as issued and lasting as it says.

    A paper without an end lasts as long as the competence does. `source`: document or course. Raises
    NotWaitingError, and ValueError for a level off the scale; the caller has checked that `by` may.
    """
    _close(document, verified_at=timezone.now(), verified_by=by)
    given = NewAssessment(
        person=document.person,
        competence=document.competence,
        level=level,
        source=source,
        assessed_on=document.issued_on,
        assessed_by=assessed_by,
        expires_on=document.expires_on,
    )
    assessment = actions.assess(given, by=by)
    Document.objects.filter(pk=document.pk).update(assessment=assessment)
    audit.record("holdings.document.verify", by=by, on=document)
    document.refresh_from_db()
    return assessment


@transaction.atomic
def refuse_document(*, document: Document, reason: str, by: User | None) -> None:
    """Say that the paper does not show what it should; the person reads why. Raises NotWaitingError."""
    if not reason.strip():
        raise ValueError("Whoever refuses a document says why.")
    _close(document, refused_at=timezone.now(), refused_by=by, refused_reason=reason)
    audit.record("holdings.document.refuse", by=by, on=document)
    document.refresh_from_db()


def _close(document: Document, **changes: object) -> None:
    if not Document.objects.waiting().filter(pk=document.pk).update(**changes):
        raise NotWaitingError


@transaction.atomic
def withdraw_document(*, document: Document, reason: str, by: User | None) -> None:
    """Take a mistake back: the file goes at once, and the level that it gave counts on no date.

    The row stays, and says who, when and why. Withdrawing twice changes nothing.
    """
    if not reason.strip():
        raise ValueError("Whoever withdraws a document says why.")
    changes = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_reason": reason}
    if Document.objects.standing().filter(pk=document.pk).update(**changes):
        # The row is ours from here on: what somebody else did to it before is read now.
        document.refresh_from_db()
        stored_name = document.stored_name
        if document.assessment:
            actions.annul_assessment(assessment=document.assessment, by=by, reason=reason)
        Document.objects.filter(pk=document.pk).update(stored_name="")
        audit.record("holdings.document.withdraw", by=by, on=document)
        transaction.on_commit(lambda: document_files.forget(stored_name))
    document.refresh_from_db()
