"""The forms of assessments and exemptions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.forms import competence_field
from kyndig.holdings import lookup
from kyndig.holdings.models import Exemption, InUse, Source
from kyndig.organisation.dated_forms import Period, day_field
from kyndig.organisation.policies import Asker
from kyndig.organisation.reach import today
from kyndig.web.picking import PickField

# One word for each number, before the competence, and with it the scale, is known.
LEVELS = [
    ("", _("Velg nivå")),
    (0, _("0 Kan ikke, eller har ikke beviset")),
    (1, _("1 Under opplæring, eller har beviset")),
    (2, _("2 Kan selvstendig")),
    (3, _("3 Kan lære opp andre")),
]


class AssessmentForm(forms.Form):
    """A competence and the level in it."""

    competence = competence_field(help_text=_("Skriv noe av navnet, for eksempel «sårbehandling»."))
    level = forms.TypedChoiceField(label=_("Nivå"), coerce=int, choices=LEVELS)
    note = forms.CharField(
        label=_("Merknad"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        competence, level = given.get("competence"), given.get("level")
        if competence and level and level > competence.max_level:
            self.add_error(
                "level", _("Denne kompetansen har bare nivåene Har ikke og Har. Velg nivå 0 eller 1.")
            )
        return given


class OwnAssessmentForm(AssessmentForm):
    """What one says of oneself."""

    in_use = forms.ChoiceField(label=_("Bruker du dette i jobben nå"), required=False)
    wants_to_use = forms.TypedChoiceField(
        label=_("Vil du bruke det mer"),
        required=False,
        choices=[("", _("Ikke svart")), ("ja", _("Ja")), ("nei", _("Nei"))],
        coerce=lambda value: value == "ja",
        empty_value=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["in_use"]
        field.choices = [("", _("Ikke svart")), *InUse.choices]


class OthersAssessmentForm(AssessmentForm):
    """What a leader, a paper or a course says of somebody."""

    source = forms.ChoiceField(
        label=_("Hva bygger det på"),
        choices=[
            (Source.LEADER, _("Din egen vurdering som leder")),
            (Source.DOCUMENT, _("Dokument, for eksempel vitnemål")),
            (Source.COURSE, _("Gjennomført kurs")),
        ],
    )
    assessed_on = day_field(_("Vurdert"), required=True)
    expires_on = day_field(
        _("Utløper"),
        help_text=_("Tomt felt: et dokument eller kurs varer så lenge katalogen sier at kompetansen gjør."),
    )

    def clean_assessed_on(self) -> date:
        assessed_on: date = self.cleaned_data["assessed_on"]
        if assessed_on > today():
            raise forms.ValidationError(_("Datoen kan ikke være fram i tid."))
        return assessed_on

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        assessed_on, expires_on = given.get("assessed_on"), given.get("expires_on")
        if assessed_on and expires_on and expires_on < assessed_on:
            self.add_error("expires_on", _("Utløpsdatoen kan ikke være før vurderingen."))
        return given


class ExemptionForm(Period):
    """A competence that is not asked of somebody for a period."""

    competence = competence_field()
    kind = forms.ChoiceField(
        label=_("Hvorfor gjelder kravet ikke nå"),
        choices=Exemption.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("Bare den det gjelder, lederne og HR ser svaret."),
        error_messages={"required": _("Velg hvorfor kravet ikke gjelder.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = self.fields["valid_to"]
        last.required = True
        last.help_text = _("Etter denne dagen gjelder kravet igjen.")
        last.error_messages["required"] = _("Skriv når kravet gjelder igjen.")


class FindPersonForm(forms.Form):
    """Somebody among the people one leads."""

    person = PickField(label=_("Finn en ansatt"), search=lookup.nobody, address=lookup.address)

    def __init__(self, *args: Any, user: Asker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.search = lookup.people_of(user)
