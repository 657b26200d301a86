"""What dialogues hold about people; see `accounts.privacy`. A leader's own copy holds nothing of them."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Blanking, Personal, Rows, Subjects, declare
from kyndig.accounts.retention import AFTER_LEAVING, DIALOGUE_NOTES
from kyndig.accounts.vocabulary import name_acts, name_pages
from kyndig.dialogues.models import QUESTIONS, AgreedPoint, Dialogue, Note, Preparation, Side, Topic

WITH_TIME = _("Slettes når tiden er ute, og når alt om deg slettes")
WITH_EVERYTHING = _("Slettes når alt om deg slettes")


def register() -> None:
    """Called once, when the app is ready."""
    _declare_words()
    _declare_what_stays()
    _name()


def _before(moment: datetime) -> Rows:
    return Dialogue.objects.all().before(timezone.localdate(moment)).values("pk")


def preparations_of(who: Subjects) -> Rows:
    """Their own, and what their leaders have shared: what is not shared is a draft, gone with the talk."""
    theirs = Preparation.objects.filter(dialogue__person__employee_number__in=who.employee_numbers)
    return theirs.filter(Q(side=Side.EMPLOYEE) | Q(shared_at__isnull=False))


def _declare_words() -> None:
    declare(
        Personal(
            "dialogues.note",
            holds=_("Notater fra medarbeidersamtaler"),
            purpose=_("Så du og lederen husker hva dere snakket om. Ingen andre ser dem"),
            kept=DIALOGUE_NOTES,
            erasure=WITH_TIME,
            about=lambda who: Note.objects.filter(dialogue__person__employee_number__in=who.employee_numbers),
            older=lambda moment: Note.objects.filter(dialogue__in=_before(moment)),
            columns={"written_at": _("Skrevet"), "side": _("Av"), "text": _("Notat")},
        ),
        Personal(
            "dialogues.preparation",
            holds=_("Forberedelser til medarbeidersamtaler: dine egne, og det lederen har delt med deg"),
            purpose=_("Så dere begge har tenkt gjennom det samme før dere snakker sammen"),
            kept=DIALOGUE_NOTES,
            erasure=_(
                "Det lederen ikke deler, slettes når samtalen er holdt. Resten slettes når tiden er ute"
            ),
            about=preparations_of,
            older=lambda moment: Preparation.objects.filter(dialogue__in=_before(moment)),
            columns={
                "written_at": _("Skrevet"),
                "side": _("Av"),
                **QUESTIONS,
            },
        ),
        Personal(
            "dialogues.topic",
            holds=_("Det du og lederen vil ta opp i medarbeidersamtaler"),
            purpose=_("Så dere får snakket om det dere vil"),
            kept=DIALOGUE_NOTES,
            erasure=WITH_TIME,
            about=lambda who: Topic.objects.filter(
                dialogue__person__employee_number__in=who.employee_numbers
            ),
            older=lambda moment: Topic.objects.filter(dialogue__in=_before(moment)),
            columns={"added_at": _("Lagt til"), "side": _("Av"), "text": _("Tema")},
        ),
    )


def _declare_what_stays() -> None:
    declare(
        Personal(
            "dialogues.agreedpoint",
            holds=_("Det du og lederen er blitt enige om, med frister og hvordan det gikk"),
            purpose=_("Så avtalene følger deg når du får ny leder"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: AgreedPoint.objects.filter(person__employee_number__in=who.employee_numbers),
            columns={
                "agreed_at": _("Avtalt"),
                "text": _("Avtale"),
                "whose": _("Hvem gjør det"),
                "due_on": _("Innen"),
                "competence__name_nb": _("Kompetanse"),
                "done_at": _("Gjort"),
                "dropped_at": _("Ble ikke noe av"),
                "dropped_reason": _("Hvorfor ikke"),
            },
        ),
        Personal(
            "dialogues.dialogue",
            holds=_("Når du har hatt medarbeidersamtale, og med hvem"),
            purpose=_("Så det blir snakket med alle hvert år"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Dialogue.objects.filter(person__employee_number__in=who.employee_numbers),
            columns={
                "planned_on": _("Avtalt dag"),
                "held_on": _("Holdt"),
                "leader__first_name": _("Lederens fornavn"),
                "leader__last_name": _("Lederens etternavn"),
            },
            blank=(Blanking(lambda who: Dialogue.objects.filter(leader__in=who.user_ids), {"leader": None}),),
        ),
    )


def _name() -> None:
    name_acts(
        {
            "dialogues.dialogue.planned": _("Avtalte medarbeidersamtale"),
            "dialogues.dialogue.moved": _("Flyttet medarbeidersamtale"),
            "dialogues.dialogue.cancelled": _("Avlyste medarbeidersamtale"),
            "dialogues.dialogue.held": _("Holdt medarbeidersamtale"),
            "dialogues.preparation.shared": _("Delte forberedelse til medarbeidersamtale"),
            "dialogues.preparation.unshared": _("Sluttet å dele forberedelse til medarbeidersamtale"),
            "dialogues.topic.added": _("La til tema i medarbeidersamtale"),
            "dialogues.note.written": _("Skrev notat fra medarbeidersamtale"),
            "dialogues.note.removed": _("Slettet notat fra medarbeidersamtale"),
            "dialogues.point.agreed": _("Skrev ned avtale fra medarbeidersamtale"),
            "dialogues.point.done": _("Merket avtale som gjort"),
            "dialogues.point.dropped": _("Lot avtale falle"),
        }
    )
    name_pages(
        {
            "dialogue": _("Medarbeidersamtale"),
            "dialogue_person": _("Avtaler fra medarbeidersamtaler"),
            "dialogue_point": _("En avtale fra en medarbeidersamtale"),
        }
    )
