"""Sending in the background."""

from django.utils import timezone
from django_tasks import task

from kyndig.notices import quiet, sending


@task()
def send() -> None:
    """Send what is due; when there is more than fits in one go, come again after what others wait for."""
    if sending.send_due().more:
        send.enqueue()


def start() -> None:
    """Have the worker send what was queued; outside working hours `kyndig send_notices` does it later."""
    if quiet.is_open(timezone.localtime()):
        send.enqueue()
