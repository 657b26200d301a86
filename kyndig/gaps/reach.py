"""Whose rows and which units' exact figures a user sees, in the pages and in `kyndig gaps --as`."""

from django.db.models import QuerySet

from kyndig.accounts.models import User
from kyndig.organisation.models import Person, PersonQuerySet, Unit
from kyndig.organisation.reach import SEE_EVERY_FIGURE, people_in_matrix_of, reach_of, units_reached


def people_shown(user: User) -> PersonQuerySet:
    """Those whose levels and states the user sees: in a matrix, or on the person's page."""
    in_matrix = people_in_matrix_of(Person.objects.all(), user)
    return Person.objects.all().visible_to(user) | in_matrix


def units_with_every_figure(user: User) -> QuerySet[Unit]:
    """Units whose exact figures the user sees; others see shares of large groups, on the pages only."""
    return units_reached(reach_of(user), SEE_EVERY_FIGURE)
