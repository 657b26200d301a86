"""What needs hold about people; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Blanking, Impersonal, Personal, declare
from kyndig.accounts.retention import AFTER_LEAVING
from kyndig.accounts.vocabulary import name_acts, name_pages
from kyndig.gaps.models import NeedJudgement, RegisteredNeed


def register() -> None:
    """Called once, when the app is ready."""
    declare(
        Personal(
            "gaps.registeredneed",
            holds=_("Behov du har meldt for enheten din"),
            purpose=_("Så lederen kan spørre deg, og du ser hva du har meldt"),
            kept=AFTER_LEAVING,
            erasure=_("Behovet er enhetens og blir stående. Hvem som meldte det, slettes"),
            about=lambda who: RegisteredNeed.objects.filter(registered_by__in=who.user_ids),
            outlives=True,
            blank=(
                Blanking(
                    lambda who: RegisteredNeed.objects.filter(registered_by__in=who.user_ids),
                    {"registered_by": None},
                ),
            ),
            columns={
                "registered_on": _("Meldt"),
                "competence__name_nb": _("Kompetanse"),
                "what": _("Hva"),
                "why": _("Hvorfor"),
                "for_whom": _("For hvem"),
            },
        ),
        Personal(
            "gaps.needjudgement",
            holds=_("Det du som leder har svart på enhetens behov"),
            purpose=_("Så det er synlig hvem som har bestemt hva, og når"),
            kept=AFTER_LEAVING,
            erasure=_("Koblingen til deg fjernes når alt om deg slettes"),
            about=lambda who: NeedJudgement.objects.filter(by__in=who.user_ids),
            outlives=True,
            blank=(
                Blanking(lambda who: NeedJudgement.objects.filter(by__in=who.user_ids), {"by": None}),
                Blanking(
                    lambda who: NeedJudgement.objects.filter(annulled_by__in=who.user_ids),
                    {"annulled_by": None},
                ),
            ),
        ),
        Impersonal("gaps.noneeds", _("At en enhet ikke har flere behov, og hvilken konto som sa det")),
        Impersonal("gaps.vacancy", _("Ledige stillinger, og hvilken konto som la dem inn")),
    )
    name_acts(
        {
            "gaps.need.judged": _("Svarte på behov"),
            "gaps.need.taken_back": _("Tok tilbake svar på behov"),
            "gaps.need.registered": _("Meldte behov"),
            "gaps.need.withdrawn": _("Trakk tilbake meldt behov"),
            "gaps.need.handed_over": _("Flyttet meldt behov til enheten som tar over"),
            "gaps.need.none": _("Bekreftet at enheten ikke har flere behov"),
            "gaps.vacancy.entered": _("La inn ledig stilling"),
            "gaps.vacancy.handed_over": _("Flyttet ledig stilling til enheten som tar over"),
            "gaps.vacancy.closed": _("Lukket ledig stilling"),
        }
    )
    name_pages({"need": _("Hvem som kan brukes til et behov")})
