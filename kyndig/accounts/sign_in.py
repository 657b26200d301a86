"""The sign-in form in our words: allauth's own has an English help text and asks browsers for an e-mail."""

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc] # allauth has no types
    """User name or e-mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Brukernavn eller e-post")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = _("Passord")
        self.fields["password"].help_text = ""
