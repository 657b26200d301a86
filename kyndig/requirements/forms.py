"""The forms of requirements and coverage."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue import levels
from kyndig.catalogue.forms import competence_field
from kyndig.catalogue.models import Competence
from kyndig.organisation.dated_forms import Period, day_field
from kyndig.organisation.models import Unit
from kyndig.organisation.policies import Asker
from kyndig.organisation.reach import today
from kyndig.requirements import lookup, policies
from kyndig.requirements.models import Coverage, Requirement
from kyndig.requirements.queries import Wanted
from kyndig.web.picking import PickField

# One word for each number, before the competence, and with it the scale, is known.
LEVELS = [
    (1, _("1 Under opplæring, eller har beviset")),
    (2, _("2 Kan selvstendig")),
    (3, _("3 Kan lære opp andre")),
]


class LevelForm(forms.Form):
    """A level that the competence has."""

    level = forms.TypedChoiceField(label=_("Nivå"), coerce=int, choices=LEVELS)

    def use_scale(self, competence: Competence) -> None:
        """Offer the words of the competence's own scale."""
        field: Any = self.fields["level"]
        field.choices = [
            (level, f"{level} {word}") for level, word in levels.choices(competence.scale) if level
        ]

    def check_level(self, competence: Competence | None) -> None:
        """Say so when the competence has no such level."""
        level = self.cleaned_data.get("level")
        if competence and level and level > competence.max_level:
            self.add_error("level", _("Denne kompetansen har bare nivåene Har ikke og Har. Velg nivå 1."))


class RequirementValues(LevelForm):
    """What a requirement says, besides for whom and of what."""

    criticality = forms.ChoiceField(label=_("Hvor viktig"), choices=Requirement.Criticality.choices)
    mandatory = forms.BooleanField(
        label=_("Må ha"), required=False, help_text=_("Vises og kan filtreres på. Endrer ingen tall.")
    )
    source = forms.CharField(
        label=_("Grunnlag"),
        required=False,
        max_length=300,
        help_text=_("Hvor kravet kommer fra, for eksempel en lov eller en plan."),
    )


class UnitChoice(forms.Form):
    """A unit among those that the user sets requirements for."""

    def __init__(self, *args: Any, user: Asker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field: Any = self.fields["unit"]
        field.search = lookup.units_among(lambda: policies.units_to_set_at(user).values_list("pk", flat=True))

    def clean_unit(self) -> Unit | None:
        unit: Unit | None = self.cleaned_data["unit"]
        if not policies.can_set_at(self.user, unit):
            raise forms.ValidationError(_("Velg en enhet du leder. HR setter krav for hele kommunen."))
        return unit


class NewRequirement(UnitChoice, RequirementValues, Period):
    """A requirement of a role."""

    role = PickField(label=_("Stilling"), search=lookup.roles, address=lookup.role_address)
    competence = competence_field()
    unit = PickField(
        label=_("Enhet"),
        search=lookup.units,
        address=lookup.own_unit_address,
        required=False,
        help_text=_("Tomt felt betyr hele kommunen."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.check_level(given.get("competence"))
        return given


class NewCoverage(UnitChoice, LevelForm, Period):
    """How many people a unit must have."""

    unit = PickField(label=_("Enhet"), search=lookup.units, address=lookup.own_unit_address)
    competence = competence_field()
    min_holders = forms.IntegerField(label=_("Minst så mange personer"), min_value=1, max_value=100_000)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.check_level(given.get("competence"))
        return given


class Change(Period):
    """From when a change holds; until the day before, the fact stays as it is."""

    valid_from = day_field(
        _("Endringen gjelder fra"), required=True, help_text=_("Fram til dagen før gjelder det som står nå.")
    )

    def __init__(self, *args: Any, fact: Requirement | Coverage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fact = fact

    def clean_valid_from(self) -> date:
        begins: date = self.cleaned_data["valid_from"]
        if self.fact.valid_from and begins < self.fact.valid_from:
            raise forms.ValidationError(_("Endringen kan ikke gjelde fra før kravet selv begynner."))
        return begins


class ChangeRequirement(RequirementValues, Change):
    """Another level, criticality or source, from a day on."""

    def __init__(self, *args: Any, fact: Requirement, **kwargs: Any) -> None:
        super().__init__(*args, fact=fact, **kwargs)
        self.use_scale(fact.competence)


class ChangeCoverage(LevelForm, Change):
    """Another level or number, from a day on."""

    min_holders = forms.IntegerField(label=_("Minst så mange personer"), min_value=1, max_value=100_000)

    def __init__(self, *args: Any, fact: Coverage, **kwargs: Any) -> None:
        super().__init__(*args, fact=fact, **kwargs)
        self.use_scale(fact.competence)


class FilterForm(forms.Form):
    """What a list of coverage is narrowed to."""

    enhet = PickField(label=_("Enhet"), search=lookup.units, address=lookup.unit_address, required=False)
    kompetanse = competence_field(required=False)
    per = day_field(_("Vis slik det var"))
    alle = forms.BooleanField(label=_("Vis også avsluttede og annullerte"), required=False)

    def wanted(self) -> Wanted:
        """The filters that can be used; one that cannot be read narrows nothing and says so at the field."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            on=given.get("per") or today(),
            role=given.get("stilling"),
            unit=given.get("enhet"),
            competence=given.get("kompetanse"),
            criticality=given.get("viktighet", ""),
            mandatory=bool(given.get("skal")),
            all=bool(given.get("alle")),
        )


class RequirementFilter(FilterForm):
    """What a list of requirements is narrowed to."""

    stilling = PickField(
        label=_("Stilling"), search=lookup.roles, address=lookup.role_address, required=False
    )
    viktighet = forms.ChoiceField(label=_("Hvor viktig"), required=False)
    skal = forms.BooleanField(label=_("Bare må ha"), required=False)
    field_order = ("stilling", "enhet", "kompetanse", "viktighet", "per", "skal", "alle")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["viktighet"], Requirement.Criticality, _("Alle"))


def _offer(field: Any, choices: type[TextChoices], everything: Any) -> None:
    field.choices = [("", everything), *choices.choices]
