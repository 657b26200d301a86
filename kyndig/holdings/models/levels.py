"""What people hold. `Assessment` is the truth, an append-only log; `Holding` is its projection."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.models import Competence
from kyndig.organisation.dated import DatedFact, DatedFactQuerySet
from kyndig.organisation.models import Person


class Source(models.TextChoices):
    """Where an assessment comes from; all but the person's own count as confirmed."""

    SELF = "self", _("Egen")
    LEADER = "leader", _("Leder")
    DOCUMENT = "document", _("Dokument")
    COURSE = "course", _("Kurs")


class InUse(models.TextChoices):
    """How far the person uses the competence in the work they do."""

    YES = "yes", _("Ja")
    PARTLY = "partly", _("Delvis")
    NO = "no", _("Nei")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def standing(self) -> Self:
        """Those not annulled: an annulled one counts on no date."""
        return self.filter(annulled_at=None)


class Assessment(models.Model):
    """What somebody said on a day of a person's level in a competence. Never changed; may be annulled.

    The id is the order of registration. Level 0 means assessed and does not have it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="assessments")
    level = models.PositiveSmallIntegerField(_("nivå"))
    source = models.CharField(_("kilde"), max_length=8, choices=Source)
    assessed_on = models.DateField(_("vurdert"))
    assessed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_on = models.DateField(_("utløper"), null=True, blank=True)
    # True when nobody gave the day: it was worked out from how long the competence lasts.
    expires_by_validity = models.BooleanField(default=False)
    in_use = models.CharField(_("i bruk"), max_length=6, choices=InUse, blank=True)
    wants_to_use = models.BooleanField(_("vil bruke"), null=True, blank=True)
    note = models.TextField(_("merknad"), blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    annulled_reason = models.CharField(_("hvorfor"), max_length=500, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-assessed_on", "-id"]
        indexes = [
            models.Index(fields=["person", "competence", "-assessed_on"]),
            models.Index(fields=["assessed_on"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(level__lte=3), name="assessment_level_0_to_3"),
            models.CheckConstraint(
                condition=~Q(source="self") | Q(expires_on=None), name="self_assessment_never_expires"
            ),
            models.CheckConstraint(
                condition=Q(annulled_at=None) | ~Q(annulled_reason=""), name="annulled_with_a_reason"
            ),
        ]

    @property
    def confirmed(self) -> bool:
        """True when somebody else than the person, or a paper, says so."""
        return self.source != Source.SELF


class Holding(models.Model):
    """The current level of a person in a competence: the assessment that rule 3 of the gap rule picks.

    Written in the transaction that writes the assessment; `kyndig check_holdings` compares the two.
    It is right as of every day on or after the newest assessment's; whether it has expired is asked then.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="holdings")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="holdings")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField()
    confirmed = models.BooleanField()
    assessed_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "competence"], name="one_holding_per_person_and_competence"
            )
        ]
        indexes = [models.Index(fields=["competence", "level"])]


class ExemptionQuerySet(DatedFactQuerySet["Exemption"]):
    pass


class Exemption(DatedFact):
    """A competence that is not asked of a person for a period. The reason may be personal."""

    class Kind(models.TextChoices):
        """Why, from a fixed list with nothing about health. Blank: imported, with a text of its own."""

        NOT_TASK = "not_task", _("Ikke en oppgave i denne stillingen")
        TEMPORARY_DUTY = "temporary_duty", _("Midlertidig andre oppgaver")
        NEW = "new", _("Ny i jobben")
        OTHER_AGREED = "other_agreed", _("Annet som er avtalt")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exemptions")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="exemptions")
    kind = models.CharField(_("grunn"), max_length=14, choices=Kind, blank=True)
    # From imports only, and shown only to the person, their leader and HR.
    reason = models.CharField(_("grunn"), max_length=500, blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["person", "competence", "id"]

    @property
    def why(self) -> str:
        """The reason in words: of the list, or as imported. For the person, the leaders and HR only."""
        return " · ".join(text for text in (self.get_kind_display(), self.reason) if text)
