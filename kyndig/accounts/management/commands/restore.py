"""`kyndig restore FILE`: database and files as an archive has them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kyndig.accounts.backup import RestoreRefusedError, restore


class Command(BaseCommand):
    """Exits 1, having changed nothing, when the archive does not fit or the database is in use."""

    help = "Make database and files as an archive of `kyndig backup` has them. Stop the server first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="empty a database that is in use first")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}.", returncode=1)
        call_command("migrate", verbosity=0, interactive=False)
        try:
            summary = restore(options["file"], replace=options["replace"])
        except RestoreRefusedError as error:
            raise CommandError(str(error), returncode=1) from None
        self.stdout.write(f"{summary.rows} rows and {summary.files} files are restored.")
        self.stdout.write("Run `kyndig erase_expired` now: the archive may hold what should be gone.")
