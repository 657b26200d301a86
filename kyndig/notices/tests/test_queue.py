"""What may be queued, and that the same is queued once."""

import pytest
import time_machine
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from kyndig.accounts.models import AuditEvent
from kyndig.notices import actions, paths
from kyndig.notices.models import Message, Recipient
from kyndig.notices.providers import Due
from kyndig.notices.tests.sample import PAGE, ROUND, later, queue, sent
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_each_is_told_once_whoever_asks(cast: Cast) -> None:
    assert queue("amina", "bendik") == 2
    assert queue("amina", "bendik", "greta") == 1
    assert Message.objects.count() == 3


def test_the_next_week_the_reason_comes_again(cast: Cast, tuesday: time_machine.Traveller) -> None:
    queue("amina")
    later(tuesday, days=7)
    assert queue("amina") == 1


def test_a_reason_with_a_key_of_its_own_comes_once(cast: Cast, tuesday: time_machine.Traveller) -> None:
    queue("amina", key="30 days")
    later(tuesday, days=7)
    assert queue("amina", key="30 days") == 0


def test_the_database_refuses_the_same_from_another_process(cast: Cast) -> None:
    queue("amina")
    message = Message.objects.get()
    message.pk = None
    with pytest.raises(IntegrityError):
        message.save(force_insert=True)


def test_an_employees_user_and_number_are_one_recipient(cast: Cast) -> None:
    queue("amina", users=[cast.user("amina")])
    assert Message.objects.count() == 1


def test_somebody_from_outside_is_told_as_a_user(cast: Cast) -> None:
    queue(users=[cast.user("eva")])
    assert Recipient.objects.get().user == cast.user("eva")
    assert sent() == ["eva"]


@pytest.mark.parametrize(
    "path",
    [
        "https://ondt.example/",
        "//ondt.example/",
        "/\\ondt.example/",
        "min/kompetanse/",
        "/min/kompetanse/?ansatt=nr-merkeamina",
        "/min/kompetanse/#her",
        "/min/kompetanse/\n",
        "/finnes-ikke/",
        "/kompetanse/ansatt/nr-merkeamina/",
        "/enhet/SOL/ansatt/nr-merkeamina/",
        "",
    ],
)
def test_a_link_that_leads_elsewhere_or_names_somebody_is_refused(cast: Cast, path: str) -> None:
    with pytest.raises(paths.UnfitPathError):
        queue("amina", path=path)
    assert not Message.objects.exists()


def test_a_link_to_a_page_that_the_kind_has_not_is_refused(cast: Cast) -> None:
    with pytest.raises(paths.UnfitPathError):
        queue("amina", path="/katalog/")


@pytest.mark.parametrize("topic", ["", "round:Amina Hansen", "Round", "round:a:b", "round:" + "1" * 80])
def test_a_topic_is_a_code(cast: Cast, topic: str) -> None:
    with pytest.raises(ValueError, match="unfit topic"):
        queue("amina", topic=topic)


def test_a_kind_that_nobody_has_registered_is_refused(cast: Cast) -> None:
    with pytest.raises(KeyError):
        queue("amina", kind="unknown")


def test_queueing_is_audited_with_a_count_and_no_name(cast: Cast) -> None:
    queue("amina", "bendik", by=cast.user("hr"))
    event = AuditEvent.objects.get(act="notices.messages.queued")
    assert (event.actor, event.detail) == (cast.user("hr"), {"kind": ROUND.code, "count": 2})


def test_nothing_new_is_no_change(cast: Cast) -> None:
    queue("amina")
    queue("amina")
    assert AuditEvent.objects.filter(act="notices.messages.queued").count() == 1


def test_the_queue_takes_as_many_statements_for_many_as_for_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    due = [Due(f"nr-{n}", ROUND.code, f"round:{n % 2}", PAGE) for n in range(400)]
    with django_assert_max_num_queries(16):
        assert actions.queue_due(due) == 400


def test_what_is_queued_is_sent_as_soon_as_it_is_committed(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        queue("amina")
    assert Message.objects.get().status == "sent"


def test_at_night_it_waits(
    cast: Cast,
    tuesday: time_machine.Traveller,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    later(tuesday, hours=11)
    with django_capture_on_commit_callbacks(execute=True):
        queue("amina")
    assert Message.objects.get().status == "queued"
