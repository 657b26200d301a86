from functools import partial

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class InsightsConfig(AppConfig):
    name = "kyndig.insights"

    def ready(self) -> None:
        from kyndig.insights.tasks import tasks_of  # noqa: PLC0415 - apps register when all are loaded
        from kyndig.organisation.models import Kind  # noqa: PLC0415
        from kyndig.web import navigation, tasks  # noqa: PLC0415

        tasks.register(tasks_of)
        # One of the two, for those who hold a role there; the page is the same.
        for kind, label in ((Kind.SECTOR, _("Sektoren")), (Kind.MUNICIPALITY, _("Kommunen"))):
            navigation.register(
                navigation.Entry(label, partial(_whole, kind), order=20, prefixes=("/sektor/",))
            )


def _whole(kind: str, request: HttpRequest) -> str | None:
    from kyndig.insights.queries import whole_of  # noqa: PLC0415 - models are ready only when asked

    node = whole_of(request.user)
    return reverse("sector", args=[node.unit.code]) if node and node.kind == kind else None
