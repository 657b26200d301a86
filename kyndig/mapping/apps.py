from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class MappingConfig(AppConfig):
    name = "kyndig.mapping"

    def ready(self) -> None:
        from kyndig.mapping import reminding
        from kyndig.mapping.tasks import tasks_of
        from kyndig.notices import kinds, providers
        from kyndig.web import tasks
        from kyndig.web.navigation import Entry, register

        tasks.register(tasks_of, only_at_home=True)
        kinds.register(reminding.KIND)
        providers.register(reminding.due_on)
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
