"""The forms of a disagreement: why one disagrees, and what came of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue import levels
from kyndig.catalogue.models import Competence


class DisagreementForm(forms.Form):
    """Why, and what one says instead where one wants to say it."""

    reason = forms.CharField(
        label=_("Hvorfor er du uenig"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Lederne dine og HR leser dette. Skriv ikke om helse."),
        error_messages={"required": _("Skriv hvorfor du er uenig.")},
    )
    own_level = forms.TypedChoiceField(
        label=_("Hvilket nivå mener du er riktig"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, competence: Competence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["own_level"]
        named = [(level, f"{level} {word}") for level, word in levels.choices(competence.scale)]
        field.choices = [("", _("Vil ikke si")), *named]


class ResolutionForm(forms.Form):
    """What came of it, for both to read."""

    resolution = forms.CharField(
        label=_("Hva kom dere fram til"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Den det gjelder, leser dette. Skal nivået endres, registrerer du en ny vurdering."),
        error_messages={"required": _("Skriv hva dere kom fram til.")},
    )
