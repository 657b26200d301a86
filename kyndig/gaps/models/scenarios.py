"""Scenarios: changes that nobody has made, kept to be asked about again. The facts stay as they are."""

from __future__ import annotations

from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.models import Competence
from kyndig.organisation.models import Person, Role, Unit

MOST_CHANGES: Final = 20
OLDEST: Final = 120


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those shared, at units whose every figure the user sees."""
        from kyndig.gaps.scenarios.policies import scenarios_visible_to

        return scenarios_visible_to(self, user)  # type: ignore[return-value] # the same queryset, filtered

    def named(self) -> Self:
        """Those kept; the others are drafts."""
        return self.exclude(name="")


class Scenario(models.Model):
    """Changes to a unit, in order. Without a name it is a draft: what its maker thinks about now."""

    name = models.CharField(_("navn"), max_length=100, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="scenarios")
    shared = models.BooleanField(_("delt"), default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="scenarios")
    made_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("sist endret"), auto_now=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = _("scenario")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "unit", "name"], name="one_scenario_of_a_name_per_maker_and_unit"
            ),
            models.CheckConstraint(condition=~Q(name="") | Q(shared=False), name="a_draft_is_not_shared"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Utkast"))


class ChangeKind(models.TextChoices):
    """The kinds of change, as `kyndig whatif` calls them."""

    LEAVE = "leave", _("Noen slutter")
    RETIRE = "retire", _("Alle over en alder går av")
    MOVE = "move", _("Noen flytter")
    TRAIN = "train", _("Noen får kurs")
    REQUIRE = "require", _("Et nytt krav")
    DROP = "drop", _("Et krav faller bort")
    CLOSE = "close", _("En enhet legges ned")


# What each kind says, beside who it is about; a requirement may name a unit.
_SAYS: Final = {
    ChangeKind.LEAVE: set[str](),
    ChangeKind.RETIRE: {"age"},
    ChangeKind.MOVE: {"unit"},
    ChangeKind.TRAIN: {"competence", "level"},
    ChangeKind.REQUIRE: {"role", "competence", "level"},
    ChangeKind.DROP: {"role", "competence"},
    ChangeKind.CLOSE: {"unit"},
}
_FIELDS: Final = ("age", "level", "competence", "role", "unit")


def _shape(kind: ChangeKind) -> Q:
    """What a change of the kind says, and nothing else."""
    said = Q(kind=kind.value)
    for name in _FIELDS:
        if not (kind is ChangeKind.REQUIRE and name == "unit"):
            said &= Q(**{f"{name}__isnull": name not in _SAYS[kind]})
    return said


def _any_shape() -> Q:
    shapes = Q()
    for kind in ChangeKind:
        shapes |= _shape(kind)
    return shapes


class ScenarioChange(models.Model):
    """One change of a scenario; its number is its place in the order."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    age = models.PositiveSmallIntegerField(null=True)
    level = models.PositiveSmallIntegerField(null=True)
    competence = models.ForeignKey(Competence, null=True, on_delete=models.CASCADE, related_name="+")
    role = models.ForeignKey(Role, null=True, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=_any_shape(), name="a_change_says_what_its_kind_needs"),
            models.CheckConstraint(condition=Q(level=None) | Q(level__lte=3), name="a_level_of_a_change"),
            models.CheckConstraint(condition=Q(age=None) | Q(age__lte=OLDEST), name="an_age_of_a_change"),
        ]

    def __str__(self) -> str:
        return self.kind


class ScenarioPerson(models.Model):
    """Somebody whom a change is about."""

    change = models.ForeignKey(ScenarioChange, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("ansatt i et scenario")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["change", "person"], name="a_change_names_somebody_once")
        ]

    def __str__(self) -> str:
        return str(self.person)
