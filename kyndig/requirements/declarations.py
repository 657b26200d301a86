"""Requirements hold nothing about people; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Impersonal, declare


def register() -> None:
    """Called once, when the app is ready."""
    declare(
        Impersonal("requirements.requirement", _("Krav til stillinger, og hvilken konto som satte dem")),
        Impersonal("requirements.coverage", _("Krav til enheter, og hvilken konto som satte dem")),
    )
