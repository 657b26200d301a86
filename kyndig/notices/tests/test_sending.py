"""One letter a person and week about a thing; what it says; what happens when it does not go."""

import smtplib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django.fixtures import Settings

from kyndig.notices import kinds, sending
from kyndig.notices.models import Message, Recipient
from kyndig.notices.tests.sample import CERTIFICATE, ROUND, later, queue, sent, statuses
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db
Answer = Callable[[str], Exception | None]


class Server(EmailBackend):
    """A mail server that answers as a test says."""

    answer: Answer = staticmethod(lambda address: None)
    is_down = False

    def open(self) -> bool:
        if Server.is_down:
            raise ConnectionRefusedError("mail.kommune.example")
        return True

    def send_messages(self, messages: Any) -> int:
        for letter in messages:
            if error := Server.answer(letter.to[0]):
                raise error
        return super().send_messages(messages)


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], None]:
    """Have the mail server answer with the errors that a function of the address gives."""
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "is_down", False)
    return lambda answer: monkeypatch.setattr(Server, "answer", staticmethod(answer))


def refused(code: int, text: bytes = b"5.1.1 no such user") -> Answer:
    return lambda address: smtplib.SMTPRecipientsRefused({address: (code, text)})


def test_a_letter_names_nobody_and_links_to_the_page(cast: Cast) -> None:
    queue("amina")
    sent()
    (letter,) = mail.outbox
    assert letter.subject == "Bekreft kompetansen din"
    assert "https://kyndig.example/min/kompetanse/" in letter.body
    assert markers_in(f"{letter.subject} {letter.body} {letter.extra_headers}") == set()
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_link_opens_the_page_after_sign_in(cast: Cast) -> None:
    user = cast.user("amina")
    user.set_password("et langt passord 42")
    user.save()
    browser = cast.client("anonymous")
    asked = browser.get("/min/kompetanse/", follow=True)
    sign_in = asked.redirect_chain[-1][0]
    assert 'name="next" value="/min/kompetanse/"' in asked.content.decode()
    answer = browser.post(
        sign_in, {"login": user.username, "password": "et langt passord 42", "next": "/min/kompetanse/"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/min/kompetanse/")


@pytest.mark.parametrize(("language", "greeting"), [("", "Hei."), ("nn", "Hei."), ("en", "Hello.")])
def test_a_letter_is_in_the_recipients_language(cast: Cast, language: str, greeting: str) -> None:
    user = cast.user("amina")
    user.language = language
    user.save()
    queue("amina")
    sent()
    assert mail.outbox[0].body.startswith(greeting)


def test_several_reasons_are_one_letter(cast: Cast) -> None:
    queue("amina")
    queue("amina", kind=CERTIFICATE.code, topic="expiry:7", path="/")
    assert sent() == ["amina"]
    (letter,) = mail.outbox
    assert letter.subject == "2 saker venter på deg i Kyndig"
    assert str(ROUND.text) in letter.body
    assert str(CERTIFICATE.text) in letter.body
    assert statuses() == ["sent", "sent"]


def test_the_same_reason_twice_is_said_once(cast: Cast) -> None:
    for number in (1, 2, 3):
        queue("amina", kind=CERTIFICATE.code, topic=f"expiry:{number}")
    sent()
    assert mail.outbox[0].body.count(str(CERTIFICATE.text)) == 1


def test_nobody_hears_of_a_topic_twice_in_a_week(cast: Cast, tuesday: time_machine.Traveller) -> None:
    queue("amina", key="a")
    assert sent() == ["amina"]
    queue("amina", key="b")
    for _day in range(6):
        assert sent() == []
        later(tuesday, days=1)
    assert sent() == []
    later(tuesday, days=1)
    assert sent() == ["amina"]


def test_another_topic_does_not_wait(cast: Cast, tuesday: time_machine.Traveller) -> None:
    queue("amina")
    sent()
    later(tuesday, days=1)
    queue("amina", topic="round:2")
    queue("amina", key="again")
    assert sent() == ["amina"]
    assert statuses() == ["sent", "sent", "queued"]


@pytest.mark.parametrize("hours", [10, 24 * 4])  # Tuesday evening, Saturday
def test_nothing_goes_out_at_night_or_in_the_weekend(
    cast: Cast, tuesday: time_machine.Traveller, hours: int
) -> None:
    queue("amina")
    later(tuesday, hours=hours)
    assert sent() == []
    later(tuesday, hours=48 if hours > 24 else 12)
    assert sent() == ["amina"]


def test_what_is_done_meanwhile_is_not_asked_for(cast: Cast) -> None:
    queue("amina", "bendik")
    left = {"nr-merkebendik"}
    kinds.register(replace(ROUND, still=lambda topic, who: [r for r in who if r.employee_number in left]))
    assert sent() == ["bendik"]
    assert sorted(statuses()) == ["lapsed", "sent"]


def test_somebody_who_has_left_is_told_nothing(cast: Cast) -> None:
    queue("leif")
    assert sent() == []
    assert statuses() == ["lapsed"]


def test_a_kind_that_is_no_more_is_dropped(cast: Cast) -> None:
    queue("amina")
    kinds.forget(ROUND.code)
    assert sent() == []
    assert statuses() == ["lapsed"]


def test_old_news_is_dropped(cast: Cast, tuesday: time_machine.Traveller) -> None:
    queue("amina")
    later(tuesday, days=15)
    assert sent() == []
    assert statuses() == ["lapsed"]


def test_the_address_is_todays(cast: Cast) -> None:
    queue("amina")
    person = cast.person("amina")
    person.email = "ny@example.no"
    person.save()
    assert sent() == ["ny"]


@pytest.mark.parametrize("email", ["", "ikke en adresse", "a@b.no\nBcc: c@d.no"])
def test_somebody_without_an_address_is_noted(cast: Cast, email: str) -> None:
    person, user = cast.person("amina"), cast.user("amina")
    person.email, user.email = email, ""
    person.save()
    user.save()
    queue("amina")
    assert sent() == []
    assert statuses() == ["no_address"]


def test_ones_own_users_address_serves_when_payroll_has_none(cast: Cast) -> None:
    person = cast.person("amina")
    person.email = ""
    person.save()
    queue("amina")
    assert sent() == ["amina"]


def test_a_refused_address_is_not_tried_again_until_it_is_another(
    cast: Cast, server: Callable[[Answer], None]
) -> None:
    server(refused(550))
    queue("amina")
    assert sent() == []
    assert statuses() == ["bounced"]
    server(lambda address: None)
    queue("amina", topic="round:2")
    assert sent() == []
    assert statuses() == ["bounced", "bounced"]
    person = cast.person("amina")
    person.email = "ny@example.no"
    person.save()
    queue("amina", topic="round:3")
    assert sent() == ["ny"]
    assert Recipient.objects.get().bounced_at is None


@pytest.mark.parametrize(
    "answer",
    [
        refused(450, b"4.2.2 mailbox full"),
        refused(554, b"5.7.1 relay access denied"),
        lambda _address: smtplib.SMTPDataError(451, b"try later, merkeamina@example.no"),
        lambda _address: TimeoutError("merkeamina@example.no"),
    ],
)
def test_other_failures_are_tried_again_after_longer_and_longer_and_then_given_up(
    cast: Cast, server: Callable[[Answer], None], tuesday: time_machine.Traveller, answer: Answer
) -> None:
    server(answer)
    queue("amina")
    for minutes in (1, 10, 60, 360):
        sent()
        message = Message.objects.get()
        assert message.status == "queued"
        assert message.next_attempt_at is not None
        assert (message.next_attempt_at - timezone.now()).total_seconds() == minutes * 60
        assert markers_in(message.last_error) == set()
        later(tuesday, minutes=minutes)
    sent()
    assert statuses() == ["failed"]


def test_a_failure_keeps_nobody_else_waiting(cast: Cast, server: Callable[[Answer], None]) -> None:
    server(lambda address: TimeoutError() if "amina" in address else None)
    queue("amina", "bendik")
    assert sent() == ["bendik"]


def test_while_the_server_is_down_no_attempt_is_counted(
    cast: Cast, server: Callable[[Answer], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Server, "is_down", True)
    queue("amina")
    assert sending.send_due().problem == "ConnectionRefusedError"
    message = Message.objects.get()
    assert (message.status, message.attempts) == ("queued", 0)


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        ("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend", "KYNDIG_SMTP_URL"),
        ("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend", "KYNDIG_MAIL_FROM"),
        ("ENVIRONMENT", None, "KYNDIG_BASE_URL"),
    ],
)
def test_without_what_sending_needs_everything_waits(
    cast: Cast, settings: Settings, setting: str, value: Any, named: str
) -> None:
    settings.DEFAULT_FROM_EMAIL = ""
    setattr(settings, setting, value or replace(settings.ENVIRONMENT, base_url=""))
    queue("amina")
    assert named in sending.send_due().problem
    assert statuses() == ["queued"]


def test_what_a_dead_process_left_is_sent_by_another(cast: Cast, tuesday: time_machine.Traveller) -> None:
    queue("amina")
    Message.objects.update(status="sending", attempts=1)
    Recipient.objects.update(claimed_at=timezone.now())
    later(tuesday, minutes=14)
    assert sent() == []
    later(tuesday, minutes=2)
    assert sent() == ["amina"]


def test_a_letter_sent_twice_has_the_same_id(cast: Cast) -> None:
    queue("amina")
    sent()
    first = mail.outbox[0].extra_headers["Message-ID"]
    Message.objects.update(status="queued", sent_at=None, next_attempt_at=timezone.now())
    sent()
    assert mail.outbox[0].extra_headers["Message-ID"] == first


def test_no_more_than_so_many_at_a_time(cast: Cast) -> None:
    queue("amina", "bendik", "greta")
    assert sending.send_due(at_most=2).more
    assert not sending.send_due(at_most=2).more
    assert len(mail.outbox) == 3
