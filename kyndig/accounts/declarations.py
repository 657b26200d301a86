"""What accounts and the parts it builds on hold about people; see `accounts.privacy`."""

from collections.abc import Collection

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from kyndig.accounts.models import (
    AccessEvent,
    AccessSubject,
    AuditEvent,
    CorrectionRequest,
    Invitation,
    User,
)
from kyndig.accounts.privacy import Blanking, Impersonal, Personal, Place, Text, declare
from kyndig.accounts.retention import ACCESS_LOG, AFTER_LEAVING, AUDIT, LINKS, SIGN_INS, TASKS
from kyndig.accounts.vocabulary import name_acts, name_details

SIGN_IN = _("Så bare du kommer inn som deg")
WITH_THE_ACCOUNT = _("Slettes sammen med kontoen")
NOT_USED = _("Brukes ikke")


def register() -> None:
    """Called once, when the app is ready."""
    _declare_logs()
    _declare_sign_in()
    _declare_account()
    _declare_impersonal()
    _declare_places()
    _name()


def _name() -> None:
    name_acts(
        {
            "accounts.backup.made": _("Tok sikkerhetskopi"),
            "accounts.correction.answered": _("Svarte på ønske om retting"),
            "accounts.correction.asked": _("Ba om retting"),
            "accounts.expired.erased": _("Slettet det som var lagret lenge nok"),
            "accounts.invitation.accepted": _("Valgte passord fra invitasjon"),
            "accounts.log.exported": _("Lastet ned endringsloggen"),
            "accounts.own_data.exported": _("Lastet ned alt om seg selv"),
            "accounts.password.set": _("Satte passord fra kommandolinjen"),
            "accounts.sign_in.refused": _("Innlogging avvist"),
            "accounts.user.connected": _("Koblet bruker til kommunens innlogging"),
            "accounts.user.created": _("Laget bruker"),
            "accounts.user.invited": _("Inviterte bruker"),
        }
    )
    name_details(
        {
            "count": _("antall"),
            "days": _("dager"),
            "unit": _("enhet"),
            "code": _("kode"),
            "competence": _("kompetanse"),
            "last_day": _("siste dag"),
        }
    )


def _declare_logs() -> None:
    declare(
        Personal(
            "accounts.accesssubject",
            holds=_("Hvem som har sett kompetansen din, når og på hvilken side"),
            purpose=_("Så du kan se hvem som har sett hva om deg"),
            kept=ACCESS_LOG,
            erasure=_("Slettes når tiden er ute, og når alt om deg slettes"),
            about=lambda who: AccessSubject.objects.filter(employee_number__in=who.employee_numbers),
            older=lambda moment: AccessSubject.objects.filter(event__at__lt=moment),
            columns={
                "event__at": _("Når"),
                "event__actor_name": _("Hvem"),
                "event__action": _("Hvordan"),
                "event__page": _("Side"),
                "event__unit_code": _("Enhet"),
            },
        ),
        Personal(
            "accounts.accessevent",
            holds=_("At du har sett på andres kompetanse, når og på hvilken side"),
            purpose=_("Så den det gjelder, kan se hvem som har sett på"),
            kept=ACCESS_LOG,
            erasure=_("Slettes når tiden er ute. Navnet ditt fjernes når alt om deg slettes"),
            about=lambda who: AccessEvent.objects.filter(actor__in=who.user_ids),
            outlives=True,
            older=lambda moment: AccessEvent.objects.filter(at__lt=moment),
            blank=(
                Blanking(
                    lambda who: AccessEvent.objects.filter(actor__in=who.user_ids),
                    {"actor_name": "", "actor": None},
                ),
            ),
        ),
        Personal(
            "accounts.auditevent",
            holds=_("Hva du har endret i Kyndig, når og hvorfor"),
            purpose=_("Så det går an å se hvem som har gjort hva"),
            kept=AUDIT,
            erasure=_("Slettes når tiden er ute. Koblingen til deg fjernes når alt om deg slettes"),
            about=lambda who: AuditEvent.objects.filter(actor__in=who.user_ids),
            outlives=True,
            older=lambda moment: AuditEvent.objects.filter(at__lt=moment),
            blank=(Blanking(lambda who: AuditEvent.objects.filter(actor__in=who.user_ids), {"actor": None}),),
        ),
    )


def _declare_sign_in() -> None:
    declare(
        Personal(
            "sessions.session",
            holds=_("At du er logget inn i en nettleser"),
            purpose=_("Så du slipper å logge inn på hver side"),
            kept=SIGN_INS,
            erasure=_("Slettes når innloggingen er slutt"),
            older=lambda moment: Session.objects.filter(expire_date__lt=moment),
        ),
        Personal(
            "account.emailconfirmation",
            holds=_("Lenke som bekrefter e-postadressen din"),
            purpose=SIGN_IN,
            kept=LINKS,
            erasure=_("Slettes når tiden er ute, og sammen med kontoen"),
            about=lambda who: EmailConfirmation.objects.filter(email_address__user__in=who.user_ids),
            older=lambda moment: EmailConfirmation.objects.filter(created__lt=moment),
            hidden=frozenset({"key"}),
        ),
        _with_the_account(EmailAddress, _("E-postadressen du logger inn med")),
        _with_the_account(
            SocialToken,
            _("Ingenting: nøkler fra kommunens innlogging lagres ikke"),
            owner="account__user",
            hidden={"token", "token_secret"},
        ),
        _with_the_account(SocialAccount, _("Nummeret ditt i kommunens innlogging")),
        _with_the_account(Authenticator, _("Passnøkler og koder til innlogging i to steg"), hidden={"data"}),
    )


def _with_the_account(
    model: type[Model], holds: Text, *, owner: str = "user", hidden: Collection[str] = ()
) -> Personal:
    """What somebody signs in with, the user by `owner`: kept as long as the account and erased with it."""
    return Personal(
        model._meta.label_lower,
        holds=holds,
        purpose=SIGN_IN,
        kept=AFTER_LEAVING,
        erasure=WITH_THE_ACCOUNT,
        about=lambda who: model._default_manager.filter(**{f"{owner}__in": who.user_ids}),
        hidden=frozenset(hidden),
    )


def _declare_account() -> None:
    declare(
        Personal(
            "accounts.invitation",
            holds=_("At du har fått en lenke for å velge passord, og om den er brukt"),
            purpose=SIGN_IN,
            kept=LINKS,
            erasure=_("Slettes når tiden er ute, og sammen med kontoen"),
            about=lambda who: Invitation.objects.filter(user__in=who.user_ids),
            older=lambda moment: Invitation.objects.filter(expires_at__lt=moment),
            hidden=frozenset({"token_hash"}),
        ),
        Personal(
            "accounts.correctionrequest",
            holds=_("Det du har bedt om å få rettet, og svaret"),
            purpose=_("Så det som står om deg, er riktig"),
            kept=AFTER_LEAVING,
            erasure=_("Slettes når alt om deg slettes"),
            about=lambda who: CorrectionRequest.objects.filter(user__in=who.user_ids),
        ),
        Personal(
            "accounts.user",
            holds=_("Brukernavn, navn, e-post, språk og når du sist logget inn"),
            purpose=SIGN_IN,
            kept=AFTER_LEAVING,
            erasure=_("Slettes når alt om deg slettes"),
            about=lambda who: User.objects.filter(pk__in=who.user_ids),
            hidden=frozenset({"password", "is_superuser", "is_staff"}),
        ),
        Personal(
            "django_tasks_database.dbtaskresult",
            holds=_("Jobber som er kjørt i bakgrunnen, og hvem som startet dem"),
            purpose=_("Så en import kan gå videre etter et avbrudd"),
            kept=TASKS,
            erasure=_("Slettes når tiden er ute"),
            older=lambda moment: DBTaskResult.objects.filter(finished_at__lt=moment),
        ),
    )


def _declare_impersonal() -> None:
    declare(
        Impersonal("accounts.user_groups", NOT_USED),
        Impersonal("accounts.user_user_permissions", NOT_USED),
        Impersonal("auth.group", NOT_USED),
        Impersonal("auth.group_permissions", NOT_USED),
        Impersonal("auth.permission", _("Navn på rettigheter i rammeverket")),
        Impersonal("contenttypes.contenttype", _("Navn på tabeller")),
        Impersonal("socialaccount.socialapp", _("Oppsett av kommunens innlogging")),
    )


def _declare_places() -> None:
    declare(
        Place(
            "logs",
            title=_("Driftslogg"),
            holds=_("Hvilke sidetyper som åpnes, og hva som feiler. Ingen navn, numre eller verdier"),
            purpose=_("Så feil kan finnes"),
            erasure=_("Kommunens drift bestemmer hvor lenge"),
        ),
        Place(
            "backups",
            title=_("Sikkerhetskopier"),
            holds=_("Det samme som databasen og filene den dagen kopien ble tatt"),
            purpose=_("Så kommunen kan komme i gang igjen etter et uhell"),
            erasure=_(
                "Kommunens drift sletter gamle kopier. Etter en gjenoppretting slettes det som skal slettes"
            ),
        ),
        Place(
            "downloads",
            title=_("Filer som lastes ned"),
            holds=_(
                "Det som sto på siden. Kyndig beholder ingen kopi, men noterer hvem som lastet ned om hvem"
            ),
            purpose=_("Så ledere og HR kan arbeide videre med det de ser"),
            erasure=_("Den som lastet ned, sletter filen"),
        ),
    )
