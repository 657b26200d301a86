from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyndig.web import navigation


class NoticesConfig(AppConfig):
    name = "kyndig.notices"

    def ready(self) -> None:
        navigation.register(
            navigation.Entry(
                label=_("Utsendinger"),
                address=_outbox,
                order=40,
                prefixes=("/forvaltning/utsendinger/",),
                administration=True,
                description=_("Påminnelser på e-post: hva som er sendt, og hvem det ikke når."),
            )
        )
        navigation.register(
            navigation.Entry(
                label=_("Plakat med QR-kode"),
                address=_poster,
                order=42,
                prefixes=("/plakat/",),
                administration=True,
                description=_("Heng den opp der folk er som ikke leser e-post."),
            )
        )


def _poster(request: HttpRequest) -> str | None:
    from kyndig.notices import policies

    return reverse("poster") if policies.can_print_posters(request.user) else None


def _outbox(request: HttpRequest) -> str | None:
    from kyndig.notices import policies

    return reverse("outbox") if policies.can_see_outbox(request.user) else None
