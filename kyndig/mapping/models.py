"""Mapping rounds: who is asked about which competences for a while, and what was done about each cell.

A *cell* is a person and a competence that the round asks about for the person's role. Levels are
assessments like any other (`kyndig.holdings`); what a round adds is who was asked, how each answer came, and
how far it is.
"""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.models import Competence, Multilingual
from kyndig.holdings.models import Assessment, Exemption
from kyndig.organisation.models import Person, Role, Unit

# A round that asks for more stops early; DOMAIN: at most 12 critical competences per role.
MOST_PER_ROLE = 12


class RoundQuerySet(models.QuerySet["Round"]):
    def under_way(self, on: date) -> Self:
        """Those that take answers on the day."""
        return self.filter(status=Round.Status.OPEN, opens_on__lte=on, closes_on__gte=on)

    def visible_to(self, user: Any) -> Self:
        """Those that HR or a leader may open: at, above or below a unit the user leads."""
        from kyndig.mapping.policies import rounds_visible_to

        return rounds_visible_to(self, user)  # type: ignore[return-value] # the same queryset, filtered


class Round(Multilingual, models.Model):
    """A mapping of some competences for the roles in a unit and below it, for a period."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        OPEN = "open", _("Åpen")
        PAUSED = "paused", _("Satt på pause")
        CLOSED = "closed", _("Lukket")

    name = models.CharField(_("navn"), max_length=200)
    purpose_nb = models.TextField(_("formål på bokmål"))
    purpose_nn = models.TextField(_("formål på nynorsk"), blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("enhet"))
    opens_on = models.DateField(_("åpner"))
    closes_on = models.DateField(_("siste dag"))
    status = models.CharField(max_length=6, choices=Status, default=Status.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # The first start; a pause does not move it.
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="round_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_at__isnull=False), name="closed_round_says_when"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def takes_answers(self, on: date) -> bool:
        """True while it is open and the day is inside its period."""
        return self.status == self.Status.OPEN and self.opens_on <= on <= self.closes_on


class RoundCompetence(models.Model):
    """A competence that the round asks about of a role, in the order it is asked."""

    class Reason(models.TextChoices):
        CRITICAL = "critical", _("Kritisk for stillingen")
        ADDED = "added", _("Lagt til")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="competences")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="round_competences")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="round_competences")
    reason = models.CharField(max_length=8, choices=Reason)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["role", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "role", "competence"], name="asked_once_per_role_in_a_round"
            )
        ]


class EntryQuerySet(models.QuerySet["Entry"]):
    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(taken_back_at=None)

    def by_leaders(self) -> Self:
        return self.filter(side=Entry.Side.LEADER)

    def by_employees(self) -> Self:
        return self.filter(side=Entry.Side.EMPLOYEE)


class Entry(models.Model):
    """One act on one cell of a round: an append-only log beside the assessments that it gave.

    `key` is made where the act was: the same act sent twice, after a lost answer, is written once.
    """

    class Side(models.TextChoices):
        EMPLOYEE = "employee", _("Den ansatte")
        LEADER = "leader", _("Lederen")

    class Act(models.TextChoices):
        LEVEL = "level", _("Ga et nivå")
        CONFIRMED = "confirmed", _("Bekreftet det som står")
        EXEMPTED = "exempted", _("Ga unntak")
        UNKNOWN = "unknown", _("Vet ikke")
        # Only where what is on file has run out: the person has not renewed it.
        COURSE = "course", _("Trenger kurs")

    class Method(models.TextChoices):
        SINGLY = "singly", _("Vurdert enkeltvis")
        TOGETHER = "together", _("Bekreftet samlet")
        PASTED = "pasted", _("Limt inn")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="round_entries")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="round_entries")
    side = models.CharField(max_length=8, choices=Side)
    act = models.CharField(max_length=9, choices=Act)
    method = models.CharField(max_length=8, choices=Method)
    # What the act gave; None where what stood was confirmed, or nobody knew.
    assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.CASCADE, related_name="round_entries"
    )
    exemption = models.ForeignKey(
        Exemption, null=True, blank=True, on_delete=models.CASCADE, related_name="round_entries"
    )
    key = models.UUIDField(unique=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_key = models.UUIDField(null=True, blank=True, unique=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["round", "person", "competence"])]
        constraints = [
            models.CheckConstraint(
                condition=(Q(act="level") & Q(assessment__isnull=False))
                | (Q(act="exempted") & Q(exemption__isnull=False))
                | Q(act__in=["confirmed", "unknown", "course"]),
                name="entry_has_what_its_act_gave",
            )
        ]


class Participation(models.Model):
    """An employee's own round: when they began, and when they sent it. Answers count before they are sent.

    In between, when they passed the pages that may be passed without an answer: what is known, what is used
    in the job, and what nobody asked about.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    started_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_participation_per_round_and_person")
        ]


class UnitReview(models.Model):
    """A leader says that a unit's cells have been looked over. May be said again; the newest counts."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reviews")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="round_reviews")
    reviewed_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
