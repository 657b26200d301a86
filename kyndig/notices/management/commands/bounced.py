"""`kyndig bounced`: tell Kyndig which letters came back."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kyndig.notices import bounces


class Command(BaseCommand):
    """Prints how many people it concerns. Exits 1 when a file cannot be read or names no address."""

    help = (
        "Mark addresses that letters came back from. ADDRESS is an e-mail address; FILE is a delivery report "
        "or a list of addresses; without either the same is read from standard input."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("addresses", nargs="*", metavar="ADDRESS")
        parser.add_argument("--file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        addresses = set(options["addresses"]) or bounces.addresses_in(_read(options["file"]))
        number = bounces.mark(addresses)
        self.stdout.write(f"{len(addresses)} failed, {number} known and marked.")


def _read(file: Path | None) -> bytes:
    try:
        return file.read_bytes() if file else sys.stdin.buffer.read()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=1) from None
