from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class DialoguesConfig(AppConfig):
    name = "kyndig.dialogues"

    def ready(self) -> None:
        from kyndig.dialogues import reminders
        from kyndig.dialogues.tasks import tasks_of
        from kyndig.notices import kinds, providers
        from kyndig.web import tasks
        from kyndig.web.navigation import Entry, register

        tasks.register(tasks_of, only_at_home=True)
        for kind in reminders.KINDS:
            kinds.register(kind)
        providers.register(reminders.due)
        register(Entry(label=_("Min samtale"), address=_mine, order=12, prefixes=("/min/samtale/",)))
        register(
            Entry(
                label=_("Medarbeidersamtaler"),
                address=_led,
                order=28,
                prefixes=("/samtaler/",),
                administration=True,
                description=_("Hvem du har snakket med, hvem som står for tur, og hva dere er enige om."),
            )
        )


def _mine(request: HttpRequest) -> str | None:
    """Leaders find their own from the page of the others', so that the menu stays short."""
    from kyndig.dialogues import policies  # reads models

    own = policies.can_have_dialogues(request.user) and not policies.leads_somebody(request.user)
    return reverse("my_dialogue") if own else None


def _led(request: HttpRequest) -> str | None:
    from kyndig.dialogues import policies

    return reverse("dialogues") if policies.leads_somebody(request.user) else None
