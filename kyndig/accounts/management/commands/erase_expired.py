"""`kyndig erase_expired`: erase what has been kept as long as the municipality has decided."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kyndig.accounts.erasure import erase_expired


class Command(BaseCommand):
    """Prints a line for each model: its name and how many rows. Run it every night."""

    help = "Erase people who left long ago, old log rows and old files, as the declarations say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = erase_expired(dry_run=options["dry_run"])
        for name, number in sorted(counts.items()):
            self.stdout.write(f"{name}: {number}")
        total = sum(counts.values())
        done = "would be erased" if options["dry_run"] else "erased"
        self.stdout.write(f"{total} {done}.")
