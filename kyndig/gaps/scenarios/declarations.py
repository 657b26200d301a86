"""What scenarios hold about people; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Impersonal, Personal, declare
from kyndig.accounts.retention import SCENARIOS
from kyndig.accounts.vocabulary import name_acts, name_pages
from kyndig.gaps.models import Scenario, ScenarioPerson


def register() -> None:
    """Called once, when the app is ready."""
    declare(
        Personal(
            "gaps.scenarioperson",
            holds=_("At en leder har tenkt «hva om du slutter, flytter eller tar et kurs»"),
            purpose=_("Så lederen ser hva det betyr for enheten, og kan forberede seg"),
            kept=SCENARIOS,
            erasure=_("Slettes med scenarioet, og når alt om deg slettes"),
            about=lambda who: ScenarioPerson.objects.filter(person__employee_number__in=who.employee_numbers),
            older=lambda before: ScenarioPerson.objects.filter(change__scenario__updated_at__lt=before),
            columns={
                "change__kind": _("Endring"),
                "change__scenario__updated_at": _("Sist endret"),
            },
        ),
        Personal(
            "gaps.scenario",
            holds=_("Scenarioer du har laget, og om du deler dem"),
            purpose=_("Så du kan se på dem igjen og sammenligne dem"),
            kept=SCENARIOS,
            erasure=_("Slettes når de er for gamle, og når alt om deg slettes"),
            about=lambda who: Scenario.objects.filter(made_by__in=who.user_ids),
            older=lambda before: Scenario.objects.filter(updated_at__lt=before),
        ),
        Impersonal("gaps.scenariochange", _("Hva som endres i et scenario, uten hvem det gjelder")),
    )
    name_acts(
        {
            "gaps.scenario.kept": _("Lagret scenario"),
            "gaps.scenario.deleted": _("Slettet scenario"),
        }
    )
    name_pages({"whatif": _("Hva om noe endres")})
