"""The catalogue holds nothing about people; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Impersonal, declare
from kyndig.accounts.vocabulary import name_acts


def register() -> None:
    """Called once, when the app is ready."""
    declare(
        Impersonal("catalogue.area", _("Navn på fagområder")),
        Impersonal("catalogue.competence", _("Hva kompetanser heter og betyr")),
        Impersonal("catalogue.alias", _("Andre navn på kompetanser")),
        Impersonal(
            "catalogue.historicalcompetence", _("Hva kompetanser het før, og hvilken konto som endret dem")
        ),
    )
    name_acts(
        {
            "catalogue.area.rename": _("Endret navn på område"),
            "catalogue.competence.create": _("Laget kompetanse"),
            "catalogue.competence.change": _("Endret kompetanse"),
            "catalogue.competence.archive": _("Arkiverte kompetanse"),
            "catalogue.competence.restore": _("Hentet kompetanse fra arkivet"),
            "catalogue.competence.replace": _("Erstattet kompetanse med en annen"),
        }
    )
