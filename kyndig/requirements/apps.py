from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class RequirementsConfig(AppConfig):
    name = "kyndig.requirements"

    def ready(self) -> None:
        from kyndig.catalogue import carrying, sections
        from kyndig.imports import importers
        from kyndig.organisation import transfers
        from kyndig.requirements import carried, handed_over, importing
        from kyndig.requirements import sections as own
        from kyndig.web import navigation

        for each in importing.importers():
            importers.register(each)
        carrying.register(carried.requirement_carrier())
        carrying.register(carried.coverage_carrier())
        transfers.register(handed_over.requirements_transferable())
        transfers.register(handed_over.coverage_transferable())
        sections.register(own.who_needs_it())
        sections.register(own.how_many())
        navigation.register(
            navigation.Entry(
                label=_("Krav og dekning"),
                address=_requirements,
                order=20,
                prefixes=("/krav/",),
                administration=True,
                description=_("Hvem må kunne hva, og hvor mange må kunne det."),
            )
        )


def _requirements(request: HttpRequest) -> str | None:
    from kyndig.requirements import policies  # reads models

    return reverse("requirements") if policies.can_set_requirements(request.user) else None
