from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class InsightsConfig(AppConfig):
    name = "kyndig.insights"

    def ready(self) -> None:
        from kyndig.insights.tasks import tasks_of
        from kyndig.web import navigation, tasks

        tasks.register(tasks_of)
        navigation.register(
            navigation.Entry(_("Sektoren"), _sector, order=20, prefixes=("/sektor/",)),
        )


def _sector(request: HttpRequest) -> str | None:
    from kyndig.gaps.reach import own_places  # models are ready only when asked

    code = own_places(request).sector
    return reverse("sector", args=[code]) if code else None
