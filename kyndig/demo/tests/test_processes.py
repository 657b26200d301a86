"""Processes that live and die together; real ones, which do nothing but wait."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from kyndig.demo import processes

WAITS = [sys.executable, "-c", "import time; print('waits', flush=True); time.sleep(600)"]
ENDS = [sys.executable, "-c", "import sys; sys.exit(3)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('waits', flush=True); time.sleep(600)",
]
HAS_A_CHILD = [
    sys.executable,
    "-c",
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
    "print('waits', flush=True); time.sleep(600)",
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Whatever a test did, nothing that it started runs afterwards."""
    before = set(psutil.Process().children(recursive=True))
    yield
    left = set(psutil.Process().children(recursive=True)) - before
    for process in left:
        process.kill()
    assert left == set()


def waits(log: Path, times: int = 1) -> bool:
    return log.read_text().count("waits") == times


def test_everything_is_ended_on_the_way_out(log: Path) -> None:
    with processes.together({"a": WAITS, "b": WAITS}, {}, log) as family:
        assert family.wait(until=lambda: waits(log, 2)) is None
    assert [child.process.returncode for child in family.children] == [-signal.SIGTERM, -signal.SIGTERM]


def test_what_a_child_started_is_ended_too(log: Path) -> None:
    with processes.together({"a": HAS_A_CHILD}, {}, log) as family:
        family.wait(until=lambda: waits(log))
        descendants = psutil.Process(family.children[0].process.pid).children()
    assert len(descendants) == 1
    _, alive = psutil.wait_procs(descendants, timeout=5)
    assert alive == []


def test_a_child_that_will_not_end_is_killed(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 0.2)
    with processes.together({"a": STUBBORN}, {}, log) as family:
        family.wait(until=lambda: waits(log))
    assert family.children[0].process.returncode == -signal.SIGKILL


def test_the_child_that_ends_by_itself_is_named(log: Path) -> None:
    with processes.together({"waits": WAITS, "ends": ENDS}, {}, log) as family:
        ended = family.wait()
    assert ended is not None
    assert (ended.name, ended.process.returncode) == ("ends", 3)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_waiting(log: Path, number: signal.Signals) -> None:
    with processes.together({"a": WAITS}, {}, log) as family:
        os.kill(os.getpid(), number)
        assert family.wait() is None
        assert family.is_stopping


def test_signals_mean_what_they_meant_before(log: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with processes.together({}, {}, log):
        pass
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_program_that_does_not_exist_leaves_nothing_running(log: Path) -> None:
    with (
        pytest.raises(FileNotFoundError),
        processes.together({"a": WAITS, "b": ["/nowhere/to-be-found"]}, {}, log),
    ):
        pass


def test_a_speaking_child_is_heard(log: Path, capfd: pytest.CaptureFixture[str]) -> None:
    says = [sys.executable, "-c", "import sys; print('letter'); print('trouble', file=sys.stderr)"]
    with processes.together({"a": says}, {}, log, speaking=["a"]) as family:
        family.wait()
    assert capfd.readouterr().out == "letter\n"
    assert log.read_text() == "trouble\n"


def test_children_get_the_environment_and_write_to_the_log(log: Path) -> None:
    says = [sys.executable, "-c", "import os; print(os.environ['KYNDIG_DEMO'])"]
    with processes.together({"a": says}, {"KYNDIG_DEMO": "invented"}, log) as family:
        family.wait()
    assert log.read_text() == "invented\n"
