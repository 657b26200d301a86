"""What the municipality has adopted of the library, as it read then: what an update is measured against."""

from typing import Any

from django.conf import settings
from django.db import models

from kyndig.catalogue.models import Competence
from kyndig.organisation.models import Role


class Adoption(models.Model):
    """A role of the library, in use for one of the municipality's positions."""

    # The library's code of the role; the library itself is files.
    code = models.CharField(max_length=60)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="adoptions")
    edition = models.CharField(max_length=12)
    # {"PVK": {"level": 2, "criticality": "critical", "mandatory": false}, …}: as the edition had it.
    needs = models.JSONField(default=dict)
    valid_from = models.DateField()
    adopted_at = models.DateTimeField(auto_now=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["code", "role__title"]
        constraints = [models.UniqueConstraint(fields=["code", "role"], name="adopted_once_for_a_position")]


class AdoptedCompetence(models.Model):
    """The municipality's competence that stands for one of the library's: made from it, or their own."""

    code = models.CharField(max_length=60, unique=True)
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="adopted_as")
    edition = models.CharField(max_length=12)
    # As the edition had it; see `values.of_entry`.
    values: Any = models.JSONField(default=dict)
