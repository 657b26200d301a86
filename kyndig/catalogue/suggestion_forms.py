"""The forms of suggestions to the catalogue."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.forms import competence_field


class SuggestionForm(forms.Form):
    """What somebody can, in their own words."""

    name = forms.CharField(label=_("Hva kan du"), max_length=200)
    description = forms.CharField(
        label=_("Hva går det ut på"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv om kompetansen, ikke om deg selv."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class AcceptForm(forms.Form):
    """Which competence of the catalogue it is."""

    competence = competence_field(
        help_text=_("Finn den i katalogen. Mangler den, legger du den til der først.")
    )


class DeclineForm(forms.Form):
    """Why the catalogue does not need it."""

    reason = forms.CharField(
        label=_("Hvorfor ikke"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Den som foreslo det, leser dette."),
        error_messages={"required": _("Skriv hvorfor.")},
    )
