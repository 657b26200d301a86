"""`kyndig send_notices`: what the providers say is due, and what it prints."""

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from kyndig.notices import providers
from kyndig.notices.models import Message
from kyndig.notices.providers import Due
from kyndig.notices.tests.sample import CERTIFICATE, PAGE, later, queue
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db
Register = Callable[[providers.Provider], None]


@pytest.fixture
def provide() -> Iterator[Register]:
    """Register a provider for the test."""
    given: list[providers.Provider] = []

    def register(provider: providers.Provider) -> None:
        given.append(provider)
        providers.register(provider)

    yield register
    for each in given:
        providers.forget(each)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("send_notices", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def certificates(day: date) -> Iterable[Due]:
    """Amina's runs out in 30 days, as asked on any day of the week before."""
    assert day == date(2027, 1, 12)
    yield Due("nr-merkeamina", CERTIFICATE.code, "expiry:1", PAGE, key="30")


def broken(day: date) -> Iterable[Due]:
    raise RuntimeError("Merkeamina")


def test_what_is_due_is_queued_and_sent(cast: Cast, provide: Register) -> None:
    provide(certificates)
    assert run() == "1 queued, 1 sent.\n"
    assert len(mail.outbox) == 1


def test_a_second_run_sends_nothing(cast: Cast, provide: Register) -> None:
    provide(certificates)
    run()
    assert run() == "0 queued.\n"
    assert len(mail.outbox) == 1


def test_a_provider_that_fails_stops_nobody_else(cast: Cast, provide: Register) -> None:
    provide(broken)
    provide(certificates)
    assert run() == "1 queued, 1 sent.\n"


def test_it_prints_no_name_and_no_address(cast: Cast) -> None:
    queue("amina", "bendik")
    assert markers_in(run()) == set()


def test_outside_working_hours_it_says_so_and_asks_nobody(
    cast: Cast, provide: Register, tuesday: time_machine.Traveller
) -> None:
    provide(broken)
    later(tuesday, hours=11)
    assert run() == "Outside working hours: letters go out on weekdays from 7 to 20.\n"
    assert not Message.objects.exists()


def test_the_demo_sends_at_any_hour(cast: Cast, tuesday: time_machine.Traveller) -> None:
    queue("amina")
    later(tuesday, hours=11)
    assert run("--any-hour") == "0 queued, 1 sent.\n"


def test_more_than_one_go_takes_is_sent_too(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyndig.notices.management.commands.send_notices.AT_A_TIME", 2)
    queue("amina", "bendik", "greta", "farid", "dag")
    assert run() == "0 queued, 5 sent.\n"
