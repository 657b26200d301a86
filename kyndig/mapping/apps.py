from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class MappingConfig(AppConfig):
    name = "kyndig.mapping"

    def ready(self) -> None:
        from kyndig.web.navigation import Entry, register

        register(
            Entry(
                label=_("Kartlegginger"),
                address=_rounds,
                order=25,
                prefixes=("/runder/",),
                administration=True,
                description=_(
                    "Spør ansatte og ledere om det som er kritisk, og se hvor langt dere er kommet."
                ),
            )
        )


def _rounds(request: HttpRequest) -> str | None:
    from kyndig.mapping import policies

    return reverse("rounds") if policies.can_run_rounds(request.user) else None
