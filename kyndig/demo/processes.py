"""Child processes that live and die together."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

PATIENCE_SECONDS = 8
_GLANCE_SECONDS = 0.1
_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Child:
    """A started process, leader of a group of its own, with the name people know it by."""

    name: str
    process: subprocess.Popen[bytes]

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None


@dataclass
class Family:
    """The children, and whether somebody has asked them to stop."""

    children: list[Child] = field(default_factory=list)
    is_stopping: bool = False

    def wait(self, until: Callable[[], bool] = lambda: False) -> Child | None:
        """The first child that ends by itself; None when asked to stop, or as soon as `until` is true."""
        while not self.is_stopping:
            for child in self.children:
                if not child.is_running:
                    return child
            if until():
                return None
            time.sleep(_GLANCE_SECONDS)
        return None

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """A signal's handler. It only takes note, so that no child is lost between start and list."""
        self.is_stopping = True


@contextlib.contextmanager
def together(
    commands: Mapping[str, Sequence[str]],
    environment: Mapping[str, str],
    log: Path,
    speaking: Collection[str] = (),
) -> Iterator[Family]:
    """Start the commands by name; end every one of them, with all they started, on the way out.

    What they write goes to the log; standard output of the `speaking` ones goes where ours does.
    Ctrl-C, SIGTERM and a closed terminal end `Family.wait`; more of them while ending change nothing.
    """
    family = Family()
    earlier = {number: signal.signal(number, family.stop) for number in _STOP if not _is_ignored(number)}
    try:
        with log.open("ab") as output:
            for name, command in commands.items():
                out = None if name in speaking else output.fileno()
                family.children.append(_start(name, command, environment, out, output.fileno()))
        yield family
    finally:
        _end(family.children)
        for number, handler in earlier.items():
            signal.signal(number, handler)


def interruptible() -> None:
    """Let SIGTERM and a closed terminal interrupt like Ctrl-C; Ctrl-C too where a shell had it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in _STOP:
        if not _is_ignored(number):
            signal.signal(number, signal.default_int_handler)


def _is_ignored(number: signal.Signals) -> bool:
    """True under nohup: a closed terminal is then meant to end nothing."""
    return signal.getsignal(number) == signal.SIG_IGN


def _start(
    name: str, command: Sequence[str], environment: Mapping[str, str], output: int | None, errors: int
) -> Child:
    # A session of its own: Ctrl-C in the terminal reaches the parent only, which ends the children in order.
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        start_new_session=True,
    )
    return Child(name, process)


def _end(children: Sequence[Child]) -> None:
    for child in children:
        _signal_group(child, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0, deadline - time.monotonic()))
    for child in children:
        _signal_group(child, signal.SIGKILL)
        child.process.wait()


def _signal_group(child: Child, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.process.pid, number)
