"""Consent to be found by others than one's leaders: given and withdrawn by the person, and by nobody else."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.holdings.models import Consent
from kyndig.organisation.models import Person, PersonQuerySet

# The wording of holdings/consent.html. A new wording is a new edition, and asks everybody anew.
EDITION = 2


@transaction.atomic
def give_consent(*, person: Person, by: User) -> Consent:
    """From now on others may find the person. Giving twice changes nothing."""
    now = {"given_at": timezone.now(), "edition": EDITION}
    consent, is_new = Consent.objects.get_or_create(person=person, withdrawn_at=None, defaults=now)
    if is_new:
        audit.record("holdings.consent.give", by=by, on=consent)
    return consent


@transaction.atomic
def withdraw_consent(*, person: Person, by: User) -> None:
    """From now on nobody else finds the person. Withdrawing twice changes nothing."""
    given = Consent.objects.filter(person=person, withdrawn_at=None).first()
    if given and Consent.objects.filter(pk=given.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        audit.record("holdings.consent.withdraw", by=by, on=given)


def has_consented(person: Person) -> bool:
    """True when the person may be found by others now."""
    return consent_of(person) is not None


def consent_of(person: Person) -> Consent | None:
    """The person's consent to the wording of today, where there is one."""
    return Consent.objects.filter(person=person, withdrawn_at=None, edition=EDITION).first()


def consenting(people: PersonQuerySet) -> PersonQuerySet:
    """Those of the people who may be found by others now."""
    given = Consent.objects.filter(withdrawn_at=None, edition=EDITION)
    return people.filter(pk__in=given.values("person_id"))


def history_of(person: Person) -> Iterable[Consent]:
    """The person's consents, the newest first."""
    return Consent.objects.filter(person=person)
