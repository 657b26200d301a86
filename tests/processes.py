"""Python processes of their own on the test's database, for what threads cannot show: being killed."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.db import connection

PATIENCE = 120


def database_url(folder: Path) -> str:
    """The test's database as another process opens it; one in memory is copied to a file in the folder."""
    given = connection.settings_dict
    if connection.vendor == "postgresql":
        place = f"{given['HOST']}:{given['PORT'] or 5432}/{given['NAME']}"
        return f"postgres://{given['USER']}:{given['PASSWORD']}@{place}"
    copy = folder / "copy.db"
    connection.ensure_connection()
    with sqlite3.connect(copy) as file:
        connection.connection.backup(file)
    return f"sqlite:///{copy}"


def start(script: str, *arguments: str, url: str, **options: Any) -> subprocess.Popen[str]:
    """Run a script with Django's settings and that database; its arguments are in `sys.argv[1:]`."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kyndig.config.settings",
        "KYNDIG_DATABASE_URL": url,
        **options.pop("environment", {}),
    }
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, env=environment, text=True, **options)
