"""Pages under load: twenty readers and a writer against gunicorn with two workers on PostgreSQL."""

from __future__ import annotations

import csv
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks import database, timing
from benchmarks.readers import READERS

TITLE = "Pages under load"
PEOPLE: Final = 10_000
SECONDS: Final = 90
WRITES_PER_SECOND: Final = 20
START_SECONDS: Final = 60


def section() -> str:
    """Start everything, read for a while, stop everything, and tell."""
    env = database.copied(PEOPLE, "pages")
    with tempfile.TemporaryDirectory() as directory:
        cases = Path(directory) / "cases.json"
        subprocess.run([sys.executable, "-m", "benchmarks.readers", str(cases)], env=env, check=True)
        with server(env) as address, _writer(env) as writer:
            rows = _read(env | {"KYNDIG_BENCH_CASES": str(cases)}, address, Path(directory))
            written = _end(writer)
    return f"{_about(written)}\n{_figures(rows)}"


@contextmanager
def server(env: dict[str, str]) -> Iterator[str]:
    """The address of gunicorn with two workers."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "kyndig.config.wsgi", "--workers", "2"),
        *("--bind", f"127.0.0.1:{port}", "--log-level", "warning"),
    ]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(START_SECONDS * 2):
        try:
            with urlopen(address):
                return
        except (URLError, ConnectionError):
            time.sleep(0.5)
    raise TimeoutError("The web server did not start.")


@contextmanager
def _writer(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "benchmarks.writer", str(WRITES_PER_SECOND)]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _end(writer: subprocess.Popen[str]) -> dict[str, float]:
    writer.terminate()
    printed, _ = writer.communicate()
    found: dict[str, float] = json.loads(printed)
    return found


def _read(env: dict[str, str], address: str, directory: Path) -> list[dict[str, str]]:
    """Let the readers read; returns locust's rows, one per kind of page."""
    command = [
        *(sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("locustfile.py"))),
        *("--headless", "--users", str(READERS), "--spawn-rate", "1", "--run-time", f"{SECONDS}s"),
        *("--host", address, "--csv", str(directory / "read"), "--only-summary", "--loglevel", "WARNING"),
    ]
    # It ends with an error when a page failed, and tells on standard error what stands in its files.
    subprocess.run(
        command,
        env=env,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=SECONDS + START_SECONDS,
    )
    with (directory / "read_stats.csv").open() as file:
        return list(csv.DictReader(file))


def _about(written: dict[str, Any]) -> str:
    pace = written["written"] / written["seconds"]
    return (
        f"{PEOPLE:,} people; {READERS} readers from HR for {SECONDS} seconds, one more each second, each "
        "signing in once and then opening pages all over the municipality with a pause of 1–3 seconds; "
        f"gunicorn with two workers and PostgreSQL, and {pace:.1f} assessments a second written meanwhile "
        f"by another process (asked for: {WRITES_PER_SECOND}). Readers, writer, web server and database "
        "share the machine's cores. Times are until the whole answer is there.\n"
    )


def _figures(rows: list[dict[str, str]]) -> str:
    header = ["page", "p50", "p95", "slowest", "requests", "failures"]
    shown = [
        [
            "all together" if row["Name"] == "Aggregated" else row["Name"],
            *(timing.shown(float(row[name]) / 1000) for name in ("50%", "95%", "100%")),
            *(row["Request Count"], row["Failure Count"]),
        ]
        for row in rows
    ]
    return timing.table(header, shown)
