"""Sending what is due: one letter a person, one person at a time, safe to run in several processes."""

import smtplib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation

from kyndig.notices import claims, kinds, letters, quiet, setup, sms
from kyndig.notices.addressing import digest
from kyndig.notices.directory import Address, addresses_of, language_of
from kyndig.notices.models import Message, Recipient

AT_MOST = 500
BATCH = 100
REFUSED_FOR_GOOD = 500  # and above: the mail server knows no such address

Status = Message.Status
Channel = Message.Channel
log = structlog.get_logger("kyndig.notices")


@dataclass
class Outcome:
    """Messages by what came of them, and what kept the rest back."""

    counts: Counter[str] = field(default_factory=Counter)
    problem: str = ""
    more: bool = False  # the limit was reached


def send_due(*, at_most: int = AT_MOST, any_hour: bool = False) -> Outcome:
    """Send what is due, to at most so many people. Outside working hours only when `any_hour`.

    Nothing is claimed while the mail server does not answer, so nothing is given up because of it.
    """
    outcome = Outcome()
    if missing := setup.problems():
        outcome.problem = " ".join(missing)
    elif any_hour or quiet.is_open(timezone.localtime()):
        try:
            with _connected() as connection:
                recipients = _due(at_most)
                _send_to_each(recipients, connection, outcome)
                outcome.more = len(recipients) == at_most and outcome.counts.total() > 0
        except (OSError, smtplib.SMTPException) as error:
            outcome.problem = type(error).__name__
            log.warning("the mail server does not answer", error=outcome.problem)
    return outcome


@contextmanager
def _connected() -> Iterator[BaseEmailBackend]:
    connection = get_connection(fail_silently=False)
    connection.open()
    try:
        yield connection
    finally:
        connection.close()


def _due(at_most: int) -> list[Recipient]:
    """Those with something to be sent, who have waited longest first."""
    waiting = claims.ready(timezone.now()).order_by("next_attempt_at", "pk")
    ids = list(dict.fromkeys(waiting.values_list("recipient_id", flat=True)[: at_most * 5]))[:at_most]
    found = Recipient.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _send_to_each(recipients: Sequence[Recipient], connection: BaseEmailBackend, outcome: Outcome) -> None:
    for start in range(0, len(recipients), BATCH):
        batch = recipients[start : start + BATCH]
        addresses = addresses_of(batch)
        outcome.counts[Status.LAPSED] += _drop_what_is_over(batch, addresses)
        for recipient in batch:
            if recipient.pk in addresses:
                _send_to(recipient, addresses[recipient.pk], connection, outcome)


def _drop_what_is_over(batch: Sequence[Recipient], addresses: dict[int, Address]) -> int:
    """Messages to those who have left, of kinds there are no more, too old, or about what is done already."""
    waiting = claims.ready(timezone.now()).filter(recipient__in=batch).select_related("recipient")
    by_topic = sorted(waiting, key=lambda each: (each.kind, each.topic))
    over: list[int] = []
    for (code, topic), group in groupby(by_topic, key=lambda each: (each.kind, each.topic)):
        messages = list(group)
        still = _still(code, topic, [each.recipient for each in messages])
        over += [
            each.pk
            for each in messages
            if each.recipient_id not in still & addresses.keys() or each.created_at < claims.too_old()
        ]
    gone = claims.ready(timezone.now()).filter(pk__in=over)
    return gone.update(status=Status.LAPSED, next_attempt_at=None)


def _still(code: str, topic: str, recipients: Sequence[Recipient]) -> set[int]:
    """Those whom it concerns yet. When the kind cannot say, a needless letter is better than none."""
    kind = kinds.known(code)
    if kind is None:
        return set()
    try:
        return {each.pk for each in kind.still(topic, recipients)}
    except Exception:
        log.exception("a kind of notice failed to say whom it concerns")
        return {each.pk for each in recipients}


def _send_to(recipient: Recipient, address: Address, connection: BaseEmailBackend, outcome: Outcome) -> None:
    now = timezone.now()
    messages = claims.claim(recipient, now)
    if not messages:
        return
    with translation.override(language_of(address)):
        if not _can_be_mailed(recipient, address):
            status = _without_email(recipient, now, messages, bounced=bool(address.usable))
        else:
            status = _mail(recipient, now, messages, address.usable, connection)
    outcome.counts[status] += len(messages)


def _can_be_mailed(recipient: Recipient, address: Address) -> bool:
    """False without an address, and for one that has refused a letter before."""
    return bool(address.usable) and recipient.bounced_digest != digest(address.usable)


def _without_email(recipient: Recipient, now: datetime, messages: list[Message], *, bounced: bool) -> Status:
    """By text message where there is a program for it; else HR and the leader see whom it did not reach."""
    if not (sms.is_set_up() and recipient.employee_number):
        status = Status.BOUNCED if bounced else Status.NO_ADDRESS
        claims.settle(recipient, now, messages, status, address_digest=recipient.bounced_digest)
        return status
    try:
        sms.send(recipient.employee_number, letters.short(messages))
    except sms.NotSentError as error:
        return claims.put_back(recipient, now, messages, f"SMS {error}")
    claims.settle(recipient, now, messages, Status.SENT, channel=Channel.SMS)
    return Status.SENT


def _mail(
    recipient: Recipient, now: datetime, messages: list[Message], email: str, connection: BaseEmailBackend
) -> Status:
    letter = letters.compose(messages, email)
    letter.connection = connection
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, is_final = _refusal(error)
        said = f"SMTPRecipientsRefused {code}"
        if not is_final:
            return claims.put_back(recipient, now, messages, said)
        fields = {"address_digest": digest(email), "last_error": said}
        claims.settle(recipient, now, messages, Status.BOUNCED, **fields)
        return Status.BOUNCED
    except Exception as error:
        status = claims.put_back(recipient, now, messages, _said(error))
        # The conversation may be in any state. A server that is gone ends the run, for everybody's sake.
        connection.close()
        connection.open()
        return status
    claims.settle(recipient, now, messages, Status.SENT, channel=Channel.EMAIL, address_digest=digest(email))
    return Status.SENT


def _refusal(error: smtplib.SMTPRecipientsRefused) -> tuple[int, bool]:
    """The server's code, and whether it means that there is no such address.

    5.7 is the server's rules (it may not know us): another's fault than the recipient's.
    """
    code, text = next(iter(error.recipients.values()))
    return code, code >= REFUSED_FOR_GOOD and not text.startswith(b"5.7")


def _said(error: Exception) -> str:
    """The error's class and the server's code; its text may quote the address."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()[:80]
