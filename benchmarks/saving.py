"""Cells saved under load: twenty leaders at their grids, against gunicorn with two workers on PostgreSQL."""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from benchmarks import database, timing
from benchmarks.leaders import LEADERS
from benchmarks.pages import server

TITLE = "Cells saved under load"
PEOPLE: Final = 10_000
SECONDS: Final = 60
# What judging a cell takes somebody at the keyboard, looking included (keystroke-level model).
PAUSE: Final = 1.9
AIM: Final = 0.1
TOKEN: Final = "a" * 32


@dataclass
class Leader:
    """Opens the grid, then saves one cell after another at the pace of somebody who types."""

    address: str
    path: str
    session: str
    cells: list[dict[str, int]]
    saves: list[float] = field(default_factory=list)
    opened: float = 0.0
    size: int = 0
    failures: int = 0

    def work(self, until: float) -> None:
        begun = time.perf_counter()
        _, page = self._ask("GET")
        self.opened, self.size = time.perf_counter() - begun, len(page)
        for cell in self.cells:
            if time.perf_counter() > until:
                return
            begun = time.perf_counter()
            status, said = self._ask("POST", _form(cell))
            took = time.perf_counter() - begun
            self.saves.append(took)
            self.failures += status != 200 or json.loads(said)["done"][0]["result"] != "saved"
            time.sleep(max(0.0, PAUSE - took))

    def _ask(self, method: str, body: str = "") -> tuple[int, bytes]:
        host = urlsplit(self.address)
        connection = http.client.HTTPConnection(host.hostname or "", host.port)
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Accept": "application/json" if body else "text/html",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request(method, self.path, body, headers)
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        return answer.status, said


def section() -> str:
    """Start everything, let the leaders work for a while, stop everything, and tell."""
    env = database.copied(PEOPLE, "saving") | {"KYNDIG_SECURE_COOKIES": "false"}
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "leaders.json"
        subprocess.run([sys.executable, "-m", "benchmarks.leaders", str(file)], env=env, check=True)
        cases: list[dict[str, Any]] = json.loads(file.read_text())
    with server(env) as address:
        leaders = [Leader(address, **case) for case in cases]
        _work(leaders)
    return f"{_about(leaders)}\n{_figures(leaders)}"


def _work(leaders: Sequence[Leader]) -> None:
    until = time.perf_counter() + SECONDS
    threads = [threading.Thread(target=each.work, args=[until]) for each in leaders]
    for thread in threads:
        thread.start()
        time.sleep(PAUSE / len(leaders))  # people do not type in step
    for thread in threads:
        thread.join()


def _about(leaders: Sequence[Leader]) -> str:
    saves = sum(len(each.saves) for each in leaders)
    return (
        f"{PEOPLE:,} people; {LEADERS} leaders for {SECONDS} seconds, each opening a grid of their own and "
        f"then saving one cell each {PAUSE} seconds, {saves / SECONDS:.1f} a second in all; gunicorn with "
        "two workers and PostgreSQL. Leaders, web server and database share the machine's cores. A save is "
        "an assessment, its holding, an entry of the round and an audit row in one transaction, and the cell "
        "as it is then.\n"
    )


def _figures(leaders: Sequence[Leader]) -> str:
    saves = [took for each in leaders for took in each.saves]
    opened = [each.opened for each in leaders]
    failures = sum(each.failures for each in leaders)
    rows = [
        [
            "a cell's save",
            *_spread(saves),
            str(len(saves)),
            str(failures),
            timing.verdict(_middle(saves) < AIM),
        ],
        ["the grid's page", *_spread(opened), str(len(opened)), "0", ""],
    ]
    largest = max(each.size for each in leaders)
    table = timing.table(["", "p50", "p95", "slowest", "requests", "failures", "under 100 ms?"], rows)
    return f"{table}\nThe largest grid among them is {largest / 1000:,.0f} kB of HTML, in one round trip.\n"


def _spread(times: Sequence[float]) -> list[str]:
    cuts = statistics.quantiles(times, n=20)
    return [timing.shown(each) for each in (_middle(times), cuts[-1], max(times))]


def _middle(times: Sequence[float]) -> float:
    return statistics.median(times)


def _form(cell: dict[str, int]) -> str:
    fields: dict[str, Any] = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "method": "singly"}
    given = {**cell, "key": str(uuid4()), "move": cell["level"]}
    names = ("key", "person", "competence", "version", "move")
    return urlencode(fields | {f"form-0-{name}": given[name] for name in names})
