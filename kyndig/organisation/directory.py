"""What the organisation tells the outbox: how employees are reached, what they are called, who prints."""

from collections.abc import Collection, Iterable

from kyndig.accounts.models import User
from kyndig.notices import directory, policies
from kyndig.notices.directory import Address, Named, batches
from kyndig.organisation.access_queries import unit_names
from kyndig.organisation.models import Employment, Person, PersonQuerySet, UnitTree
from kyndig.organisation.policies import Asker, can_act_as_hr
from kyndig.organisation.reach import SEE_NAMES, reach_of, today


def register() -> None:
    """Called once, when the app is ready."""
    directory.tell(addresses=addresses, names=names, without_email=without_email)
    policies.tell(may_see_outbox=can_act_as_hr, may_print=can_print_posters)


def can_print_posters(user: Asker) -> bool:
    """Leaders, their deputies, and HR."""
    reach = reach_of(user)
    return reach.has_access and reach.holds(*SEE_NAMES)


def addresses(numbers: Collection[str]) -> dict[str, Address]:
    """Those employed today: payroll's address, else their user's; and the language they chose."""
    found: dict[str, Address] = {}
    for batch in batches(numbers):
        users = User.objects.filter(employee_number__in=batch, is_active=True)
        own = {number: (email, language) for number, email, language in _own(users)}
        for number, email in _employed(batch).values_list("employee_number", "email"):
            user_email, language = own.get(number, ("", ""))
            found[number] = Address(email or user_email, language)
    return found


def _own(users: Iterable[User]) -> list[tuple[str, str, str]]:
    return [(user.employee_number or "", user.email, user.language) for user in users]


def names(numbers: Collection[str]) -> list[Named]:
    """Those employed today, by surname, with a unit where they work today."""
    people = [person for batch in batches(numbers) for person in _employed(batch)]
    return _named(sorted(people, key=lambda each: (each.last_name, each.first_name, each.employee_number)))


def without_email() -> list[str]:
    """The numbers of all employed today for whom neither payroll nor their own user has an address."""
    known = User.objects.filter(is_active=True, employee_number__isnull=False, email__contains="@")
    people = Person.objects.active(today()).exclude(email__contains="@")
    left = people.exclude(employee_number__in=known.values("employee_number"))
    return list(left.values_list("employee_number", flat=True))


def _employed(numbers: Collection[str]) -> PersonQuerySet:
    return Person.objects.active(today()).filter(employee_number__in=numbers)


def _named(people: list[Person]) -> list[Named]:
    units: dict[int, int] = {}
    for batch in batches([person.pk for person in people]):
        active = Employment.objects.active(today()).filter(person__in=batch).order_by("-fte_percent", "id")
        for person_id, unit_id in active.values_list("person_id", "unit_id"):
            units.setdefault(person_id, unit_id)
    tree = UnitTree.objects.at(today())
    called = unit_names(set(units.values()), tree.pk if tree else None)
    there = [(person, called.get(units.get(person.pk, 0), "")) for person in people]
    return [Named(person.employee_number, person.name, unit) for person, unit in there]
