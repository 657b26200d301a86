"""`kyndig backup FILE`: everything in one archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kyndig.accounts import audit
from kyndig.accounts.backup import backup


class Command(BaseCommand):
    """Safe while people are at work: all tables as of one moment."""

    help = "Write database and files to one archive. Keep it as safe as the database itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        audit.record("accounts.backup.made", by=None)
        summary = backup(options["file"])
        self.stdout.write(f"{summary.rows} rows and {summary.files} files are in {options['file'].name}.")
