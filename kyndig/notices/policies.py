"""Who sees the outbox, and who prints posters: known by the organisation, asked for here."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from kyndig.accounts.models import User

Asker = User | AnonymousUser
_rules: dict[str, Callable[[Asker], bool]] = {}


def tell(*, may_see_outbox: Callable[[Asker], bool], may_print: Callable[[Asker], bool]) -> None:
    """Register who is HR, and who leads somebody (called once, from the organisation's `ready`)."""
    _rules.update(may_see_outbox=may_see_outbox, may_print=may_print)


def can_see_outbox(user: Asker) -> bool:
    """What was sent and what came back, with names: HR."""
    return _rules["may_see_outbox"](user)


def can_print_posters(user: Asker) -> bool:
    """Posters for the duty room: leaders and HR."""
    return _rules["may_print"](user)


def check_can_see_outbox(user: Asker) -> None:
    if not can_see_outbox(user):
        raise PermissionDenied


def check_can_print_posters(user: Asker) -> None:
    if not can_print_posters(user):
        raise PermissionDenied
