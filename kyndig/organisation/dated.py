"""A fact that holds for a period: ended or annulled, never edited, so earlier figures stay."""

from datetime import date
from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

FactT = TypeVar("FactT", bound="DatedFact")


class DatedFactQuerySet(models.QuerySet[FactT]):
    def standing(self) -> Self:
        """Those not annulled."""
        return self.filter(annulled_at=None)

    def valid(self, on: date) -> Self:
        """Those that hold on the day, both ends included; a blank end has no limit."""
        begun = Q(valid_from=None) | Q(valid_from__lte=on)
        return self.standing().filter(begun, Q(valid_to=None) | Q(valid_to__gte=on))


class DatedFact(models.Model):
    """A fact with a period. It is ended or annulled, never edited: history keeps its figures.

    The id is the order of registration.
    """

    valid_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    valid_to = models.DateField(_("gjelder til"), null=True, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    annulled_reason = models.CharField(_("hvorfor"), max_length=500, blank=True)

    objects: Any

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_start",
            )
        ]
