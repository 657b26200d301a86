"""The link of an invitation: its address, and the letter that brings it."""

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kyndig.accounts.actions import INVITATION_DAYS
from kyndig.accounts.models import User


def link(token: str, request: HttpRequest | None = None) -> str:
    """The address to open; absolute when the request or KYNDIG_BASE_URL says where Kyndig is."""
    path = reverse("invitation", args=[token])
    if request:
        return request.build_absolute_uri(path)
    return f"{settings.ENVIRONMENT.base_url.rstrip('/')}{path}"


def send(user: User, address: str) -> bool:
    """Mail the link to the user. False when there is no address to send to, or nothing to send with."""
    if not (user.email and settings.ENVIRONMENT.smtp_url):
        return False
    text = _(
        "Hei. Du har fått tilgang til Kyndig. Åpne lenken og velg et passord:\n\n%(address)s\n\n"
        "Lenken virker én gang og i %(days)d dager. Brukernavnet ditt er %(username)s."
    )
    values = {"address": address, "days": INVITATION_DAYS, "username": user.username}
    send_mail(_("Velg passord i Kyndig"), text % values, None, [user.email])
    return True
