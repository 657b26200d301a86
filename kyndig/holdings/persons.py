"""Whom a request is about: oneself, or somebody whom one may see."""

from django.shortcuts import get_object_or_404

from kyndig.accounts.requests import SignedInRequest
from kyndig.organisation.models import Person
from kyndig.organisation.reach import reach_of


def oneself(request: SignedInRequest) -> Person | None:
    """The user's own person; None for users who are not employed."""
    number = reach_of(request.user).employee_number
    return Person.objects.filter(employee_number=number).first() if number else None


def visible_person(request: SignedInRequest, employee_number: str) -> Person:
    """Somebody whom the user may see; nobody else exists. Raises Http404."""
    people = Person.objects.visible_to(request.user)
    return get_object_or_404(people, employee_number=employee_number)
