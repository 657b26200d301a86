"""What is held about people's competence; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Personal, declare
from kyndig.accounts.retention import AFTER_LEAVING
from kyndig.accounts.vocabulary import name_acts, name_pages
from kyndig.holdings.models import Assessment, Exemption, Holding

WITH_EVERYTHING = _("Slettes når alt om deg slettes")


def register() -> None:
    """Called once, when the app is ready."""
    declare(
        Personal(
            "holdings.exemption",
            holds=_("Krav som ikke gjelder deg nå, og grunnen"),
            purpose=_("Så ingen ber deg om noe som ikke gjelder"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Exemption.objects.filter(person__employee_number__in=who.employee_numbers),
        ),
        Personal(
            "holdings.holding",
            holds=_("Nivået ditt nå i hver kompetanse, regnet ut av vurderingene"),
            purpose=_("Så sidene viser riktig nivå raskt"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Holding.objects.filter(person__employee_number__in=who.employee_numbers),
        ),
        Personal(
            "holdings.assessment",
            holds=_("Vurderinger av kompetansen din: nivå, hvem som vurderte, når, bruk og merknad"),
            purpose=_("Til opplæring og bemanning, ikke til lønn eller kontroll"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Assessment.objects.filter(person__employee_number__in=who.employee_numbers),
        ),
    )
    name_acts(
        {
            "holdings.assessment.register": _("Vurderte kompetanse"),
            "holdings.assessment.annul": _("Annullerte vurdering"),
            "holdings.exemption.grant": _("Ga unntak"),
            "holdings.exemption.end": _("Avsluttet unntak"),
            "holdings.exemption.annul": _("Annullerte unntak"),
            "holdings.holding.repair": _("Regnet ut nivåer på nytt"),
        }
    )
    name_pages(
        {
            "person_competences": _("Kompetansen til en ansatt"),
            "assessment_annul": _("Annullere en vurdering"),
            "exemptions": _("Unntak"),
            "check_holdings": _("Kontroll av nivåer"),
        }
    )
