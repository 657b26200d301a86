"""When a talk is due, what the home page says, and who is written to."""

from datetime import date, timedelta

import pytest
from pytest_django.fixtures import Settings

from kyndig.dialogues import reminders
from kyndig.dialogues.models import Side
from kyndig.dialogues.queries import is_due
from kyndig.dialogues.tests import made
from kyndig.notices import actions as notices
from kyndig.notices import kinds
from kyndig.notices.models import Message, Recipient
from kyndig.organisation.models import RoleGrant
from tests.cast import Cast, markers_in

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("last", "due"),
    [(None, True), (date(2026, 3, 1), True), (date(2026, 3, 2), False), (TODAY, False)],
)
def test_a_talk_is_due_a_year_after_the_last(last: date | None, due: bool) -> None:
    assert is_due(last, TODAY) is due


def test_the_municipality_sets_how_often(settings: Settings) -> None:
    settings.DIALOGUE_MONTHS = 6
    assert is_due(date(2026, 9, 1), TODAY)

    settings.DIALOGUE_MONTHS = 0
    assert not is_due(None, TODAY)


def home(cast: Cast, key: str) -> str:
    return cast.client(key).get("/").content.decode()


def test_a_leader_is_told_how_many_are_due_and_no_names(cast: Cast) -> None:
    made.held(cast)

    page = home(cast, "dag")

    assert "Avtal 4 medarbeidersamtaler" in page
    assert markers_in(page) <= {"dag"}


def test_an_employee_prepares_until_something_is_written(cast: Cast) -> None:
    talk = made.planned(cast)
    assert "Forbered deg til medarbeidersamtalen" in home(cast, "amina")

    made.thoughts(talk, cast, Side.EMPLOYEE)
    assert "Forbered deg til medarbeidersamtalen" not in home(cast, "amina")


def test_a_talk_with_a_former_leader_does_not_wait(cast: Cast) -> None:
    made.planned(cast)
    RoleGrant.objects.filter(user=cast.user("dag")).update(valid_to=cast.today - timedelta(days=1))

    assert "Forbered deg til medarbeidersamtalen" not in home(cast, "amina")
    assert not [each for each in reminders.due(cast.today) if each.kind == reminders.SOON]


def test_both_hear_of_a_talk_within_the_week_once(cast: Cast) -> None:
    made.planned(cast, days=7)
    made.planned(cast, "bendik", days=20)

    for on in (cast.today, cast.today + timedelta(days=1)):
        notices.queue_due(each for each in reminders.due(on) if each.kind == reminders.SOON)

    told = Message.objects.values_list("recipient__employee_number", "path")
    assert sorted(told) == [("nr-merkeamina", "/min/samtale/"), ("nr-merkedag", "/samtaler/")]


def test_leaders_with_somebody_due_hear_once_a_month(cast: Cast) -> None:
    for key in ("amina", "bendik", "marte", "farid", "greta"):
        made.held(cast, key)

    told = [each for each in reminders.due(date(2026, 5, 9)) if each.kind == reminders.DUE]

    leaders = {each.employee_number.removeprefix("nr-merke") for each in told}
    assert leaders == {"ulla", "olga", "frode", "sigrid", "vera", "kjell"}
    assert {each.key for each in told} == {"2026-05"}


def test_a_letter_that_is_no_longer_needed_is_not_sent(cast: Cast) -> None:
    talk = made.planned(cast)
    numbers = ("nr-merkeamina", "nr-merkedag", "nr-merkegreta")
    them = Recipient.objects.bulk_create(Recipient(employee_number=each) for each in numbers)
    kind = kinds.kind(reminders.SOON)
    assert [each.employee_number for each in kind.still(reminders.SOON, them)] == list(numbers[:2])

    talk.delete()
    assert not list(kind.still(reminders.SOON, them))


@pytest.mark.parametrize("code", [reminders.SOON, reminders.DUE])
def test_the_letters_name_no_one(code: str) -> None:
    kind = kinds.kind(code)

    assert not markers_in(f"{kind.subject} {kind.text}")
    assert "%" not in f"{kind.subject} {kind.text}"
