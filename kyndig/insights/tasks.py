"""What waits for the user, told by what the lower apps hold: counts, never names."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from kyndig.accounts.models import User
from kyndig.holdings import expiring
from kyndig.holdings.policies import LIST_PEOPLE
from kyndig.organisation.models import Person, Unit
from kyndig.organisation.reach import LEADERS, Reach, reach_of
from kyndig.web.tasks import Task


def tasks_of(request: HttpRequest) -> Iterator[Task]:
    """Everything that waits for the user."""
    user = request.user
    if not isinstance(user, User):
        return
    reach = reach_of(user)
    yield from _certificates(user, reach)


def _certificates(user: User, reach: Reach) -> Iterator[Task]:
    """How many end soon: one's own, and one's people's. HR reads of others' in the figures, not here."""
    people = Person.objects.filter(employee_number=reach.employee_number)
    if reach.holds(*LEADERS) and not reach.is_hr:
        people = Person.objects.all().visible_to(user)
    own = Q(person_id=reach.person_id)
    ending = (
        expiring.running_out(people, reach.on)
        .filter(expires_on__gte=reach.on)
        .aggregate(
            own=Count("pk", filter=own), first=Min("expires_on", filter=own), others=Count("pk", filter=~own)
        )
    )
    if number := ending["own"]:
        text = ngettext(
            "Forny %(count)s bevis som snart går ut", "Forny %(count)s bevis som snart går ut", number
        )
        yield Task(text % {"count": number}, reverse("my_competences"), urgency=2, due=ending["first"])
    if number := ending["others"]:
        text = ngettext(
            "Se %(count)s bevis som går ut innen 90 dager",
            "Se %(count)s bevis som går ut innen 90 dager",
            number,
        )
        yield Task(text % {"count": number}, _where(reach))


def _where(reach: Reach) -> str:
    """The list by name for those who have lists of people; a director's unit for directors."""
    if reach.holds(*LIST_PEOPLE):
        return reverse("expiring")
    led = Unit.objects.filter(pk__in=reach.unit_ids(LEADERS)).first()
    return reverse("unit", args=[led.code]) if led else reverse("home")
