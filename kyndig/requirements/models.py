"""What a role must have (role profiles), and how many a unit must have (coverage). Dated, never edited."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.models import Competence
from kyndig.organisation.dated import DatedFact, DatedFactQuerySet
from kyndig.organisation.models import Role, Unit


class RequirementQuerySet(DatedFactQuerySet["Requirement"]):
    pass


class Requirement(DatedFact):
    """A role's required level of a competence, at a unit and below it, or in the whole municipality."""

    class Criticality(models.TextChoices):
        CRITICAL = "critical", _("Kritisk")
        IMPORTANT = "important", _("Viktig")
        USEFUL = "useful", _("Nyttig")

    role = models.ForeignKey(
        Role, on_delete=models.PROTECT, related_name="requirements", verbose_name=_("stilling")
    )
    # None: the whole municipality, exactly as if it named the top unit.
    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requirements",
        verbose_name=_("enhet"),
    )
    competence = models.ForeignKey(
        Competence, on_delete=models.PROTECT, related_name="requirements", verbose_name=_("kompetanse")
    )
    level = models.PositiveSmallIntegerField(_("nivå"))
    criticality = models.CharField(_("hvor viktig"), max_length=9, choices=Criticality)
    mandatory = models.BooleanField(_("må ha"), default=False)
    source = models.CharField(_("grunnlag"), max_length=300, blank=True)

    objects = RequirementQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["role", "competence", "id"]
        indexes = [models.Index(fields=["role", "competence"])]


class CoverageQuerySet(DatedFactQuerySet["Coverage"]):
    pass


class Coverage(DatedFact):
    """How many people a unit, with all below it, must have at a level. Counts people, not shifts."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="coverage", verbose_name=_("enhet"))
    competence = models.ForeignKey(
        Competence, on_delete=models.PROTECT, related_name="coverage", verbose_name=_("kompetanse")
    )
    level = models.PositiveSmallIntegerField(_("nivå"))
    min_holders = models.PositiveIntegerField(_("minst så mange"))

    objects = CoverageQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["unit", "competence", "id"]
