"""How people are reached: known by the organisation, asked for here (a lower layer)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kyndig.accounts import identity
from kyndig.accounts.models import User
from kyndig.notices.models import Recipient


@dataclass(frozen=True)
class Address:
    """Where somebody gets letters, and in which language; an empty `email` is none."""

    email: str = ""
    language: str = ""

    @property
    def usable(self) -> str:
        """The address when a letter can be sent to it, else empty: payroll's field holds any text."""
        try:
            validate_email(self.email)
        except ValidationError:
            return ""
        return self.email


@dataclass(frozen=True)
class Named:
    """An employee as HR's list shows them."""

    employee_number: str
    name: str
    unit: str


T = TypeVar("T")
# Keys a statement: far from every database's limit of parameters.
BATCH = 5000

# {number: address} of those employed today among the numbers; somebody without e-mail is there too.
Addresses = Callable[[Collection[str]], Mapping[str, Address]]
# Those employed today among the numbers, by name.
Names = Callable[[Collection[str]], list[Named]]
# The numbers of all employed today who have no address, in the order of their names.
WithoutEmail = Callable[[], list[str]]

_addresses: list[Addresses] = []
_names: list[Names] = []
_without_email: list[WithoutEmail] = []


def tell(*, addresses: Addresses, names: Names, without_email: WithoutEmail) -> None:
    """Register who knows the employees (called once, from the organisation's `ready`)."""
    _addresses[:], _names[:], _without_email[:] = [addresses], [names], [without_email]


def addresses_of(recipients: Collection[Recipient]) -> dict[int, Address]:
    """{recipient's id: address}, in a few queries. Somebody without access today is left out."""
    numbers = {each.employee_number: each.pk for each in recipients if each.employee_number}
    found = employees_addresses(numbers)
    answer = {pk: found[number] for number, pk in numbers.items() if number in found}
    outside = {each.user_id: each.pk for each in recipients if each.user_id}
    for user in User.objects.filter(pk__in=outside):
        if identity.has_access(user):
            answer[outside[user.pk]] = Address(user.email, user.language)
    return answer


def employees_addresses(numbers: Collection[str]) -> Mapping[str, Address]:
    """{number: address} of those employed today."""
    return _addresses[0](numbers) if _addresses and numbers else {}


def names_of(numbers: Collection[str]) -> list[Named]:
    """Those employed today among the numbers, by name."""
    return _names[0](numbers) if _names and numbers else []


def without_email() -> list[str]:
    """The numbers of all employed today who have no e-mail address, in the order of their names."""
    return _without_email[0]() if _without_email else []


def language_of(address: Address) -> str:
    """The language to write in: the recipient's choice, else the municipality's."""
    return address.language if address.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def batches(keys: Iterable[T]) -> Iterator[list[T]]:
    """The keys, so many at a time as one statement takes."""
    left = iter(keys)
    while batch := list(islice(left, BATCH)):
        yield batch
