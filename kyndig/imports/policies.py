"""Who may import, and who may see that it happened: known by the organisation, asked for here."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from kyndig.accounts.models import User

Asker = User | AnonymousUser
_rules: dict[str, Callable[[Asker], bool]] = {}


def tell(*, may_import: Callable[[Asker], bool], may_see_history: Callable[[Asker], bool]) -> None:
    """Register who is HR, and who runs the system (called once, from the organisation's `ready`)."""
    _rules.update(may_import=may_import, may_see_history=may_see_history)


def can_import(user: Asker) -> bool:
    """Upload, look over, confirm, see values and download rejected rows: HR."""
    return _rules["may_import"](user)


def can_see_imports(user: Asker) -> bool:
    """That imports happened, with who, when and counts: HR and administrators."""
    return _rules["may_see_history"](user)


def check_can_import(user: Asker) -> None:
    if not can_import(user):
        raise PermissionDenied


def check_can_see_imports(user: Asker) -> None:
    if not can_see_imports(user):
        raise PermissionDenied
