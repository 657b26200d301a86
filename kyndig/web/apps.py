from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyndig.web import navigation


class WebConfig(AppConfig):
    name = "kyndig.web"

    def ready(self) -> None:
        navigation.register(navigation.Entry(_("Hjem"), _home, order=0))
        navigation.register(
            navigation.Entry(_("Forvaltning"), _administration, order=90, leads_to_administration=True)
        )


def _home(request: HttpRequest) -> str | None:
    return reverse("home") if request.user.is_authenticated else None


def _administration(request: HttpRequest) -> str | None:
    return reverse("administration") if navigation.links(request, administration=True) else None
