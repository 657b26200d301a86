"""The catalogue is HR's to edit; everybody who is signed in may read it."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from kyndig.accounts.models import User
from kyndig.organisation.reach import reach_of


def can_edit_catalogue(user: User | AnonymousUser) -> bool:
    """HR, anywhere."""
    return reach_of(user).is_hr


def check_can_edit_catalogue(user: User | AnonymousUser) -> None:
    """Raises PermissionDenied."""
    if not can_edit_catalogue(user):
        raise PermissionDenied
