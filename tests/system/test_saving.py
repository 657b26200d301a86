"""Leaders save cells all at once while processes are killed under them.

Every save that was acknowledged is there afterwards, and none is there twice. Real processes: gunicorn with
two workers and the background worker; each leader is a client that sends an act again, with its key, until
somebody acknowledges it, as the grid does. Fifty leaders on PostgreSQL, fewer on SQLite, which has one
writer. With KYNDIG_FULL_SCALE=1 each of them saves a whole unit, 300 cells; else a part of it.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import psutil
import pytest
from django.conf import settings
from django.db import connection

from tests import processes
from tests.processes import PATIENCE
from tests.town import PEOPLE_A_UNIT, Town, build_town

# Leaders, and cells that each of them saves.
FULL_SCALE = os.environ.get("KYNDIG_FULL_SCALE") == "1"
SCALE = {"postgresql": (50, 300 if FULL_SCALE else 36), "sqlite": (5, 300 if FULL_SCALE else 36)}
# Acts in one request: what a fast leader has waiting when the one before is answered.
AT_ONCE = 6
HOST = "127.0.0.1"

CHECK = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.db.models import Count
from kyndig.holdings.models import Assessment
from kyndig.mapping.models import Entry
call_command("check_holdings", stdout=sys.stderr)
cells = Assessment.objects.values("person", "competence").annotate(n=Count("pk"))
print(json.dumps({
    "entries": {str(e.key): e.assessment.level for e in Entry.objects.select_related("assessment")},
    "most_for_a_cell": max(row["n"] for row in cells),
    "cells": len(cells),
}))
"""


class Server:
    """The web server and the background worker, which can be killed and started again."""

    def __init__(self, url: str, folder: Path) -> None:
        self.port = _free_port()
        self.environment = {
            **os.environ,
            "KYNDIG_DATABASE_URL": url,
            "KYNDIG_SECRET_KEY": settings.SECRET_KEY,
            "KYNDIG_DATA_DIR": str(folder),
            "KYNDIG_ALLOWED_HOSTS": HOST,
            "KYNDIG_BASE_URL": f"http://{HOST}:{self.port}",
            "KYNDIG_SECURE_COOKIES": "false",
        }
        self.log = (folder / "server.log").open("w")
        self.web = self._web()
        self.background = self._start("kyndig.config.cli", "db_worker", "--skip-checks")

    def _web(self) -> subprocess.Popen[bytes]:
        options = ["--workers=2", "--threads=4", "--no-control-socket"]
        return self._start("gunicorn", "kyndig.config.wsgi", f"--bind={HOST}:{self.port}", *options)

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.Popen(command, env=self.environment, stdout=self.log, stderr=self.log)

    def kill_a_web_worker(self) -> None:
        """One of two, as the kernel does when memory is short; gunicorn starts another."""
        for worker in psutil.Process(self.web.pid).children()[:1]:
            worker.send_signal(signal.SIGKILL)

    def kill_everything_and_start_again(self) -> None:
        """As when the machine loses its power."""
        self.stop()
        self.web = self._web()
        self.background = self._start("kyndig.config.cli", "db_worker", "--skip-checks")

    def stop(self) -> None:
        for process in (self.web, self.background):
            family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
            for each in family:
                each.kill()
            process.wait(PATIENCE)
            psutil.wait_procs(family, PATIENCE)


@dataclass
class Leader:
    """A browser that saves one unit's cells, a few at a time, each until it is acknowledged."""

    port: int
    path: str
    session: str
    cells: list[tuple[int, int]]
    acknowledged: dict[str, int] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)

    def work(self) -> None:
        for start in range(0, len(self.cells), AT_ONCE):
            acts = [
                (str(uuid4()), *cell, (start + at) % 4)
                for at, cell in enumerate(self.cells[start : start + AT_ONCE])
            ]
            self._until_acknowledged(acts)

    def _until_acknowledged(self, acts: list[tuple[str, int, int, int]]) -> None:
        for _ in range(PATIENCE * 10):
            answer = self._send(acts)
            if answer is not None:
                self._read(acts, answer)
                return
            _PAUSE.wait(0.1)
        self.trouble.append("nobody answered")

    def _read(self, acts: list[tuple[str, int, int, int]], answer: list[dict[str, str]]) -> None:
        levels = {key: level for key, _, _, level in acts}
        for each in answer:
            if each["result"] == "saved":
                self.acknowledged[each["key"]] = levels[each["key"]]
            else:
                self.trouble.append(json.dumps(each))

    def _send(self, acts: list[tuple[str, int, int, int]]) -> list[dict[str, str]] | None:
        """What the server made of the acts; None when it did not answer."""
        token = "a" * 32
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "Cookie": f"sessionid={self.session}; csrftoken={token}",
            "X-CSRFToken": token,
            "Origin": f"http://{HOST}:{self.port}",
        }
        server = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            server.request("POST", self.path, _form(acts), headers)
            answer = server.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            server.close()
        done: list[dict[str, str]] | None = json.loads(said)["done"] if answer.status == 200 else None
        return done


# Never set: waiting for it is a pause that ends at once when the test does.
_PAUSE = threading.Event()


def _form(acts: list[tuple[str, int, int, int]]) -> str:
    fields: dict[str, object] = {"form-TOTAL_FORMS": len(acts), "form-INITIAL_FORMS": 0, "method": "singly"}
    for at, (key, person, competence, level) in enumerate(acts):
        values = {"key": key, "person": person, "competence": competence, "version": 0, "move": level}
        fields |= {f"form-{at}-{name}": value for name, value in values.items()}
    return urlencode(fields)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def town(transactional_db: None) -> Town:
    leaders, cells = SCALE[connection.vendor]
    return build_town(units=leaders, competences=-(-cells // PEOPLE_A_UNIT))


@pytest.fixture
def url(town: Town, tmp_path: Path) -> str:
    return processes.database_url(tmp_path)


@pytest.fixture
def server(url: str, tmp_path: Path) -> Iterator[Server]:
    running = Server(url, tmp_path)
    yield running
    running.stop()
    running.log.close()


def test_what_was_acknowledged_is_there_once_whatever_was_killed(
    town: Town, url: str, server: Server
) -> None:
    _leaders, cells = SCALE[connection.vendor]
    leaders = [
        Leader(server.port, f"/runder/{town.round_id}/enhet/{unit.code}/", unit.session, unit.cells[:cells])
        for unit in town.units
    ]
    _work(leaders, [server.kill_a_web_worker, server.background.kill, server.kill_everything_and_start_again])

    assert [each.trouble for each in leaders if each.trouble] == []
    acknowledged = {key: level for leader in leaders for key, level in leader.acknowledged.items()}
    assert len(acknowledged) == len(leaders) * cells
    there = _there(url)
    assert there["entries"] == acknowledged
    assert (there["cells"], there["most_for_a_cell"]) == (len(acknowledged), 1)


def _work(leaders: list[Leader], disturbances: list[Callable[[], None]]) -> None:
    """Let all work at once; disturb them after a fourth, a half, and three fourths of the saves."""
    threads = [threading.Thread(target=each.work) for each in leaders]
    for thread in threads:
        thread.start()
    total = sum(len(each.cells) for each in leaders)
    for part, disturb in enumerate(disturbances, start=1):
        _wait_until(leaders, threads, total * part // (len(disturbances) + 1))
        disturb()
    for thread in threads:
        thread.join()


def _wait_until(leaders: list[Leader], threads: list[threading.Thread], saved: int) -> None:
    while sum(len(each.acknowledged) for each in leaders) < saved:
        assert any(thread.is_alive() for thread in threads)
        _PAUSE.wait(0.05)


def _there(url: str) -> dict[str, object]:
    checking = processes.start(CHECK, url=url, stdout=subprocess.PIPE)
    said, _ = checking.communicate(timeout=PATIENCE)
    assert checking.returncode == 0
    found: dict[str, object] = json.loads(said)
    return found
