"""Several processes at the same outbox: each letter goes out once; one that dies loses nothing."""

import json
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kyndig.notices import tasks
from kyndig.notices.models import Message
from kyndig.notices.tests.sample import queue
from kyndig.organisation.models import Person
from tests import processes
from tests.cast import PEOPLE, Cast

pytestmark = pytest.mark.django_db(transaction=True)
EVERYBODY = tuple(key for key in PEOPLE if key != "leif")

BEGIN = """
import os, sys, time
from pathlib import Path
import django
django.setup()
from datetime import timedelta
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from kyndig.notices import claims, kinds, providers, sending
from kyndig.notices.models import Message, Recipient
from kyndig.notices.tests.sample import ROUND
kinds.register(ROUND)
providers._providers.clear()  # what the apps above say is due is tested there
folder = Path(sys.argv[1])
settings.EMAIL_BACKEND = "__main__.Server"

class Server(BaseEmailBackend):
    def send_messages(self, messages):
        for letter in messages:
            with (folder / "delivered").open("a") as file:
                file.write(letter.to[0] + "\\n")
"""

# Waits until all are ready, so that they meet at the outbox.
MEET = """
(folder / f"ready {os.getpid()}").touch()
while len(list(folder.glob("ready *"))) < int(sys.argv[2]):
    time.sleep(0.01)
while sending.send_due(at_most=5, any_hour=True).more:
    pass
"""

# The mail server has said yes, and nothing of it is noted yet.
STOP_AFTER_THREE = """
class Server(Server):
    number = 0
    def send_messages(self, messages):
        super().send_messages(messages)
        Server.number += 1
        if Server.number == 3:
            (folder / "stopped").touch()
            time.sleep(600)
settings.EMAIL_BACKEND = "__main__.Server"
sending.send_due(any_hour=True)
"""

AFTER_A_WHILE = """
Recipient.objects.exclude(claimed_at=None).update(
    claimed_at=timezone.now() - claims.ABANDONED_AFTER - timedelta(minutes=1)
)
"""

SEND = """
sending.send_due(any_hour=True)
"""

GO_ON = """
from django.core.management import call_command
call_command("send_notices", "--every=600", "--any-hour")
"""

LOOK = """
import json
print(json.dumps(list(Message.objects.values_list("status", flat=True))))
"""


@pytest.fixture
def tuesday() -> None:
    """The other processes have the machine's clock; so has this one."""


class Outbox:
    """Processes at the test's outbox, and what they delivered to whom."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = folder, processes.database_url(folder)

    def start(self, script: str, *arguments: str, **options: int) -> subprocess.Popen[str]:
        environment = {"KYNDIG_BASE_URL": "https://kyndig.example", "KYNDIG_SECURE_COOKIES": "false"}
        return processes.start(
            BEGIN + script, str(self.folder), *arguments, url=self.url, environment=environment, **options
        )

    def run(self, script: str) -> str:
        out, _none = self.start(script, stdout=subprocess.PIPE).communicate(timeout=processes.PATIENCE)
        return str(out)

    def statuses(self) -> Counter[str]:
        return Counter(json.loads(self.run(LOOK)))

    def wait_for(self, done: Callable[[], bool]) -> None:
        until = time.monotonic() + processes.PATIENCE
        while not done():
            assert time.monotonic() < until, "it never came so far"
            time.sleep(0.02)

    def delivered(self) -> Counter[str]:
        file = self.folder / "delivered"
        return Counter(file.read_text().split() if file.exists() else ())


@pytest.fixture
def outbox(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outbox:
    """With a letter to everybody; this process leaves it to the others."""
    monkeypatch.setattr(tasks, "start", lambda: None)
    queue(*EVERYBODY)
    return Outbox(tmp_path)


def test_three_processes_send_each_letter_once(outbox: Outbox) -> None:
    senders = [outbox.start(MEET, "3") for _number in range(3)]
    assert [sender.wait(processes.PATIENCE) for sender in senders] == [0, 0, 0]
    assert outbox.delivered() == Counter(f"merke{key}@example.no" for key in EVERYBODY)
    assert outbox.statuses() == {"sent": len(EVERYBODY)}


def test_a_sender_killed_after_the_servers_yes_repeats_that_letter_and_loses_none(
    outbox: Outbox,
) -> None:
    sender = outbox.start(STOP_AFTER_THREE)
    outbox.wait_for((outbox.folder / "stopped").exists)
    sender.send_signal(signal.SIGKILL)
    sender.wait(processes.PATIENCE)
    assert outbox.statuses() == {"sent": 2, "sending": 1, "queued": len(EVERYBODY) - 3}
    outbox.run(SEND)
    assert outbox.statuses() == {"sent": len(EVERYBODY) - 1, "sending": 1}
    outbox.run(AFTER_A_WHILE + SEND)
    assert outbox.statuses() == {"sent": len(EVERYBODY)}
    times = outbox.delivered()
    assert sorted(times.values()) == [1] * (len(EVERYBODY) - 1) + [2]
    assert set(times) == set(Person.objects.exclude(first_name="Leif").values_list("email", flat=True))
    assert Message.objects.count() == len(EVERYBODY)


def test_a_sender_that_goes_on_stops_when_asked_and_leaves_nothing_half_done(outbox: Outbox) -> None:
    sender = outbox.start(GO_ON)
    outbox.wait_for(lambda: outbox.delivered().total() == len(EVERYBODY))
    sender.send_signal(signal.SIGTERM)
    assert sender.wait(processes.PATIENCE) == 0
    assert outbox.statuses() == {"sent": len(EVERYBODY)}
