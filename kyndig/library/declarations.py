"""What is adopted holds nothing about people; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Impersonal, declare
from kyndig.accounts.vocabulary import name_acts


def register() -> None:
    """Called once, when the app is ready."""
    declare(
        Impersonal(
            "library.adoption",
            _("Roller som er tatt i bruk fra startbiblioteket, og hvilken konto som gjorde det"),
        ),
        Impersonal("library.adoptedcompetence", _("Hva kompetanser het i startbiblioteket da de ble hentet")),
    )
    name_acts(
        {
            "library.role.adopt": _("Tok i bruk rolle fra startbiblioteket"),
            "library.edition.adopt": _("Tok i bruk ny utgave av startbiblioteket"),
        }
    )
