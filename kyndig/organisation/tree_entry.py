"""The organisation's place in the menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.vocabulary import name_acts
from kyndig.organisation.policies import can_run_the_system
from kyndig.web import navigation


def register() -> None:
    """Called once, when the app is ready."""
    navigation.register(
        navigation.Entry(
            label=_("Organisasjon"),
            address=_address,
            order=15,
            prefixes=("/organisasjon/",),
            administration=True,
            description=_("Enhetene, hvordan de henger sammen, og hvem som tar over for hvem."),
        )
    )
    name_acts({"organisation.unit.succeeded": _("Valgte hvem som tar over for en enhet")})


def _address(request: HttpRequest) -> str | None:
    return reverse("organisation") if can_run_the_system(request.user) else None
