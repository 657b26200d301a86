"""What mapping rounds hold about people; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Blanking, Impersonal, Personal, declare
from kyndig.accounts.retention import AFTER_LEAVING
from kyndig.accounts.vocabulary import name_acts, name_pages
from kyndig.mapping.models import Entry, Participation, Round, UnitReview

WITH_EVERYTHING = _("Slettes når alt om deg slettes")


def register() -> None:
    """Called once, when the app is ready."""
    _declare_answers()
    _declare_rounds()
    _name()


def _declare_answers() -> None:
    declare(
        Personal(
            "mapping.entry",
            holds=_(
                "Hva som ble gjort i kartlegginger: dine svar, lederens vurderinger, og hvordan de kom til"
            ),
            purpose=_("Så det er synlig hva tallene bygger på"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Entry.objects.filter(person__employee_number__in=who.employee_numbers),
            blank=(
                Blanking(
                    lambda who: Entry.objects.filter(registered_by__in=who.user_ids), {"registered_by": None}
                ),
                Blanking(
                    lambda who: Entry.objects.filter(taken_back_by__in=who.user_ids), {"taken_back_by": None}
                ),
            ),
            hidden=frozenset({"key", "taken_back_key"}),
        ),
        Personal(
            "mapping.participation",
            holds=_("Når du begynte på en kartlegging, og når du sendte svarene"),
            purpose=_("Så ingen minner deg om noe du har gjort"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Participation.objects.filter(person__employee_number__in=who.employee_numbers),
        ),
    )


def _declare_rounds() -> None:
    declare(
        Personal(
            "mapping.unitreview",
            holds=_("At du som leder har sett over en kartlegging"),
            purpose=_("Så det er synlig hvor langt runden er kommet"),
            kept=AFTER_LEAVING,
            erasure=_("Koblingen til deg fjernes når alt om deg slettes"),
            about=lambda who: UnitReview.objects.filter(reviewed_by__in=who.user_ids),
            outlives=True,
            blank=(
                Blanking(
                    lambda who: UnitReview.objects.filter(reviewed_by__in=who.user_ids), {"reviewed_by": None}
                ),
            ),
        ),
        Personal(
            "mapping.round",
            holds=_("Kartlegginger du har laget"),
            purpose=_("Så det er synlig hvem som spør, og hvorfor"),
            kept=AFTER_LEAVING,
            erasure=_("Koblingen til deg fjernes når alt om deg slettes"),
            about=lambda who: Round.objects.filter(created_by__in=who.user_ids),
            outlives=True,
            blank=(
                Blanking(lambda who: Round.objects.filter(created_by__in=who.user_ids), {"created_by": None}),
            ),
        ),
        Impersonal("mapping.roundcompetence", _("Hvilke kompetanser en kartlegging spør stillinger om")),
    )


def _name() -> None:
    name_acts(
        {
            "mapping.round.made": _("Laget kartlegging"),
            "mapping.round.changed": _("Endret kartlegging"),
            "mapping.round.asked": _("Valgte kompetanser i kartlegging"),
            "mapping.round.started": _("Startet kartlegging"),
            "mapping.round.paused": _("Satte kartlegging på pause"),
            "mapping.round.closed": _("Lukket kartlegging"),
            "mapping.round.deleted": _("Slettet utkast til kartlegging"),
            "mapping.participation.sent": _("Sendte svarene i en kartlegging"),
            "mapping.round.reviewed": _("Så over kartleggingen for en enhet"),
        }
    )
    name_pages(
        {
            "round_cells": _("Kartleggingen for en enhet"),
            "round": _("Siden om en kartlegging"),
            "round_answers": _("Hvem en kartlegging mangler svar fra"),
        }
    )
