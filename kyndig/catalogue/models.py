"""The municipality's catalogue of competences: what they are called, what the levels mean, who needs them."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Multilingual:
    """Has texts in fields named `<field>_nb`, `<field>_nn`, …, of which only bokmål is sure to be there."""

    def text(self, field: str, language: str | None = None) -> tuple[str, str]:
        """(text, its language) of a field; bokmål where the wanted one is missing."""
        wanted = (language or get_language() or "nb")[:2]
        found: Any = getattr(self, f"{field}_{wanted}", "")
        return (found, wanted) if found else (getattr(self, f"{field}_nb"), "nb")


class Area(Multilingual, models.Model):
    """A part of the catalogue, such as nursing or planning."""

    name_nb = models.CharField(_("navn på bokmål"), max_length=200, unique=True)
    name_nn = models.CharField(_("navn på nynorsk"), max_length=200, blank=True)
    name_en = models.CharField(_("navn på engelsk"), max_length=200, blank=True)

    class Meta:
        ordering = ["name_nb"]

    def __str__(self) -> str:
        return self.name_nb


class CompetenceQuerySet(models.QuerySet["Competence"]):
    def in_use(self) -> Self:
        """Those not archived."""
        return self.filter(archived_at=None)


class Competence(Multilingual, models.Model):
    """A competence that the municipality uses: knowledge, a skill, an ability or an attitude (Lai)."""

    class Kind(models.TextChoices):
        KNOWLEDGE = "knowledge", _("Kunnskap")
        SKILL = "skill", _("Ferdighet")
        ABILITY = "ability", _("Evne")
        ATTITUDE = "attitude", _("Holdning")

    class Scope(models.TextChoices):
        GENERAL = "general", _("Generell")
        ORGANISATION = "organisation", _("Organisasjonsspesifikk")

    class Specificity(models.TextChoices):
        BASIC = "basic", _("Basis")
        SPECIALIST = "specialist", _("Spiss")

    class Form(models.TextChoices):
        FORMAL = "formal", _("Formell")
        REAL = "real", _("Realkompetanse")

    class Scale(models.TextChoices):
        LEVELS = "levels", _("Nivå 0–3")
        HELD = "held", _("Har eller har ikke")

    code = models.CharField(_("kode"), max_length=60, unique=True)
    name_nb = models.CharField(_("navn på bokmål"), max_length=200)
    name_nn = models.CharField(_("navn på nynorsk"), max_length=200, blank=True)
    name_en = models.CharField(_("navn på engelsk"), max_length=200, blank=True)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="competences", verbose_name=_("område")
    )
    kind = models.CharField(_("type"), max_length=10, choices=Kind)
    scope = models.CharField(_("rekkevidde"), max_length=12, choices=Scope)
    specificity = models.CharField(_("bredde"), max_length=10, choices=Specificity)
    form = models.CharField(_("form"), max_length=6, choices=Form)
    scale = models.CharField(_("skala"), max_length=6, choices=Scale)
    validity_months = models.PositiveSmallIntegerField(_("varighet i måneder"), null=True, blank=True)
    esco_uri = models.URLField(_("ESCO-adresse"), blank=True)
    description_nb = models.TextField(_("beskrivelse på bokmål"), blank=True)
    description_nn = models.TextField(_("beskrivelse på nynorsk"), blank=True)
    description_en = models.TextField(_("beskrivelse på engelsk"), blank=True)
    # {"0": {"nb": …, "nn": …, "en": …}, …}: what a level looks like in practice.
    level_texts = models.JSONField(_("nivåene i praksis"), default=dict, blank=True)
    # [{"act": …, "paragraph": …}, …]: what asks for the competence, or governs it. See `legal.py`.
    legal_basis = models.JSONField(_("hjemmel"), default=list, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )
    history = HistoricalRecords()

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        ordering = ["name_nb"]

    def __str__(self) -> str:
        return self.name_nb

    @property
    def max_level(self) -> int:
        """The scale's highest level: 3, or 1 for certificates and degrees."""
        return 1 if self.scale == self.Scale.HELD else 3

    def level_text(self, level: int, language: str | None = None) -> tuple[str, str]:
        """(what the level looks like in practice, its language); an empty text where nobody has said."""
        wanted = (language or get_language() or "nb")[:2]
        texts: dict[str, str] = self.level_texts.get(str(level), {})
        return (texts[wanted], wanted) if texts.get(wanted) else (texts.get("nb", ""), "nb")

    def is_in_facts(self) -> bool:
        """True when a fact with a level (a requirement, an assessment) refers to the competence."""
        with_level = [each for each in self._meta.related_objects if _has_level(each.related_model)]
        return any(getattr(self, each.get_accessor_name() or "").exists() for each in with_level)


def _has_level(model: Any) -> bool:
    return any(field.name == "level" for field in model._meta.fields)


class Alias(models.Model):
    """Another word people use for a competence."""

    competence = models.ForeignKey(Competence, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["competence", "text"], name="alias_once")]


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def waiting(self) -> Self:
        """Those that nobody has decided on."""
        return self.filter(decided_at=None)


class Suggestion(models.Model):
    """A competence that somebody thinks the catalogue lacks. HR finds one that it is, or says why not.

    `key` is made with the form: the same form sent twice is one suggestion.
    """

    name = models.CharField(_("hva du kan"), max_length=200)
    description = models.TextField(_("hva det går ut på"), max_length=1000, blank=True)
    key = models.UUIDField(unique=True)
    suggested_at = models.DateTimeField(auto_now_add=True)
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What it is in the catalogue; None as long as nobody has decided, and when it was declined.
    accepted_as = models.ForeignKey(
        Competence, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions"
    )
    declined_reason = models.CharField(_("hvorfor ikke"), max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, accepted_as=None, declined_reason="")
                | Q(decided_at__isnull=False, accepted_as__isnull=False, declined_reason="")
                | (Q(decided_at__isnull=False, accepted_as=None) & ~Q(declined_reason="")),
                name="suggestion_decided_one_way",
            )
        ]
