"""People as choices of a form."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from kyndig.holdings.queries import people_led
from kyndig.organisation.access_search import people_by_name
from kyndig.organisation.policies import Asker
from kyndig.web.picking import Option, Search


def nobody(text: str, limit: int) -> Sequence[Option]:
    """Until a form knows who asks, it finds nobody."""
    return ()


def people_of(user: Asker) -> Search:
    """The people one leads whose name or employee number is like the text."""

    def search(text: str, limit: int) -> Sequence[Option]:
        found = people_by_name(people_led(user), text)[:limit]
        return [
            Option(
                each.employee_number,
                each.name,
                _("ansattnummer %(number)s") % {"number": each.employee_number},
                thing=each,
            )
            for each in found
        ]

    return search


def address() -> str:
    """Where people for a text are asked for."""
    return reverse("person_options")
