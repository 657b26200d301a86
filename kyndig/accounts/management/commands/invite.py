"""`kyndig invite EMPLOYEE_NUMBER`: make the user of somebody employed, and print an invitation link."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kyndig.accounts import identity, invitations
from kyndig.accounts.actions import invite, user_for


class Command(BaseCommand):
    """Exits 1 when nobody employed today has the number."""

    help = "Print a link by which somebody employed chooses a password. It works once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("employee_number")

    def handle(self, *args: Any, **options: Any) -> None:
        person = identity.employed(options["employee_number"])
        if person is None:
            raise CommandError("Nobody employed today has that employee number.", returncode=1)
        self.stdout.write(invitations.link(invite(user=user_for(person, by=None), by=None)))
