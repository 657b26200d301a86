"""Forms for one's own account."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.models import CorrectionRequest, User

if TYPE_CHECKING:  # the forms are generic to the type checker only
    _SetPasswordForm = SetPasswordForm[User]
    _CorrectionModelForm = forms.ModelForm[CorrectionRequest]
else:
    _SetPasswordForm, _CorrectionModelForm = SetPasswordForm, forms.ModelForm


class ChoosePasswordForm(_SetPasswordForm):
    """The first password, chosen from an invitation."""

    error_messages = {
        "password_mismatch": _("De to passordene er ikke like. Skriv det samme i begge feltene.")
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they came
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label = _("Nytt passord")
        first.help_text = str(_("Minst 12 tegn. Tre eller fire ord er lett å huske."))
        second.label = _("Nytt passord en gang til")
        second.help_text = ""


class CorrectionForm(_CorrectionModelForm):
    """What is wrong, and what is right."""

    class Meta:
        model = CorrectionRequest
        fields = ["what", "why"]
        labels = {"what": _("Hva er feil?"), "why": _("Hva er riktig?")}
        help_texts = {"what": _("For eksempel en kompetanse, et nivå eller en dato.")}
        widgets = {"why": forms.Textarea(attrs={"rows": 4})}
        error_messages = {
            "what": {"required": _("Skriv hva som er feil.")},
            "why": {"required": _("Skriv hva som er riktig.")},
        }
