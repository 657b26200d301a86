"""Forms about facts that hold for a period: the period itself, its end, and why it was a mistake."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def day_field(label: Any, *, required: bool = False, **options: Any) -> forms.DateField:
    """A known date, written or chosen."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, **options)


class Period(forms.Form):
    """A period whose end is not before its beginning."""

    valid_from = day_field(_("Gjelder fra"))
    valid_to = day_field(_("Gjelder til"), help_text=_("Tomt felt betyr at det gjelder til det endres."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        begins, ends = given.get("valid_from"), given.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", _("Sluttdatoen kan ikke være før startdatoen."))
        return given


class EndForm(forms.Form):
    """The last day something holds."""

    last_day = day_field(_("Siste dag"), required=True)

    def __init__(self, *args: Any, begins: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begins = begins

    def clean_last_day(self) -> date:
        last_day: date = self.cleaned_data["last_day"]
        if self.begins and last_day < self.begins:
            raise forms.ValidationError(_("Det har ikke begynt ennå. Annuller det i stedet."))
        return last_day


class AnnulForm(forms.Form):
    """Why something was a mistake."""

    reason = forms.CharField(
        label=_("Hvorfor er dette feil"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor du annullerer.")},
    )
