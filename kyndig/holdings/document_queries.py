"""A person's documents, and those that wait for somebody to look at them."""

from django.db.models import Q, QuerySet

from kyndig.holdings.models import Document
from kyndig.holdings.queries import people_led
from kyndig.organisation.models import Person, PersonQuerySet, RoleGrant
from kyndig.organisation.policies import Asker
from kyndig.organisation.reach import LEADERS, reach_of, units_reached


def documents_of(person: Person) -> QuerySet[Document]:
    """All of the person's documents, withdrawn ones too, the newest first."""
    return Document.objects.filter(person=person).select_related(
        "competence", "replaces", "uploaded_by", "verified_by", "refused_by", "withdrawn_by"
    )


def documents_visible_to(user: Asker) -> QuerySet[Document]:
    """Those of the people whom the user may see."""
    people = Person.objects.all().visible_to(user)
    return Document.objects.filter(person__in=people.values("pk"))


def people_followed(user: Asker) -> PersonQuerySet:
    """Whose documents and last days the user follows: one's own people, and never oneself.

    For directors, who have no lists of people, the leaders below them.
    """
    reach = reach_of(user)
    followed = Q(pk__in=people_led(user).values("pk"))
    if reach.holds(*LEADERS) and not reach.is_hr:
        followed |= Q(employee_number__in=_leaders_below(user))
    return Person.objects.filter(followed).exclude(pk=reach.person_id or 0)


def waiting_for(user: Asker) -> QuerySet[Document]:
    """What the user may verify and meets in a list, the longest wait first; never one's own."""
    found = Document.objects.waiting().filter(person__in=people_followed(user).values("pk"))
    return found.select_related("person", "competence").order_by("uploaded_at", "id")


def _leaders_below(user: Asker) -> QuerySet[RoleGrant, str | None]:
    reach = reach_of(user)
    grants = RoleGrant.objects.active(reach.on).filter(unit__in=units_reached(reach, LEADERS))
    led = grants.filter(kind__in=LEADERS, user__employee_number__isnull=False)
    return led.values_list("user__employee_number", flat=True)
