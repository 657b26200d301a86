"""Needs as people judge and register them; what is computed stays computed. Rows are added, never edited."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kyndig.analysis.judging import Figures
from kyndig.catalogue.models import Competence
from kyndig.organisation.models import Role, Unit

YEARS_AHEAD = 4
# An answered nought is asked again every year.
STANDS_FOR = timedelta(days=365)


class Way(models.TextChoices):
    """What can be done about a need, in the order in which it is looked at."""

    MOBILISE = "mobilise", _("Bruke noen vi har")
    LEARN = "learn", _("Lære opp")
    ACQUIRE = "acquire", _("Rekruttere")
    MAP = "map", _("Kartlegge")
    PHASE_OUT = "phase_out", _("Avvikle")
    NOTHING = "nothing", _("Ingenting")


class NeedJudgementQuerySet(models.QuerySet["NeedJudgement"]):
    def standing(self) -> Self:
        """Of each unit and competence the newest that is not taken back."""
        kept = NeedJudgement.objects.filter(annulled_at=None).values("unit", "competence")
        return self.filter(pk__in=kept.annotate(newest=Max("pk")).values("newest"))


class NeedJudgement(models.Model):
    """What a leader says about a computed need, and the figures that it was said of."""

    class Answer(models.TextChoices):
        AGREE = "agree", _("Enig")
        CHANGE = "change", _("Noe annet")
        NOT_NOW = "not_now", _("Ikke nå")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="need_judgements")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="need_judgements")
    judged_on = models.DateField()
    judged_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField(max_length=7, choices=Answer)
    way = models.CharField(max_length=9, choices=Way, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    # From this day a "not now" is asked again.
    until = models.DateField(null=True, blank=True)
    missing = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()
    mobilise = models.PositiveIntegerField()
    learn = models.PositiveIntegerField()
    acquire = models.PositiveIntegerField()
    phase_out = models.PositiveIntegerField()
    suggestion = models.CharField(max_length=9, choices=Way)
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NeedJudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["unit", "competence"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="agree", way=F("suggestion"))
                | (Q(answer="change") & ~Q(way=F("suggestion")) & ~Q(way=""))
                | Q(answer="not_now", way=""),
                name="need_judged_one_way",
            ),
            models.CheckConstraint(
                condition=~Q(answer="change") | ~Q(note=""), name="need_changed_with_a_note"
            ),
            models.CheckConstraint(
                condition=Q(answer="not_now", until__isnull=False, until__gt=F("judged_on"))
                | (~Q(answer="not_now") & Q(until=None)),
                name="need_put_off_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(missing=F("mobilise") + F("learn") + F("acquire")), name="need_missing_adds_up"
            ),
        ]

    @property
    def word(self) -> str:
        """The answer in words: what is done, or not now."""
        return self.get_way_display() if self.way else self.get_answer_display()

    @property
    def figures(self) -> Figures:
        """What it was said of."""
        return Figures(
            missing=self.missing,
            unknown=self.unknown,
            mobilise=self.mobilise,
            learn=self.learn,
            acquire=self.acquire,
            phase_out=self.phase_out,
            suggestion=self.suggestion,
        )


class RegisteredNeedQuerySet(models.QuerySet["RegisteredNeed"]):
    def standing(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class RegisteredNeed(models.Model):
    """A need that no requirement shows: what, why, for whom, how many, by when, and where it comes from."""

    class Source(models.TextChoices):
        LAW = "law", _("Lov eller forskrift")
        PLAN = "plan", _("Plan eller mål")
        SERVICE = "service", _("Tjenesten endrer seg")
        USERS = "users", _("Brukere, pasienter eller innbyggere")
        STAFF = "staff", _("Folk slutter eller får nye oppgaver")
        DIALOGUE = "dialogue", _("Medarbeidersamtale eller personalmøte")
        OTHER = "other", _("Annet")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="registered_needs")
    competence = models.ForeignKey(
        Competence, null=True, blank=True, on_delete=models.PROTECT, related_name="registered_needs"
    )
    # What is needed in own words, where the catalogue does not have it.
    what = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=1000)
    for_whom = models.CharField(max_length=200)
    how_many = models.PositiveIntegerField()
    years_ahead = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=8, choices=Source)
    registered_on = models.DateField()
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RegisteredNeedQuerySet.as_manager()

    class Meta:
        ordering = ["registered_on", "years_ahead", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(competence__isnull=False, what="") | (Q(competence=None) & ~Q(what="")),
                name="need_registered_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(years_ahead__gte=1, years_ahead__lte=YEARS_AHEAD),
                name="need_registered_one_to_four_years_ahead",
            ),
            models.CheckConstraint(condition=Q(how_many__gte=1), name="need_registered_for_somebody"),
            models.CheckConstraint(condition=~Q(why=""), name="need_registered_with_why"),
        ]

    @property
    def by_year(self) -> int:
        """By the end of which year."""
        return self.registered_on.year + self.years_ahead

    @property
    def name(self) -> tuple[str, str]:
        """(What is needed, the language it is said in: "" for own words)."""
        return self.competence.text("name") if self.competence else (self.what, "")


class NoNeedsQuerySet(models.QuerySet["NoNeeds"]):
    def standing(self, on: date) -> Self:
        """Those confirmed within a year before the day, with no need registered since."""
        later = RegisteredNeed.objects.standing().filter(
            unit=OuterRef("unit"), registered_at__gt=OuterRef("confirmed_at")
        )
        within = self.filter(confirmed_on__gt=on - STANDS_FOR, confirmed_on__lte=on)
        return within.filter(~Exists(later))


class NoNeeds(models.Model):
    """A leader's word that the unit has no needs beyond those computed: an answered nought."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="no_needs")
    confirmed_on = models.DateField()
    confirmed_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NoNeedsQuerySet.as_manager()

    class Meta:
        ordering = ["-confirmed_on", "-pk"]
        verbose_name_plural = "no needs"


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def open(self) -> Self:
        """Those neither filled nor withdrawn."""
        return self.filter(closed_at=None)


class Vacancy(models.Model):
    """A position that nobody fills: shown beside the needs, counted in none of them."""

    class Outcome(models.TextChoices):
        FILLED = "filled", _("Besatt")
        WITHDRAWN = "withdrawn", _("Trukket")
        MOVED = "moved", _("Flyttet til en annen enhet")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="vacancies")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="vacancies")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    vacant_from = models.DateField()
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        ordering = ["vacant_from", "pk"]
        verbose_name_plural = "vacancies"
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=Decimal(0), percent__lte=Decimal(100)), name="vacancy_of_a_position"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="vacancy_closed_with_an_outcome",
            ),
        ]
