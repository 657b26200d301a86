from django.apps import AppConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class GapsConfig(AppConfig):
    name = "kyndig.gaps"

    def ready(self) -> None:
        from kyndig.accounts import vocabulary
        from kyndig.gaps.needing import declarations as needing
        from kyndig.gaps.needing import handed_over
        from kyndig.gaps.needing.overview import tasks_of
        from kyndig.gaps.persons import levels_required
        from kyndig.gaps.scenarios import declarations as scenarios
        from kyndig.holdings import required
        from kyndig.organisation import transfers
        from kyndig.web import navigation, tasks

        required.tell(levels_required)
        needing.register()
        transfers.register(handed_over.needs_transferable())
        transfers.register(handed_over.vacancies_transferable())
        scenarios.register()
        vocabulary.name_pages(
            {
                "matrix": _("Matrisen for en enhet"),
                "person": _("Siden om en ansatt"),
                "figure_rows": _("Radene bak et tall"),
                "vulnerability": _("Sårbarheten i en enhet"),
                "command:gaps": _("Oversikt over det som mangler"),
                "command:whatif": _("Hva om noe endres"),
                "command:export_snapshot": _("Eksport uten navn, for analyse"),
            }
        )
        vocabulary.name_acts({"gaps.figures.exported": _("Skrev samlede tall som kan deles")})
        navigation.register(navigation.Entry(_("Kommunen"), _municipality, order=15, prefixes=("/kommune/",)))
        tasks.register(tasks_of, only_at_home=True)
        navigation.register(
            navigation.Entry(
                _("Behov i enhetene"),
                _needs,
                order=22,
                prefixes=("/behov/",),
                administration=True,
                description=_("Hva enhetene trenger, og hva lederne har svart."),
            )
        )
        navigation.register(navigation.Entry(_("Enheten"), _unit, order=25, prefixes=("/enhet/",)))


def _municipality(request: HttpRequest) -> str | None:
    from kyndig.gaps.reach import own_places  # models are ready only when asked

    return reverse("municipality") if own_places(request).municipality else None


def _unit(request: HttpRequest) -> str | None:
    from kyndig.gaps.reach import own_places

    code = own_places(request).unit
    return reverse("unit", args=[code]) if code else None


def _needs(request: HttpRequest) -> str | None:
    from kyndig.gaps.needing.overview import sees_overview

    return reverse("needs_overview") if sees_overview(request.user) else None
