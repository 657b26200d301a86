"""How people get in: no open sign-up; a sign-in from outside is matched by employee number, never by name."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

_WRONG = _("Brukernavnet eller passordet er feil. Prøv igjen, eller få nytt passord.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Local accounts come by invitation or from the command line."""

    # What people may meet; allauth's own words for it exist neither in nynorsk nor in plain language.
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Kontoen er ikke i bruk. Snakk med lederen din eller HR."),
        "email_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "incorrect_password": _("Passordet er feil. Prøv igjen."),
        "incorrect_code": _("Koden er feil eller brukt. Vent på en ny og prøv igjen."),
        "enter_current_password": _("Passordet du har nå, er feil. Prøv igjen."),
        "too_many_login_attempts": _("Du har prøvd for mange ganger. Vent noen minutter og prøv igjen."),
        "rate_limited": _("Du har prøvd for mange ganger. Vent noen minutter og prøv igjen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Sign-in with the municipality's own provider (OIDC)."""
