"""Papers that show what people hold, whether people may be found by others, and where they disagree."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.models import Competence
from kyndig.holdings.models.levels import Assessment
from kyndig.organisation.models import Person


class DocumentQuerySet(models.QuerySet["Document"]):
    def standing(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)

    def waiting(self) -> Self:
        """Those that somebody has to look at: neither verified, refused nor withdrawn."""
        return self.standing().filter(verified_at=None, refused_at=None)


class Document(models.Model):
    """A diploma or certificate. It says nothing of the person's level until somebody else has verified it.

    Never changed: a new one replaces an old one that stays, a mistake is withdrawn and loses its file.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Venter på å bli sett på")
        VERIFIED = "verified", _("Godkjent")
        REFUSED = "refused", _("Ikke godkjent")
        WITHDRAWN = "withdrawn", _("Trukket tilbake")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(_("tittel"), max_length=200)
    issuer = models.CharField(_("utsteder"), max_length=200, blank=True)
    issued_on = models.DateField(_("utstedt"))
    expires_on = models.DateField(_("gjelder til"), null=True, blank=True)
    # Below MEDIA_ROOT/documents, without any of the name it came with. Blank: the file is gone.
    stored_name = models.CharField(max_length=64, blank=True)
    original_name = models.CharField(_("filnavn"), max_length=255)
    content_type = models.CharField(_("filtype"), max_length=40)
    size = models.PositiveIntegerField(_("størrelse i byte"))
    sha256 = models.CharField(_("fingeravtrykk"), max_length=64)
    uploaded_at = models.DateTimeField(_("lagt inn"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verified_at = models.DateTimeField(_("godkjent"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What it gave when it was verified.
    assessment = models.OneToOneField(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="document"
    )
    refused_at = models.DateTimeField(_("ikke godkjent"), null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    refused_reason = models.CharField(_("hvorfor ikke godkjent"), max_length=500, blank=True)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    withdrawn_at = models.DateTimeField(_("trukket tilbake"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_reason = models.CharField(_("hvorfor trukket tilbake"), max_length=500, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        indexes = [models.Index(fields=["person", "competence"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="document_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None) | Q(refused_at=None), name="document_verified_or_refused"
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None) | ~Q(refused_reason=""), name="document_refused_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""),
                name="document_withdrawn_with_a_reason",
            ),
        ]

    @property
    def state(self) -> State:
        """Where the document stands."""
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        if self.verified_at:
            return self.State.VERIFIED
        return self.State.REFUSED if self.refused_at else self.State.WAITING

    def has_expired(self, on: date) -> bool:
        """True when what stands on the paper no longer holds on the day."""
        return self.expires_on is not None and self.expires_on < on


class Consent(models.Model):
    """A period in which a person agrees to be found by others than their leaders. None: nobody finds them."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField(_("gitt"))
    withdrawn_at = models.DateTimeField(_("trukket tilbake"), null=True, blank=True)
    # Which wording the person read; see `consents.EDITION`.
    edition = models.PositiveSmallIntegerField(_("utgave av teksten"))

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(withdrawn_at=None), name="one_consent_at_a_time"
            )
        ]


class DisagreementQuerySet(models.QuerySet["Disagreement"]):
    def open(self) -> Self:
        """Those neither withdrawn nor resolved."""
        return self.filter(withdrawn_at=None, resolved_at=None)


class Disagreement(models.Model):
    """A person disagrees with what somebody else said of them. Both values stay; the two talk about it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="disagreements")
    reason = models.TextField(_("hvorfor"), max_length=2000)
    # What the person says instead, where they say it.
    own_level = models.PositiveSmallIntegerField(_("eget nivå"), null=True, blank=True)
    stated_at = models.DateTimeField(_("sagt fra"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("trukket tilbake"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("avklart"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    resolution = models.CharField(_("hva dere ble enige om"), max_length=500, blank=True)

    objects = DisagreementQuerySet.as_manager()

    class Meta:
        ordering = ["-stated_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(own_level=None) | Q(own_level__lte=3), name="disagreement_level_0_to_3"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(resolved_at=None),
                name="disagreement_withdrawn_or_resolved",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(withdrawn_at=None, resolved_at=None),
                name="one_open_disagreement_per_assessment",
            ),
        ]
