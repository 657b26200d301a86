from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from kyndig.accounts.models import User


class MobilisationConfig(AppConfig):
    name = "kyndig.mobilisation"

    def ready(self) -> None:
        from kyndig.accounts import vocabulary
        from kyndig.gaps import finding, tab_list
        from kyndig.holdings import own_sections
        from kyndig.mobilisation.own import unused_of
        from kyndig.web.navigation import Entry, register

        vocabulary.name_pages(
            {
                "find_people": _("Søk etter folk som kan noe"),
                "unit_latent": _("Kompetanse som ikke brukes, i en enhet"),
            }
        )
        own_sections.register(own_sections.OwnSection("mobilisation/own.html", unused_of))
        finding.tell(_find_holders)
        tab_list.register(
            tab_list.Tab("unit_latent", _("Kompetanse som ikke brukes"), lambda opened: opened.every_figure)
        )
        register(
            Entry(
                label=_("Finn kompetanse"),
                address=_find,
                order=29,
                prefixes=("/finn-kompetanse/",),
                administration=True,
                description=_("Finn folk som kan noe dere trenger, og som har sagt ja til å bli funnet."),
            )
        )


def _find(request: HttpRequest) -> str | None:
    from kyndig.mobilisation import policies  # reads models

    return reverse("find_people") if policies.can_find(request.user) else None


def _find_holders(user: User, competence: str, level: int) -> str:
    from kyndig.mobilisation import policies

    asked = urlencode({"kompetanse": competence, "kompetanse_valgt": competence, "niva": str(level)})
    return f"{reverse('find_people')}?{asked}" if policies.can_find(user) else ""
