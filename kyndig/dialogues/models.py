"""The development dialogue: prepared by both, talked through by two, and what they agree on."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.models import Competence
from kyndig.organisation.models import Person


class Side(models.TextChoices):
    """Whose words they are."""

    EMPLOYEE = "employee", _("Den ansatte")
    LEADER = "leader", _("Lederen")


# What both are asked beforehand, by the field that holds the answer.
QUESTIONS: dict[str, str | Promise] = {
    "went_well": _("Hva har gått bra siden sist"),
    "hard": _("Hva har vært vanskelig"),
    "learn": _("Hva bør læres eller brukes mer"),
    "support": _("Hva trengs fra lederen og kollegene"),
}


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those one holds as leader with people whose nearest leader one still is."""
        from kyndig.dialogues.policies import dialogues_visible_to  # policies read these models

        return dialogues_visible_to(self, user)  # type: ignore[return-value] # the same queryset, filtered

    def planned(self) -> Self:
        return self.filter(status=Dialogue.Status.PLANNED)

    def held(self) -> Self:
        return self.filter(status=Dialogue.Status.HELD)

    def before(self, day: date) -> Self:
        """Those held, or planned and never held, before the day."""
        return self.alias(day=Coalesce("held_on", "planned_on")).filter(day__lt=day)


class Dialogue(models.Model):
    """A talk between an employee and the one who was their nearest leader when it was planned."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planlagt")
        HELD = "held", _("Holdt")
        CANCELLED = "cancelled", _("Avlyst")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dialogues")
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    planned_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.PLANNED)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DialogueQuerySet.as_manager()

    class Meta:
        ordering = ["-planned_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="held", held_on__isnull=False) | (~Q(status="held") & Q(held_on=None)),
                name="dialogue_held_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(status="planned"), name="one_planned_dialogue_a_person"
            ),
        ]

    @property
    def is_planned(self) -> bool:
        return self.status == self.Status.PLANNED

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def day(self) -> date:
        """When it was held, else when it is to be."""
        return self.held_on or self.planned_on


class Preparation(models.Model):
    """What one of the two has thought beforehand; nobody else reads it until `shared_at`."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="preparations")
    side = models.CharField(max_length=8, choices=Side)
    went_well = models.TextField(max_length=4000, blank=True)
    hard = models.TextField(max_length=4000, blank=True)
    learn = models.TextField(max_length=4000, blank=True)
    support = models.TextField(max_length=4000, blank=True)
    written_at = models.DateTimeField(auto_now=True)
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "side"], name="one_preparation_a_side"),
        ]

    @property
    def answers(self) -> list[tuple[str | Promise, str]]:
        """(question, answer) of those answered."""
        pairs = [(question, getattr(self, name)) for name, question in QUESTIONS.items()]
        return [pair for pair in pairs if pair[1]]


class Topic(models.Model):
    """Something one of the two wants to talk about; both see it at once."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="topics")
    side = models.CharField(max_length=8, choices=Side)
    text = models.CharField(max_length=300)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]


class Note(models.Model):
    """What was talked about. Read by the two of them, and by nobody who comes after."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="notes")
    side = models.CharField(max_length=8, choices=Side)
    text = models.TextField(max_length=8000)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]


class AgreedPointQuerySet(models.QuerySet["AgreedPoint"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those of everybody whose nearest leader one is."""
        from kyndig.dialogues.policies import points_visible_to

        return points_visible_to(self, user)  # type: ignore[return-value] # the same queryset, filtered

    def open(self) -> Self:
        """Neither done nor dropped."""
        return self.filter(done_at=None, dropped_at=None)


class AgreedPoint(models.Model):
    """Something the two agreed on. It is the person's: whoever leads them next sees it too."""

    class Whose(models.TextChoices):
        EMPLOYEE = "employee", _("Den ansatte")
        LEADER = "leader", _("Lederen")
        BOTH = "both", _("Begge")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="agreed_points")
    dialogue = models.ForeignKey(
        Dialogue, null=True, blank=True, on_delete=models.SET_NULL, related_name="points"
    )
    text = models.CharField(max_length=500)
    whose = models.CharField(max_length=8, choices=Whose)
    due_on = models.DateField(null=True, blank=True)
    competence = models.ForeignKey(
        Competence, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)

    objects = AgreedPointQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dropped_at=None), name="point_done_or_dropped"
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None) | ~Q(dropped_reason=""), name="point_dropped_with_a_reason"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None
