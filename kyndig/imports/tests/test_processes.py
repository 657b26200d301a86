"""Imports in processes of their own: one killed in the middle, two at once."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from kyndig.imports import files
from kyndig.imports.models import ImportRun

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 120

BEGIN = """
import json, sys, time
from dataclasses import replace
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.contrib.auth.models import Group
from kyndig.imports import files, importers, running
from kyndig.imports.models import ImportRun
from kyndig.imports.tests import sample
settings.MEDIA_ROOT = sys.argv[2]
run = ImportRun.objects.get(pk=sys.argv[1])
"""

# Writes, says so, and waits until it is let go.
WORK = """
said, let_go = map(Path, sys.argv[3:5])
def apply(plan, *, by, progress):
    sample.apply(plan, by=by, progress=progress)
    said.touch()
    while not let_go.exists():
        time.sleep(0.02)
importers.register(replace(sample.IMPORTER, apply=apply))
sys.exit(0 if running.execute(run, files.sources_of(run)) else 1)
"""

LOOK = """
run = running.look(run)
print(json.dumps([run.status, sorted(Group.objects.values_list("name", flat=True))]))
"""

AGAIN = """
ImportRun.objects.filter(pk=run.pk, status="interrupted").update(status="queued")
importers.register(sample.IMPORTER)
running.execute(run, files.sources_of(run))
"""


def queued(name: str) -> ImportRun:
    directory = files.new_directory()
    files.store([f"Navn\n{name}\n".encode()], directory, files.FIRST)
    return ImportRun.objects.create(
        kind="sample", status="queued", file_name="fil.csv", stored_name=directory, as_of="2026-09-01"
    )


class Processes:
    """Starts processes on the test's database; of one in memory, on a copy in a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kyndig.config.settings"}
        self.environment["KYNDIG_DATABASE_URL"] = self._url()

    def _url(self) -> str:
        given = connection.settings_dict
        if connection.vendor == "postgresql":
            place = f"{given['HOST']}:{given['PORT'] or 5432}/{given['NAME']}"
            return f"postgres://{given['USER']}:{given['PASSWORD']}@{place}"
        copy = self.folder / "copy.db"
        connection.ensure_connection()
        with sqlite3.connect(copy) as file:
            connection.connection.backup(file)
        return f"sqlite:///{copy}"

    def start(self, script: str, run: ImportRun, **options: Any) -> subprocess.Popen[str]:
        arguments = [str(run.pk), str(settings.MEDIA_ROOT), str(self.said(run)), str(self.folder / "let go")]
        command = [sys.executable, "-c", BEGIN + script, *arguments]
        return subprocess.Popen(command, env=self.environment, text=True, **options)

    def said(self, run: ImportRun) -> Path:
        return self.folder / f"{run.pk} has written"

    def wait_until_written(self, run: ImportRun) -> None:
        until = time.monotonic() + PATIENCE
        while not self.said(run).exists():
            assert time.monotonic() < until, "the worker never came to writing"
            time.sleep(0.02)

    def let_go(self) -> None:
        (self.folder / "let go").touch()

    def look(self, run: ImportRun) -> list[Any]:
        out, _none = self.start(LOOK, run, stdout=subprocess.PIPE).communicate(timeout=PATIENCE)
        found: list[Any] = json.loads(out)
        return found


def test_a_worker_killed_in_the_middle_leaves_nothing_and_can_be_started_again(tmp_path: Path) -> None:
    run = queued("Solgruppe")
    processes = Processes(tmp_path)
    worker = processes.start(WORK, run)
    processes.wait_until_written(run)
    worker.send_signal(signal.SIGKILL)
    worker.wait(PATIENCE)
    assert processes.look(run) == ["interrupted", []]
    assert processes.start(AGAIN, run).wait(PATIENCE) == 0
    assert processes.look(run) == ["applied", ["Solgruppe"]]


def test_a_run_at_work_in_another_process_is_not_taken_for_interrupted(tmp_path: Path) -> None:
    run = queued("Solgruppe")
    processes = Processes(tmp_path)
    worker = processes.start(WORK, run)
    processes.wait_until_written(run)
    assert processes.look(run) == ["running", []]
    processes.let_go()
    assert worker.wait(PATIENCE) == 0


def test_of_two_imports_at_once_the_second_waits(tmp_path: Path) -> None:
    first, second = queued("Solgruppe"), queued("Elvegruppe")
    processes = Processes(tmp_path)
    one = processes.start(WORK, first)
    processes.wait_until_written(first)
    other = processes.start(WORK, second)
    assert processes.look(first) == ["running", []]
    assert not processes.said(second).exists()
    processes.let_go()
    assert (one.wait(PATIENCE), other.wait(PATIENCE)) == (0, 0)
    assert processes.look(second) == ["applied", ["Elvegruppe", "Solgruppe"]]
