"""`kyndig create_admin USERNAME`: the first administrator, without the demo."""

import os
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kyndig.accounts import audit, identity, invitations
from kyndig.accounts.actions import create_outsider, invite
from kyndig.accounts.models import User


class Command(BaseCommand):
    """Exits 1 when the user name is taken or the password too weak."""

    help = (
        "Make an administrator. The password is KYNDIG_ADMIN_PASSWORD; "
        "without it a link is printed, by which the password is chosen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.filter(username__iexact=options["username"]).exists():
            raise CommandError(f"The user name {options['username']} is taken.", returncode=1)
        user = create_outsider(
            username=options["username"], first_name="", last_name="", email=options["email"], by=None
        )
        identity.make_administrator(user)
        password = os.environ.get("KYNDIG_ADMIN_PASSWORD", "")
        if password:
            _set_password(user, password)
            self.stdout.write(f"{user.username} is an administrator and can sign in.")
        else:
            address = invitations.link(invite(user=user, by=None))
            self.stdout.write(f"{user.username} is an administrator. Choose the password at:\n{address}")


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError("KYNDIG_ADMIN_PASSWORD: " + " ".join(error.messages), returncode=1) from None
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("accounts.password.set", by=None, on=user)
