"""What the organisation holds about people, and who has left; see `accounts.privacy`."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.models import User
from kyndig.accounts.privacy import Blanking, Impersonal, Left, Personal, declare, tell_left
from kyndig.accounts.retention import AFTER_LEAVING
from kyndig.accounts.vocabulary import name_acts
from kyndig.organisation.models import Deputy, Employment, LeaderProposal, Person, RoleGrant

WITH_EVERYTHING = _("Slettes når alt om deg slettes")
NO_PEOPLE = _("Enheter og hvordan de henger sammen, ingen personer")


def register() -> None:
    """Called once, when the app is ready."""
    tell_left(left_before)
    _declare_people()
    _declare_access()
    _declare_impersonal()
    name_acts(
        {
            "organisation.grant.given": _("Ga rolle"),
            "organisation.grant.ended": _("Avsluttet rolle"),
            "organisation.deputy.named": _("Valgte stedfortreder"),
            "organisation.deputy.ended": _("Avsluttet stedfortreder"),
            "organisation.leaders.confirmed": _("Bekreftet ledere"),
            "organisation.unit.succeeded": _("Lot andre enheter ta over"),
            "organisation.leaders.declined": _("Avviste forslag om ledere"),
        }
    )


def left_before(day: date) -> Left:
    """People whose last employment ended before the day; users from outside whose last role did."""
    counting = Employment.objects.filter(cancelled_at=None)
    staying = counting.filter(Q(end_date=None) | Q(end_date__gte=day))
    never_begun = Employment.objects.exclude(cancelled_at=None).filter(start_date__gte=day)
    people = Person.objects.filter(employments__isnull=False).distinct()
    gone = people.exclude(pk__in=staying.values("person")).exclude(pk__in=never_begun.values("person"))
    outsiders = User.objects.filter(employee_number=None, grants__isnull=False).distinct()
    still = RoleGrant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day))
    without = outsiders.exclude(pk__in=still.values("user")).exclude(deputyships__valid_to__gte=day)
    return Left(
        tuple(gone.order_by("pk").values_list("employee_number", flat=True)),
        tuple(without.order_by("pk").values_list("pk", flat=True)),
    )


def _declare_people() -> None:
    declare(
        Personal(
            "organisation.leaderproposal",
            holds=_("At lønnssystemet oppgir deg som leder"),
            purpose=_("Så HR kan bekrefte hvem som leder hva"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: LeaderProposal.objects.filter(person__employee_number__in=who.employee_numbers),
        ),
        Personal(
            "organisation.employment",
            holds=_("Stilling, enhet, stillingsprosent, periode og nærmeste leder"),
            purpose=_("Så kravene til stillingen din blir riktige"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Employment.objects.filter(person__employee_number__in=who.employee_numbers),
            blank=(
                Blanking(
                    lambda who: Employment.objects.filter(leader_employee_number__in=who.employee_numbers),
                    {"leader_employee_number": ""},
                ),
            ),
        ),
    )


def _declare_access() -> None:
    declare(
        Personal(
            "organisation.deputy",
            holds=_("At du er eller har vært stedfortreder"),
            purpose=_("Så du ser det du trenger i perioden"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Deputy.objects.filter(user__in=who.user_ids),
        ),
        Personal(
            "organisation.rolegrant",
            holds=_("Rollene som gir deg tilgang, hvor og når"),
            purpose=_("Så du ser det du skal, og ikke mer"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: RoleGrant.objects.filter(user__in=who.user_ids),
        ),
        Personal(
            "organisation.person",
            holds=_("Navn, ansattnummer, fødselsdato og e-post fra lønnssystemet"),
            purpose=_("Så lederen din og HR vet hvem det gjelder"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Person.objects.filter(employee_number__in=who.employee_numbers),
        ),
        # After the person: deleting one writes a last row of history.
        Personal(
            "organisation.historicalperson",
            holds=_("Tidligere navn, fødselsdato og e-post"),
            purpose=_("Så det går an å se hva som er endret"),
            kept=AFTER_LEAVING,
            erasure=WITH_EVERYTHING,
            about=lambda who: Person.history.filter(employee_number__in=who.employee_numbers),
        ),
    )


def _declare_impersonal() -> None:
    for name in ("unit", "unittree", "unitnode", "unitclosure", "unitsuccession"):
        declare(Impersonal(f"organisation.{name}", NO_PEOPLE))
    declare(
        Impersonal("organisation.role", _("Stillingskoder og titler, ingen personer")),
        Impersonal("organisation.historicalrole", _("Tidligere titler på stillingskoder")),
    )
