"""`kyndig check_translations`: is every text translated, and written as we write? Changes nothing."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

LANGUAGES = ("nn", "en")


class Command(BaseCommand):
    help = "Checks that every text in code and templates is translated to nynorsk and English."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            import polib  # a development tool, not installed where Kyndig is run
        except ImportError as missing:
            raise CommandError("polib is missing. Install the development packages: make env") from missing
        from kyndig.web import translations  # reads polib

        package = Path(settings.PACKAGE_DIR)
        try:
            texts = translations.extract(package)
        except translations.MissingGettextError as missing:
            raise CommandError(
                "xgettext is missing, so nothing was checked. Install gettext: apt-get install gettext"
            ) from missing
        catalogues = {
            language: polib.pofile(str(Path(settings.LOCALE_PATHS[0], language, "LC_MESSAGES", "django.po")))
            for language in LANGUAGES
        }
        found = translations.out_of_sight(package) + translations.problems(texts, catalogues)
        for problem in found:
            self.stderr.write(str(problem))
        if found:
            raise CommandError(f"{len(found)} problems in {len(texts)} texts.")
        self.stdout.write(f"{len(texts)} texts are translated to {' and '.join(LANGUAGES)}.")
