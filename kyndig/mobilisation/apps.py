from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class MobilisationConfig(AppConfig):
    name = "kyndig.mobilisation"

    def ready(self) -> None:
        from kyndig.accounts import vocabulary
        from kyndig.gaps import tab_list
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
