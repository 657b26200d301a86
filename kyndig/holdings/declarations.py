"""What is held about people's competence; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Choice, Personal, Place, declare, offer
from kyndig.accounts.retention import AFTER_LEAVING
from kyndig.accounts.vocabulary import name_acts, name_pages
from kyndig.holdings import document_files
from kyndig.holdings.models import Assessment, Consent, Disagreement, Document, Exemption, Holding

WITH_EVERYTHING = _("Slettes når alt om deg slettes")


def register() -> None:
    """Called once, when the app is ready."""
    _declare_papers()
    _declare_levels()
    _name()
    offer(Choice(_("Skal andre kunne finne deg?"), "my_consent"))


def _declare_papers() -> None:
    declare(
        Personal(
            "holdings.disagreement",
            holds=_("Det du er uenig i av vurderingene av deg, og hva som kom ut av det"),
            purpose=_("Så du og lederen din kan snakke om det, og begge svarene blir stående"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Disagreement.objects.filter(
                assessment__person__employee_number__in=who.employee_numbers
            ),
        ),
        Personal(
            "holdings.document",
            holds=_("Dokumentene dine: tittel, utsteder, datoer, hvem som la dem inn og godkjente dem"),
            purpose=_("Så det du kan, er dokumentert, og noen sier fra før et bevis går ut"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Document.objects.filter(person__employee_number__in=who.employee_numbers),
            hidden=frozenset({"stored_name"}),
        ),
        Place(
            "documents",
            title=_("Filer med vitnemål, kursbevis og andre dokumenter"),
            holds=_("Det som står i dokumentene"),
            purpose=_("Så lederen kan se at beviset stemmer"),
            erasure=_("Filen slettes når dokumentet trekkes tilbake, og når alt om deg slettes"),
            kept=AFTER_LEAVING,
            erase=document_files.erase_orphans,
            files=lambda who: document_files.files_of(
                Document.objects.filter(person__employee_number__in=who.employee_numbers)
            ),
        ),
        Personal(
            "holdings.consent",
            holds=_("Når du har sagt ja til å bli funnet av andre, og når du trakk det tilbake"),
            purpose=_("Så ingen andre finner deg uten at du vil det"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Consent.objects.filter(person__employee_number__in=who.employee_numbers),
        ),
    )


def _declare_levels() -> None:
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


def _name() -> None:
    name_acts(
        {
            "holdings.document.upload": _("La inn dokument"),
            "holdings.document.verify": _("Godkjente dokument"),
            "holdings.document.refuse": _("Godkjente ikke dokument"),
            "holdings.document.withdraw": _("Trakk dokument tilbake"),
            "holdings.consent.give": _("Sa ja til å bli funnet av andre"),
            "holdings.consent.withdraw": _("Trakk tilbake samtykket til å bli funnet"),
            "holdings.disagreement.state": _("Sa seg uenig i en vurdering"),
            "holdings.disagreement.withdraw": _("Trakk uenighet tilbake"),
            "holdings.disagreement.resolve": _("Avklarte uenighet"),
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
            "disagreement": _("Avklare en uenighet"),
            "course": _("Kurs for mange"),
            "expiring": _("Bevis som går ut"),
            "document": _("Et dokument"),
            "document_file": _("Filen til et dokument"),
            "documents_waiting": _("Dokumenter som venter"),
            "check_holdings": _("Kontroll av nivåer"),
        }
    )
