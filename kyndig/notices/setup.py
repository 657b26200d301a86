"""Whether this installation can send letters, and what is missing."""

from django.conf import settings
from django.utils.translation import gettext as _


def problems() -> list[str]:
    """A sentence for each setting without which nothing is sent; empty when all is there."""
    found = []
    backend = settings.EMAIL_BACKEND
    if backend.endswith(".dummy.EmailBackend"):
        found.append(_("E-post er ikke satt opp. Driften må sette KYNDIG_SMTP_URL."))
    if backend.endswith(".smtp.EmailBackend") and not settings.DEFAULT_FROM_EMAIL:
        found.append(_("E-post har ingen avsender. Driften må sette KYNDIG_MAIL_FROM."))
    if not settings.ENVIRONMENT.base_url:
        found.append(_("Lenkene har ingen adresse. Driften må sette KYNDIG_BASE_URL."))
    return found
