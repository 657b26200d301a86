from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "kyndig.library"

    def ready(self) -> None:
        from kyndig.catalogue import beginnings
        from kyndig.web import navigation

        beginnings.register(beginnings.Beginning(label=_("Velg kritiske kompetanser"), address=_to_adopt))
        navigation.register(
            navigation.Entry(
                label=_("Startbibliotek"),
                address=_library,
                order=15,
                prefixes=("/bibliotek/",),
                administration=True,
                description=_("Roller og kompetanser å begynne med. Dere endrer dem fritt etterpå."),
            )
        )


def _library(request: HttpRequest) -> str | None:
    from kyndig.library import policies

    return reverse("library") if policies.can_see_library(request.user) else None


def _to_adopt(request: HttpRequest) -> str | None:
    from kyndig.library import policies

    return reverse("library") if policies.can_adopt(request.user) else None
