"""`kyndig demo`: an invented municipality on this machine, web server and background worker included."""

import http.client
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from kyndig.demo import loading, processes, surroundings

EMPLOYEES = 1200
SEED = 1
HIGHEST_PORT = 65535
# A minute, so that who looks at a demo need not wait.
SECONDS_BETWEEN_REMINDERS = 60
# These send e-mail, which a demo prints.
SPEAKING = ("background worker", "reminders")


class Command(BaseCommand):
    """Exits 0 after Ctrl-C or SIGTERM; 1 when the port is taken or one of the processes ends by itself."""

    help = "Start Kyndig with an invented municipality on this machine. Ctrl-C ends everything."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        employees = os.environ.get("KYNDIG_DEMO_EMPLOYEES") or EMPLOYEES
        parser.add_argument("--port", type=_port, default=8000)
        parser.add_argument("--data", type=Path, default=settings.DATA_DIR, help="kept between starts")
        parser.add_argument("--employees", type=int, default=employees, help="when loaded the first time")
        parser.add_argument("--seed", type=int, default=SEED, help="when loaded the first time")

    def handle(self, *args: Any, **options: Any) -> None:
        processes.interruptible()
        try:
            self._run(options["port"], options["data"].resolve(), options["employees"], options["seed"])
        except KeyboardInterrupt:
            self._say("Stopped before Kyndig was up. The next start goes on from here.")

    def _run(self, port: int, data: Path, employees: int, seed: int) -> None:
        if not surroundings.is_free(port):
            raise CommandError(f"Port {port} is in use. Choose another, for example: make demo PORT=8123")
        data.mkdir(parents=True, exist_ok=True)
        wanted = surroundings.environment(data, port)
        if settings.ENVIRONMENT.database_url != wanted["KYNDIG_DATABASE_URL"]:
            _start_over(wanted)
        self._prepare(employees, seed)
        self._serve(port, data / surroundings.LOG_FILE, wanted)

    def _prepare(self, employees: int, seed: int) -> None:
        if _needs_migration():
            self._say("Making the database.")
            call_command("migrate", verbosity=0)
        if not loading.is_loaded():
            self._say(f"Making an invented municipality with {employees} employees. This happens once.")
            with transaction.atomic():
                loading.load_demo(employees=employees, seed=seed)
        connection.close()

    def _serve(self, port: int, log: Path, wanted: dict[str, str]) -> None:
        with processes.together(_commands(port), wanted, log, SPEAKING) as family:
            ended = family.wait(until=lambda: _answers(port))
            if not ended and not family.is_stopping:
                self._introduce(port, log)
                ended = family.wait()
        if ended:
            code = ended.process.returncode
            raise CommandError(
                f"The {ended.name} ended by itself (code {code}), so the rest has too. See {log}"
            )
        self._say("Kyndig has stopped.")

    def _introduce(self, port: int, log: Path) -> None:
        users = loading.demo_users()
        width = max((len(user.username) for user in users), default=0)
        self._say("")
        self._say(f"Kyndig runs on http://{surroundings.HOST}:{port}")
        self._say(f"Sign in as one of these, with the password {loading.PASSWORD}")
        self._say("")
        for user in users:
            self._say(f"  {user.username:<{width}}  {user.description}")
        self._say("")
        self._say(f"Everybody and everything in it is invented. The log is {log}")
        self._say("No e-mail is sent: it is printed here instead.")
        self._say("Ctrl-C stops Kyndig.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise ArgumentTypeError(f"{text} is not a port; choose a number from 1 to {HIGHEST_PORT}")
    return int(text)


def _start_over(wanted: dict[str, str]) -> None:
    """Run this command again with the demo's own settings: Django has already read other ones."""
    command = [sys.executable, "-m", "kyndig.config.cli", *sys.argv[1:]]
    os.execve(sys.executable, command, {**os.environ, **wanted})  # noqa: S606 - itself, without a shell


def _needs_migration() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _commands(port: int) -> dict[str, list[str]]:
    bind = f"{surroundings.HOST}:{port}"
    kyndig = [sys.executable, "-m", "kyndig.config.cli"]
    options = ["--workers=1", "--threads=4", "--graceful-timeout=2", "--no-control-socket"]
    return {
        "web server": [sys.executable, "-m", "gunicorn", "kyndig.config.wsgi", f"--bind={bind}", *options],
        "background worker": [*kyndig, "db_worker", "--skip-checks"],
        "reminders": [*kyndig, "send_notices", f"--every={SECONDS_BETWEEN_REMINDERS}", "--any-hour"],
    }


def _answers(port: int) -> bool:
    request = http.client.HTTPConnection(surroundings.HOST, port, timeout=5)
    try:
        request.request("GET", "/healthz")
        request.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        request.close()
