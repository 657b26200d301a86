"""What is searched for: a competence, and the level at least."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.forms import competence_field
from kyndig.holdings.forms import LEVELS

_USUAL = 2


class FindForm(forms.Form):
    """Norwegian names, since they stand in an address that people share."""

    kompetanse = competence_field(help_text=_("Skriv noe av navnet, for eksempel «sårbehandling»."))
    niva = forms.TypedChoiceField(
        label=_("Minst nivå"),
        coerce=int,
        # Without the empty choice and level 0.
        choices=LEVELS[2:],
        required=False,
        initial=_USUAL,
    )

    def clean(self) -> dict[str, Any]:
        """On a scale of has and has not, having it is the highest there is."""
        given = super().clean() or self.cleaned_data
        competence = given.get("kompetanse")
        if competence:
            given["niva"] = min(given.get("niva") or _USUAL, competence.max_level)
        return given
