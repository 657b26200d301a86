"""`kyndig generate`: an invented municipality of any size, as files, in the database, or both."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kyndig.demo.generator import Municipality, generate, write
from kyndig.demo.loading import first_delivery, is_loaded, load_files


class Command(BaseCommand):
    """The same number, seed and date give the same municipality. Exits 1 when it cannot be made or loaded."""

    help = (
        "Make an invented municipality: files in a directory (--out), rows in the database (--load), or both."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--employees", type=int, required=True, help="how many, from 20")
        parser.add_argument("--seed", type=int, default=1, help="another seed, another municipality")
        parser.add_argument("--as-of", type=date.fromisoformat, default=None, help="the first delivery's day")
        parser.add_argument("--out", type=Path, default=None, help="the directory for the files")
        parser.add_argument("--load", action="store_true", help="import the files into the database")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["load"] and is_loaded():
            raise CommandError("There are people in the database already; --load wants an empty one.")
        as_of = options["as_of"] or first_delivery()
        try:
            municipality = generate(options["employees"], options["seed"], as_of)
        except ValueError as error:
            raise CommandError(f"Cannot make it: {error}.") from error
        if options["load"] and options["out"] is None:
            with TemporaryDirectory() as passing:
                self._deliver(municipality, Path(passing), load=True)
        else:
            directory: Path = options["out"] or Path(f"generated-{options['employees']}-{options['seed']}")
            self._deliver(municipality, directory, load=options["load"])
            self.stdout.write(str(directory))

    def _deliver(self, municipality: Municipality, directory: Path, *, load: bool) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        write(municipality, directory)
        if load:
            load_files(municipality, directory)
