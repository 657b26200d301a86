"""The `kyndig` command: Django's management commands under the project's name."""

import os
import sys

from environs import EnvError


def main(argv: list[str] | None = None) -> None:
    """Run a management command; settings or a database that cannot be used end it with one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyndig.config.settings")
    from django.core.management import execute_from_command_line  # after the settings are named
    from django.db import DatabaseError

    try:
        execute_from_command_line(argv or sys.argv)
    except EnvError as error:
        sys.exit(f"kyndig: {error}")
    except DatabaseError as error:
        if hint := _database_hint(error):
            sys.exit(f"kyndig: {hint}")
        raise


def _database_hint(error: Exception) -> str:
    """What to do about a database that is not ready; empty for any other error."""
    said = str(error).lower()
    if "no such table" in said or ("relation" in said and "does not exist" in said):
        return "the database has no tables yet, or old ones. Run: kyndig migrate"
    if "connection" in said or "unable to open" in said:
        return "the database does not answer. Check KYNDIG_DATABASE_URL, and that the server runs."
    return ""


if __name__ == "__main__":
    main()
