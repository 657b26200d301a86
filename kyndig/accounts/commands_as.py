"""`--as USER`: a command that answers with that user's reach. Without it a command runs as the system."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError

from kyndig.accounts import identity
from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent, User


def add_argument(parser: ArgumentParser) -> None:
    """Add `--as USER`; the value is in `options["as_user"]`."""
    parser.add_argument(
        "--as", dest="as_user", metavar="USER", help="answer with what this user name may see"
    )


def acting_user(options: dict[str, Any]) -> User | None:
    """The user of `--as`, or None for the system. Raises CommandError for one who may not sign in."""
    name = options.get("as_user")
    if not name:
        return None
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no user {name}.", returncode=1)
    if not identity.has_access(user):
        raise CommandError(f"{name} has no access today.", returncode=1)
    return user


def record_run(
    command: str, *, by: User | None, employee_numbers: Iterable[str], unit_code: str = ""
) -> AccessEvent | None:
    """Note in the access log that a command was run over these people (one event, one statement)."""
    return record_access(
        AccessEvent.Action.COMMAND,
        by=by,
        page=f"command:{command}",
        employee_numbers=employee_numbers,
        unit_code=unit_code,
    )
