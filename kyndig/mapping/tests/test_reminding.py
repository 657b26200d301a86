"""Who hears of a round and when: at its opening, twice at most after that, and nobody who has sent."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from kyndig.mapping import actions, answering, reminding
from kyndig.mapping.models import Round
from kyndig.mapping.tests.made import a_round
from kyndig.notices.actions import queue_due
from kyndig.notices.models import Message, Recipient
from kyndig.organisation.models import Person
from kyndig.organisation.reach import today
from tests.cast import Cast

# Those at SOL whom the round asks.
ASKED = {"amina", "bendik", "marte", "farid", "greta", "hilde", "ivar", "jorun", "petter"}
Status = Message.Status


@pytest.fixture
def round_(cast: Cast) -> Round:
    return a_round(cast)


def due(day: date | None = None) -> set[str]:
    return {each.employee_number.removeprefix("nr-merke") for each in reminding.due_on(day or today())}


def send(cast: Cast, round_: Round, who: str) -> None:
    answering.send(round_=round_, person=cast.person(who), by=cast.user("hr"))


def told(cast: Cast, round_: Round, who: str, *days_ago: int, status: str = Status.SENT) -> None:
    """Somebody has been told of the round before, so many days ago."""
    recipient, _ = Recipient.objects.get_or_create(employee_number=cast.person(who).employee_number)
    for days in days_ago:
        made = Message.objects.create(
            recipient=recipient, kind="round", topic=reminding.topic_of(round_), key=f"{days}", status=status
        )
        Message.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(days=days))


def test_those_asked_who_have_not_sent_are_told(cast: Cast, round_: Round) -> None:
    send(cast, round_, "amina")
    assert due() == ASKED - {"amina"}


@pytest.mark.parametrize("change", ["pause", "close"])
def test_a_round_that_is_not_open_tells_nobody(change: str, cast: Cast, round_: Round) -> None:
    getattr(actions, change)(round_=round_, by=None)
    assert due() == set()
    assert (
        list(reminding.still(reminding.topic_of(round_), [Recipient(employee_number="nr-merkeamina")])) == []
    )


def test_a_round_that_opens_later_tells_nobody_yet(cast: Cast, round_: Round) -> None:
    Round.objects.update(opens_on=today() + timedelta(days=1))
    assert due() == set()


def test_a_round_tells_three_times_and_never_twice_a_week(cast: Cast, round_: Round) -> None:
    opened, last = today(), round_.closes_on
    days = [opened + timedelta(days=n) for n in range((last - opened).days + 1)]
    steps = [reminding.step_on(round_, day) for day in days]
    changes = [day for day, step, before in zip(days, steps, ["", *steps], strict=False) if step != before]
    heard = {steps[days.index(day)]: day for day in reversed(changes)}
    assert sorted(heard, key=heard.__getitem__) == ["first", "after a week", "last week"]
    moments = sorted(heard.values())
    assert min(later - sooner for sooner, later in pairwise(moments)) >= timedelta(days=7)


def test_the_same_day_tells_once_however_often_it_is_asked(cast: Cast, round_: Round) -> None:
    assert queue_due(reminding.due_on(today())) == len(ASKED)
    assert queue_due(reminding.due_on(today())) == 0


def test_whoever_has_sent_meanwhile_or_been_told_enough_is_left_out(cast: Cast, round_: Round) -> None:
    send(cast, round_, "amina")
    told(cast, round_, "bendik", 28, 21, 14)
    people = [Recipient.objects.get_or_create(employee_number=f"nr-merke{key}")[0] for key in ASKED]
    still = {each.employee_number for each in reminding.still(reminding.topic_of(round_), people)}
    assert still == {f"nr-merke{key}" for key in ASKED - {"amina", "bendik"}}


def test_a_reminder_says_who_gets_none_and_why(cast: Cast, round_: Round) -> None:
    send(cast, round_, "amina")
    told(cast, round_, "bendik", 28, 21, 14)
    told(cast, round_, "marte", 3)
    Person.objects.filter(pk=cast.person("farid").pk).update(email="")
    done = reminding.remind(round_=round_, unit=cast.unit("SOLA"), by=cast.user("ulla"))
    assert (done.told, done.enough, done.lately, done.unreached) == (1, 1, 1, 1)
    message = Message.objects.exclude(path="").get()
    assert message.recipient.employee_number == cast.person("greta").employee_number
    assert message.path == f"/min/kartlegging/{round_.pk}/"


def test_a_second_reminder_the_same_week_reaches_nobody(cast: Cast, round_: Round) -> None:
    for expected in (5, 0):
        done = reminding.remind(round_=round_, unit=cast.unit("SOLA"), by=cast.user("ulla"))
        assert done.told == expected


def test_the_letter_holds_nothing_about_anybody(cast: Cast, round_: Round) -> None:
    assert "Kritisk" not in f"{reminding.KIND.subject} {reminding.KIND.text}"


@pytest.mark.parametrize("role", ["unit_leader", "hr"])
def test_the_page_names_whom_we_miss_and_what_reaches_them(role: str, cast: Cast, round_: Round) -> None:
    send(cast, round_, "amina")
    Person.objects.filter(pk=cast.person("farid").pk).update(email="")
    address = f"/runder/{round_.pk}/enhet/SOLA/svar/"
    page = cast.client(role).get(address).content.decode()
    assert "Solhaug A: vi mangler svar fra 4 ansatte" in page
    assert "Merkeamina" not in page
    assert "Kan ikke nås på e-post." in page
    answer = cast.client(role).post(address, follow=True).content.decode()
    assert "3 får en påminnelse." in answer
    assert "1 kan ikke nås på e-post." in answer


@pytest.mark.parametrize(
    ("role", "units"),
    [
        ("unit_leader", {"SOL", "SOLA", "SOLB"}),
        ("department_head", {"SOLA"}),
        ("hr", {"SOL", "SOLA", "SOLB"}),
        ("sector_director", set()),
    ],
)
def test_a_rounds_page_leads_to_the_lists_that_the_reader_may_open(
    role: str, units: set[str], cast: Cast, round_: Round
) -> None:
    page = cast.client(role).get(f"/runder/{round_.pk}/").content.decode()
    linked = {code for code in ("SOL", "SOLA", "SOLB") if f"/enhet/{code}/svar/" in page}
    assert linked == units
