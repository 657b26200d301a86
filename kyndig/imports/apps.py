from collections.abc import Iterator

from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kyndig.web import navigation, tasks


class ImportsConfig(AppConfig):
    name = "kyndig.imports"

    def ready(self) -> None:
        navigation.register(
            navigation.Entry(
                label=_("Import"),
                address=_imports,
                order=10,
                prefixes=("/import/",),
                administration=True,
                description=_("Hent inn ansatte, enheter, katalog, krav og vurderinger fra filer."),
            )
        )
        tasks.register(_waiting)


def _imports(request: HttpRequest) -> str | None:
    from kyndig.imports import policies  # reads models

    return reverse("imports") if policies.can_see_imports(request.user) else None


def _waiting(request: HttpRequest) -> Iterator[tasks.Task]:
    """Imports that somebody must look over or start again."""
    from kyndig.imports import policies
    from kyndig.imports.models import ImportRun

    if not policies.can_import(request.user):
        return
    unfinished = ImportRun.objects.filter(status__in=["previewed", "interrupted"])
    number = unfinished.count()
    if number:
        text = ngettext("Se over %(n)d import", "Se over %(n)d importer", number) % {"n": number}
        yield tasks.Task(text, reverse("imports"), urgency=2)
