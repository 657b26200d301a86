"""HR's page, and the poster."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from kyndig.accounts.erasure import erase_expired
from kyndig.accounts.models import AuditEvent, User
from kyndig.accounts.own_data import sections
from kyndig.notices import posters, queries
from kyndig.notices.addressing import digest
from kyndig.notices.models import Message, Recipient
from kyndig.notices.tests.sample import CERTIFICATE, later, queue, sent, statuses
from kyndig.organisation.models import Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db
OUTBOX = "/forvaltning/utsendinger/"
UNREACHED = f"{OUTBOX}nar-ikke/"


def page(cast: Cast, address: str = OUTBOX) -> str:
    """The page's text for HR, with single blanks."""
    content = cast.client("hr").get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def bounced(cast: Cast, key: str) -> None:
    person = cast.person(key)
    Recipient.objects.create(
        employee_number=person.employee_number,
        bounced_at=timezone.now(),
        bounced_digest=digest(person.email),
    )


def test_before_anything_is_sent_it_says_so(cast: Cast) -> None:
    assert "Ingen påminnelser er sendt ennå" in page(cast)
    assert "E-post når alle ansatte" in page(cast, UNREACHED)


def test_each_kind_and_topic_has_its_counts(cast: Cast) -> None:
    queue("amina", "bendik")
    sent()
    queue("greta", topic="round:2")
    text = page(cast)
    assert "Ingen påminnelser har feilet" in text
    assert re.search(r"Påminnelse om kartlegging Runde 1 12\.01\.2027 10\.00 2 ", text)
    assert "Runde 2" in text


def test_a_kind_without_names_for_its_topics_is_one_line(cast: Cast) -> None:
    queue("amina", kind=CERTIFICATE.code, topic="expiry:1")
    queue("amina", kind=CERTIFICATE.code, topic="expiry:2")
    assert page(cast).count("Bevis som går ut") == 1


def test_what_did_not_arrive_is_the_finding(cast: Cast) -> None:
    queue("amina")
    Message.objects.update(status="failed")
    assert "1 påminnelse kom ikke fram" in page(cast)


def test_whose_address_does_not_work_is_named_until_it_is_another(cast: Cast) -> None:
    bounced(cast, "amina")
    text = page(cast, UNREACHED)
    assert "Amina Merkeamina Solhaug A Adressen virker ikke. E-post kom i retur 12. januar 2027." in text
    Person.objects.filter(first_name="Amina").update(email="ny@example.no")
    assert "Merkeamina" not in page(cast, UNREACHED)


def test_who_has_no_address_is_named(cast: Cast) -> None:
    Person.objects.filter(first_name__in=["Liv", "Leif"]).update(email="")
    text = page(cast, UNREACHED)
    assert "E-post når ikke 1 ansatt" in text
    assert "Liv Merkeliv Elvebredden Ingen e-postadresse" in text
    assert "Merkeleif" not in text


def test_a_setting_that_is_missing_is_named(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert "KYNDIG_SMTP_URL" in page(cast)


def test_hr_has_it_tried_again(cast: Cast) -> None:
    queue("amina", "bendik")
    sent()
    bounced(cast, "greta")
    Message.objects.filter(recipient__employee_number="nr-merkeamina").update(status="failed", attempts=5)
    answer = cast.client("hr").post(f"{OUTBOX}prov-igjen/", follow=True)
    assert "1 påminnelse prøves på nytt." in answer.content.decode()
    assert sent() == ["amina"]
    assert AuditEvent.objects.filter(act="notices.messages.retried").count() == 1


def test_what_is_too_old_is_not_tried_again(cast: Cast, tuesday: time_machine.Traveller) -> None:
    queue("amina")
    Message.objects.update(status="failed")
    later(tuesday, days=15)
    answer = cast.client("hr").post(f"{OUTBOX}prov-igjen/", follow=True)
    assert "Ingenting fra de siste 14 dagene" in answer.content.decode()
    assert statuses() == ["failed"]


def test_a_leader_is_told_whom_of_these_no_letter_reaches(cast: Cast) -> None:
    bounced(cast, "amina")
    Person.objects.filter(first_name="Greta").update(email="")
    since = queries.unreached_among(["nr-merkeamina", "nr-merkegreta", "nr-merkebendik", "nr-merkeleif"])
    assert [(each.person.name, each.since is None) for each in queries.named(since, since)] == [
        ("Amina Merkeamina", False),
        ("Greta Merkegreta", True),
    ]


def test_an_employee_without_payroll_address_but_with_a_users_is_reached(cast: Cast) -> None:
    Person.objects.filter(first_name="Amina").update(email="")
    assert queries.unreached_among(["nr-merkeamina"]) == {}
    User.objects.filter(username="amina").update(email="")
    assert queries.unreached_among(["nr-merkeamina"]) == {"nr-merkeamina": None}


@pytest.mark.parametrize(
    "path",
    ["/kompetanse/ansatt/nr-merkeamina/", "/enhet/SOL/", "https://ondt.example/", "//ondt.example", "/nei/"],
)
def test_a_poster_that_names_somebody_or_leads_elsewhere_is_no_page(cast: Cast, path: str) -> None:
    assert cast.client("hr").get("/plakat/", {"til": path}).status_code == 404


def test_a_poster_has_the_address_in_text_too(cast: Cast) -> None:
    answer = cast.client("unit_leader").get("/plakat/?til=/min/kompetanse/").content.decode()
    assert "https://kyndig.example/min/kompetanse/" in answer
    assert '<svg class="k-qr"' in answer


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=5, max_size=5))
def test_the_code_is_drawn_square_for_square(rows: list[list[bool]]) -> None:
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", posters.outline(rows))
    drawn = {(int(x) + step - 4, int(y) - 4) for x, y, run in bars for step in range(int(run))}
    assert drawn == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


def test_ones_own_copy_says_what_one_was_sent_in_words(cast: Cast) -> None:
    queue("amina")
    sent()
    section = next(
        each for each in sections(cast.user("amina")) if "notices.message" in each.declaration.model
    )
    (shown,) = section.shown
    assert shown == [
        "Påminnelse om kartlegging",
        "Sendt",
        "E-post",
        "12. januar 2027 10:00",
        "12. januar 2027 10:00",
    ]


def test_old_messages_and_then_their_recipients_are_erased(
    cast: Cast, tuesday: time_machine.Traveller
) -> None:
    queue("amina")
    tuesday.shift(timedelta(days=181))
    queue("bendik")
    counts = erase_expired()
    assert counts["notices.message"] == 1
    assert [each.employee_number for each in Recipient.objects.all()] == ["nr-merkebendik"]
