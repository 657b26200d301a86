"""The demo's consents: some of those employed have agreed to be found by others."""

from django.utils import timezone

from kyndig.holdings.consents import EDITION
from kyndig.holdings.models import Consent
from kyndig.organisation.models import Employment
from kyndig.organisation.reach import today

# One in so many has said yes.
_OF = 4


def make_consents() -> int:
    """Consents given today, by every fourth of those employed in the order of their numbers; how many."""
    employed = Employment.objects.active(today()).values_list("person_id", "person__employee_number")
    people = sorted(set(employed), key=lambda each: each[1])[::_OF]
    now = timezone.now()
    Consent.objects.bulk_create(Consent(person_id=key, given_at=now, edition=EDITION) for key, _ in people)
    return len(people)
