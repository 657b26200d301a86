"""How people get in: no open sign-up; a sign-in from outside is matched by employee number, never by name."""

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyndig.accounts import audit, identity
from kyndig.accounts.actions import user_for
from kyndig.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Local accounts come by invitation or from the command line."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Stop the sign-in of a user whose access has ended, before any second step."""
        stopped: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if stopped or identity.has_access(user):
            return stopped
        return render(request, "accounts/refused.html", {"reason": "ended"}, status=403)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Sign-in with the municipality's own provider (OIDC), tied by the employee number it states."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail about an account that the municipality itself connects."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find or make the user of the claimed employee number; refuse when nobody employed has it."""
        number = claimed_employee_number(sociallogin.account.extra_data)
        # The claims are personal data that nothing here needs once the number is read.
        sociallogin.account.extra_data = {}
        if not number:
            refuse(request, "claim")
        person = identity.employed(number)
        if person is None:
            refuse(request, "unknown")
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            if sociallogin.user.employee_number != number:
                refuse(request, "other")
        elif request.user.is_authenticated and request.user.employee_number != number:
            refuse(request, "other")
        else:
            sociallogin.connect(request, user_for(person, by=None))
            audit.record("accounts.user.connected", by=sociallogin.user, on=sociallogin.user)


def claimed_employee_number(extra_data: dict[str, Any]) -> str:
    """The employee number the provider states, in the user information or the id token; else empty."""
    for source in ("userinfo", "id_token"):
        claimed = (extra_data.get(source) or {}).get(settings.OIDC_EMPLOYEE_NUMBER_CLAIM)
        if isinstance(claimed, str | int) and str(claimed).strip():
            return str(claimed).strip()
    return ""


def refuse(request: HttpRequest, reason: str) -> NoReturn:
    """End the sign-in with a page that says why; it names nobody."""
    audit.record("accounts.sign_in.refused", by=None, why=reason)
    raise ImmediateHttpResponse(render(request, "accounts/refused.html", {"reason": reason}, status=403))
