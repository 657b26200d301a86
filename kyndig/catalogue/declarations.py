"""The catalogue holds nothing about people but who has suggested what; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Blanking, Impersonal, Personal, declare
from kyndig.accounts.retention import AFTER_LEAVING
from kyndig.accounts.vocabulary import name_acts
from kyndig.catalogue.models import Suggestion


def register() -> None:
    """Called once, when the app is ready."""
    declare(
        Personal(
            "catalogue.suggestion",
            holds=_("Hva du har foreslått til kompetansekatalogen, og svaret"),
            purpose=_("Så katalogen har ord for det folk kan"),
            kept=AFTER_LEAVING,
            erasure=_("Koblingen til deg fjernes når alt om deg slettes"),
            about=lambda who: Suggestion.objects.filter(suggested_by__in=who.user_ids),
            outlives=True,
            blank=(
                Blanking(
                    lambda who: Suggestion.objects.filter(suggested_by__in=who.user_ids),
                    {"suggested_by": None},
                ),
                Blanking(
                    lambda who: Suggestion.objects.filter(decided_by__in=who.user_ids), {"decided_by": None}
                ),
            ),
            hidden=frozenset({"key"}),
        ),
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
            "catalogue.suggestion.make": _("Foreslo kompetanse til katalogen"),
            "catalogue.suggestion.accept": _("Tok inn et forslag til katalogen"),
            "catalogue.suggestion.decline": _("Tok ikke inn et forslag til katalogen"),
            "catalogue.competence.create": _("Laget kompetanse"),
            "catalogue.competence.change": _("Endret kompetanse"),
            "catalogue.competence.archive": _("Arkiverte kompetanse"),
            "catalogue.competence.restore": _("Hentet kompetanse fra arkivet"),
            "catalogue.competence.replace": _("Erstattet kompetanse med en annen"),
        }
    )
