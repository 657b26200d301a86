"""Requirements hold nothing about people; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Impersonal, declare
from kyndig.accounts.vocabulary import name_acts


def register() -> None:
    """Called once, when the app is ready."""
    declare(
        Impersonal("requirements.requirement", _("Krav til stillinger, og hvilken konto som satte dem")),
        Impersonal("requirements.coverage", _("Krav til enheter, og hvilken konto som satte dem")),
    )
    name_acts(
        {
            "requirements.requirement.set": _("Satte krav"),
            "requirements.requirement.change": _("Endret krav"),
            "requirements.requirement.end": _("Avsluttet krav"),
            "requirements.requirement.annul": _("Annullerte krav"),
            "requirements.coverage.set": _("Satte krav til dekning"),
            "requirements.coverage.change": _("Endret krav til dekning"),
            "requirements.coverage.end": _("Avsluttet krav til dekning"),
            "requirements.coverage.annul": _("Annullerte krav til dekning"),
        }
    )
