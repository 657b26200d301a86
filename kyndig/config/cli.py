"""The `kyndig` command: Django's management commands under the project's name."""

import os
import sys

from environs import EnvError


def main(argv: list[str] | None = None) -> None:
    """Run a management command; settings that cannot be read end it with one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyndig.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the settings are named

    try:
        execute_from_command_line(argv or sys.argv)
    except EnvError as error:
        sys.exit(f"kyndig: {error}")


if __name__ == "__main__":
    main()
