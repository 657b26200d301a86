from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "kyndig.catalogue"

    def ready(self) -> None:
        from kyndig.catalogue import importing
        from kyndig.catalogue.tasks import tasks_of
        from kyndig.imports import importers
        from kyndig.web import navigation, tasks

        tasks.register(tasks_of)
        importers.register(importing.importer())
        navigation.register(
            navigation.Entry(label=_("Kompetanser"), address=_catalogue, order=60, prefixes=("/katalog/",))
        )


def _catalogue(request: HttpRequest) -> str | None:
    return reverse("catalogue") if request.user.is_authenticated else None
