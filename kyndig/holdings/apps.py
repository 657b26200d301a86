from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class HoldingsConfig(AppConfig):
    name = "kyndig.holdings"

    def ready(self) -> None:
        from kyndig.holdings import exemption_importing, expiry_notices, importing
        from kyndig.holdings.tasks import levels_of, tasks_of
        from kyndig.imports import importers
        from kyndig.notices import kinds, providers
        from kyndig.web import tasks
        from kyndig.web.navigation import Entry, register

        importers.register(importing.importer())
        importers.register(exemption_importing.importer())
        register(Entry(label=_("Min kompetanse"), address=_mine, order=10, prefixes=("/min/kompetanse/",)))
        register(
            Entry(
                label=_("Ansatte og unntak"),
                address=_people,
                order=30,
                prefixes=("/kompetanse/", "/unntak/"),
                administration=True,
                description=_("Finn en ansatt, registrer vurderinger og se hvem som er unntatt fra krav."),
            )
        )
        register(
            Entry(
                label=_("Dokumenter som venter"),
                address=_documents,
                order=35,
                prefixes=("/dokument/",),
                administration=True,
                description=_("Vitnemål og kursbevis som ansatte har lagt inn, og som noen må se på."),
            )
        )
        register(
            Entry(
                label=_("Kurs for mange"),
                address=_course,
                order=37,
                prefixes=("/kompetanse/kurskveld/",),
                administration=True,
                description=_("Registrer ett kurs for alle som var der, også fra et regneark."),
            )
        )
        register(
            Entry(
                label=_("Bevis som går ut"),
                address=_expiring,
                order=36,
                prefixes=("/utlop/",),
                administration=True,
                description=_("Kurs og sertifikater som er utløpt, eller går ut innen 90 dager."),
            )
        )
        tasks.register(tasks_of)
        tasks.register(levels_of, only_at_home=True)
        providers.register(expiry_notices.due)
        for kind in expiry_notices.KINDS:
            kinds.register(kind)


def _mine(request: HttpRequest) -> str | None:
    from kyndig.holdings import policies  # reads models

    return reverse("my_competences") if policies.can_assess_oneself(request.user) else None


def _people(request: HttpRequest) -> str | None:
    from kyndig.holdings import policies  # reads models

    return reverse("exemptions") if policies.can_list_people(request.user) else None


def _documents(request: HttpRequest) -> str | None:
    from kyndig.holdings import policies

    return reverse("documents_waiting") if policies.can_verify_some(request.user) else None


def _expiring(request: HttpRequest) -> str | None:
    from kyndig.holdings import policies

    return reverse("expiring") if policies.can_verify_some(request.user) else None


def _course(request: HttpRequest) -> str | None:
    from kyndig.holdings import policies

    return reverse("course") if policies.can_list_people(request.user) else None
