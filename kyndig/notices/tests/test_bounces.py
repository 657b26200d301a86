"""Letters that come back: which addresses a report names, and what is marked."""

import io
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from kyndig.accounts.models import AuditEvent
from kyndig.notices import bounces
from kyndig.notices.models import Recipient
from kyndig.notices.tests.sample import later, queue, sent, statuses
from tests.cast import Cast

REPORT = """\
From: MAILER-DAEMON@mail.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="grense"

--grense
Content-Type: text/plain

This is the mail system. Write to postmaster@mail.example for help.

--grense
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; merkeamina@example.no
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; merkebendik@example.no
Action: delayed
Status: 4.2.2

--grense
Content-Type: message/rfc822

From: kyndig@kommune.example
To: merkeamina@example.no

Hei.
--grense--
"""


def test_a_report_names_those_that_failed_for_good() -> None:
    assert bounces.addresses_in(REPORT.encode()) == {"merkeamina@example.no"}


def test_a_report_with_the_address_it_was_first_sent_to_names_that_one() -> None:
    forwarded = REPORT.replace(
        "Final-Recipient: rfc822; merkeamina",
        "Original-Recipient: rfc822; a@b.no\nFinal-Recipient: rfc822; x",
    )
    assert bounces.addresses_in(forwarded.encode()) == {"a@b.no"}


def test_a_list_names_every_address() -> None:
    assert bounces.addresses_in(b"a@b.no\nc@d.no; <e@f.no>\n\nikke en adresse") == {
        "a@b.no",
        "c@d.no",
        "e@f.no",
    }


@given(st.binary(max_size=400))
def test_no_mail_is_a_crash(raw: bytes) -> None:
    assert isinstance(bounces.addresses_in(raw), set)
    assert isinstance(bounces.addresses_in(REPORT.encode()[:300] + raw + REPORT.encode()[300:]), set)


def run(*arguments: str, **options: object) -> str:
    out = io.StringIO()
    call_command("bounced", *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_what_was_sent_there_is_marked_and_not_tried_again(cast: Cast) -> None:
    queue("amina", "bendik")
    sent()
    assert run("MerkeAmina@example.no") == "1 failed, 1 known and marked.\n"
    assert sorted(statuses()) == ["bounced", "sent"]
    assert Recipient.objects.exclude(bounced_at=None).get().employee_number == "nr-merkeamina"
    assert AuditEvent.objects.get(act="notices.messages.bounced").detail == {"count": 1}
    queue("amina", "bendik", topic="round:2")
    assert sent() == ["bendik"]


@pytest.mark.django_db
def test_an_address_that_nothing_was_sent_to_changes_nothing(cast: Cast) -> None:
    queue("amina")
    sent()
    assert run("annen@example.no") == "1 failed, 0 known and marked.\n"
    assert statuses() == ["sent"]


@pytest.mark.django_db
def test_a_report_in_a_file_is_read(cast: Cast, tmp_path: Path) -> None:
    queue("amina")
    sent()
    file = tmp_path / "report.eml"
    file.write_text(REPORT)
    assert run(file=file) == "1 failed, 1 known and marked.\n"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run(file=tmp_path / "finnes-ikke")


@pytest.mark.django_db
def test_a_letter_of_long_ago_is_left_alone(cast: Cast, tuesday: time_machine.Traveller) -> None:
    queue("amina")
    sent()
    later(tuesday, days=31)
    assert run("merkeamina@example.no") == "1 failed, 0 known and marked.\n"
