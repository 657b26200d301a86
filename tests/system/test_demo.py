"""`kyndig demo` as somebody starts it: real processes, a free port, a directory of its own."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from django.db import connection

# A demo's processes have an SQLite of their own: on another database the same would be asked again.
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="a demo is on SQLite whatever runs")
Start = Callable[..., "Demo"]


class Demo:
    """A running demo."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        command = [
            sys.executable,
            "-m",
            "kyndig.config.cli",
            "demo",
            "--port",
            str(port),
            "--data",
            str(data),
        ]
        environment = {
            **os.environ,
            "KYNDIG_DATA_DIR": str(data),
            "KYNDIG_DATABASE_URL": "",
            "KYNDIG_DEMO_EMPLOYEES": "60",
        }
        self.process = subprocess.Popen(
            command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.said = self._listen()
        self.descendants = psutil.Process(self.process.pid).children(recursive=True) if self.is_up else []

    @property
    def is_up(self) -> bool:
        return "Ctrl-C stops Kyndig" in self.said

    def _listen(self) -> str:
        assert self.process.stdout is not None
        said = ""
        for line in self.process.stdout:
            said += line
            if "Ctrl-C stops Kyndig" in line:
                break
        return said

    def get(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send a signal; the exit code once it has ended."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        rest, _ = self.process.communicate(timeout=60)
        self.said += rest
        return self.process.returncode

    def left(self) -> list[psutil.Process]:
        """What it started that still runs."""
        return [process for process in self.descendants if process.is_running()]

    def users(self) -> list[tuple[int, str]]:
        return users_in(self.data)


def users_in(data: Path) -> list[tuple[int, str]]:
    """Key and name of each user in a demo's database."""
    with contextlib.closing(sqlite3.connect(data / "kyndig.db")) as database:
        rows: list[tuple[int, str]] = database.execute(
            "SELECT id, username FROM accounts_user ORDER BY id"
        ).fetchall()
    return rows


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a demo that has run once."""
    data = tmp_path_factory.mktemp("demo")
    demo = Demo(data, free_port())
    assert demo.end() == 0, demo.said
    return data


@pytest.fixture
def start(loaded: Path, tmp_path: Path) -> Iterator[Start]:
    """Start a demo on a copy of the loaded directory, the same one each time in a test."""
    data = tmp_path / "demo"
    shutil.copytree(loaded, data)
    demos: list[Demo] = []

    def start_one(port: int | None = None) -> Demo:
        demos.append(Demo(data, port or free_port()))
        return demos[-1]

    yield start_one
    for demo in demos:
        if demo.process.poll() is None:
            demo.end()


def test_a_demo_answers_and_ctrl_c_leaves_nothing_running(start: Start) -> None:
    demo = start()
    assert demo.is_up, demo.said
    assert demo.get("/healthz") == 200
    assert len(demo.descendants) >= 3, "a web server with its worker, and a background worker"
    assert demo.end() == 0
    assert demo.left() == []


def test_a_demo_names_its_address_and_its_users(start: Start) -> None:
    demo = start()
    assert f"http://127.0.0.1:{demo.port}" in demo.said
    mentioned = [name for _, name in demo.users() if f"  {name} " in demo.said]
    assert len(mentioned) >= 8, demo.said


def test_a_second_start_keeps_the_data(start: Start, loaded: Path) -> None:
    demo = start()
    assert demo.is_up, demo.said
    assert "Making" not in demo.said
    assert demo.users() == users_in(loaded)
    assert (demo.data / "secret-key").read_text() == (loaded / "secret-key").read_text()


def test_when_one_process_dies_the_other_is_ended_and_the_code_says_so(start: Start) -> None:
    demo = start()
    worker = next(each for each in demo.descendants if "db_worker" in each.cmdline())
    worker.kill()
    assert demo.ended() == 1
    assert "background worker ended by itself" in demo.said
    assert demo.left() == []


def test_a_port_in_use_is_said_in_a_sentence(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        demo = start(port)
        assert demo.ended() == 1
    assert f"Port {port} is in use" in demo.said
    assert "Traceback" not in demo.said
