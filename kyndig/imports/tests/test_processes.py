"""Imports in processes of their own: one killed in the middle, two at once."""

import json
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from kyndig.imports import files
from kyndig.imports.models import ImportRun
from tests import processes
from tests.processes import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)

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
        self.folder, self.url = folder, processes.database_url(folder)

    def start(self, script: str, run: ImportRun, **options: Any) -> subprocess.Popen[str]:
        arguments = [str(run.pk), str(settings.MEDIA_ROOT), str(self.said(run)), str(self.folder / "let go")]
        return processes.start(BEGIN + script, *arguments, url=self.url, **options)

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
    at_work = Processes(tmp_path)
    worker = at_work.start(WORK, run)
    at_work.wait_until_written(run)
    worker.send_signal(signal.SIGKILL)
    worker.wait(PATIENCE)
    assert at_work.look(run) == ["interrupted", []]
    assert at_work.start(AGAIN, run).wait(PATIENCE) == 0
    assert at_work.look(run) == ["applied", ["Solgruppe"]]


def test_a_run_at_work_in_another_process_is_not_taken_for_interrupted(tmp_path: Path) -> None:
    run = queued("Solgruppe")
    at_work = Processes(tmp_path)
    worker = at_work.start(WORK, run)
    at_work.wait_until_written(run)
    assert at_work.look(run) == ["running", []]
    at_work.let_go()
    assert worker.wait(PATIENCE) == 0


def test_of_two_imports_at_once_the_second_waits(tmp_path: Path) -> None:
    first, second = queued("Solgruppe"), queued("Elvegruppe")
    at_work = Processes(tmp_path)
    one = at_work.start(WORK, first)
    at_work.wait_until_written(first)
    other = at_work.start(WORK, second)
    assert at_work.look(first) == ["running", []]
    assert not at_work.said(second).exists()
    at_work.let_go()
    assert (one.wait(PATIENCE), other.wait(PATIENCE)) == (0, 0)
    assert at_work.look(second) == ["applied", ["Elvegruppe", "Solgruppe"]]
