"""Which sector's page is somebody's own."""

from django.contrib.auth.models import AnonymousUser

from kyndig.accounts.models import User
from kyndig.gaps.reach import own_places


def sector_of(user: User | AnonymousUser) -> str | None:
    """The code of the sector where the user holds a role that sees its figures, or None."""
    return own_places(user).sector
