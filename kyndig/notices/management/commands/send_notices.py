"""`kyndig send_notices`: ask what is due today, queue it, and send what waits."""

import signal
from argparse import ArgumentParser
from collections import Counter
from threading import Event
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from kyndig.notices import actions, providers, quiet, sending
from kyndig.notices.models import Message

# So few between two looks at whether it is asked to stop.
AT_A_TIME = 50
WORDS = {
    Message.Status.SENT: "sent",
    Message.Status.QUEUED: "to be tried again",
    Message.Status.FAILED: "given up",
    Message.Status.BOUNCED: "to an address that does not work",
    Message.Status.NO_ADDRESS: "without an address",
    Message.Status.LAPSED: "no longer needed",
}
log = structlog.get_logger("kyndig.notices")


class Command(BaseCommand):
    """Prints counts, never a name or an address. Several may run at once. SIGTERM lets a letter finish."""

    help = "Queue the reminders that are due today and send what waits. Run it every few minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on, with this long a pause")
        parser.add_argument("--any-hour", action="store_true", help="also at night and in the weekend")

    def handle(self, *args: Any, **options: Any) -> None:
        self.asked_to_stop = Event()
        every, any_hour = options["every"], options["any_hour"]
        if not every:
            self._once(any_hour=any_hour)
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.asked_to_stop.set())
        while not self.asked_to_stop.is_set():
            self._once_more(any_hour=any_hour)
            self.asked_to_stop.wait(every)

    def _once_more(self, *, any_hour: bool) -> None:
        """As `_once`; a database that is busy or away is tried again after the pause."""
        try:
            close_old_connections()
            self._once(any_hour=any_hour, quietly=True)
        except OperationalError as error:
            log.warning("notices could not be sent", exc_info=error)

    def _once(self, *, any_hour: bool, quietly: bool = False) -> None:
        if not any_hour and not quiet.is_open(timezone.localtime()):
            if not quietly:
                self.stdout.write("Outside working hours: letters go out on weekdays from 7 to 20.")
            return
        queued = actions.queue_due(providers.due_on(timezone.localdate()))
        counts, problem = self._send(any_hour=any_hour)
        done = [f"{number} {WORDS[Message.Status(key)]}" for key, number in counts.items() if number]
        if queued or done or not quietly:
            self.stdout.write(", ".join([f"{queued} queued", *done]) + ".")
        if problem and not quietly:
            self.stderr.write(f"Not everything is sent: {problem}")

    def _send(self, *, any_hour: bool) -> tuple[Counter[str], str]:
        counts: Counter[str] = Counter()
        while True:
            outcome = sending.send_due(at_most=AT_A_TIME, any_hour=any_hour)
            counts += outcome.counts
            if not outcome.more or outcome.problem or self.asked_to_stop.is_set():
                return counts, outcome.problem
