"""How long words are kept, whose own copy holds them, and what goes with whom."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from kyndig.accounts import own_data
from kyndig.accounts.erasure import erase_expired
from kyndig.dialogues.models import AgreedPoint, Dialogue, Note, Preparation, Side, Topic
from kyndig.dialogues.tests import made
from kyndig.organisation.models import Employment
from tests.cast import Cast, markers_in

DAYS = 100


@pytest.fixture(autouse=True)
def kept(settings: Settings) -> None:
    settings.KEEP_DAYS = {**settings.KEEP_DAYS, "DIALOGUE_NOTES": DAYS}


def later(days: int) -> datetime:
    """Noon, so many days from today."""
    noon = datetime.now(ZoneInfo("Europe/Oslo")).replace(hour=12, minute=0)
    return noon + timedelta(days=days)


def a_whole_talk(cast: Cast) -> Dialogue:
    """A talk held today, with words of every kind."""
    talk = made.planned(cast)
    made.thoughts(talk, cast, Side.EMPLOYEE)
    made.thoughts(talk, cast, Side.LEADER, shared=True)
    Topic.objects.create(dialogue=talk, side=Side.EMPLOYEE, text="Tankeamina")
    Note.objects.create(dialogue=talk, side=Side.LEADER, text="Notatamina")
    AgreedPoint.objects.create(dialogue=talk, person=talk.person, text="Avtaleamina", whose="both")
    Dialogue.objects.update(status=Dialogue.Status.HELD, held_on=cast.today)
    return talk


def words() -> list[int]:
    return [model.objects.count() for model in (Note, Preparation, Topic, AgreedPoint)]


def test_words_go_when_their_time_is_up_and_what_was_agreed_stays(cast: Cast) -> None:
    a_whole_talk(cast)

    erase_expired(now=later(DAYS))
    assert words() == [1, 2, 1, 1]

    erased = erase_expired(now=later(DAYS + 1))
    assert words() == [0, 0, 0, 1]
    assert (erased["dialogues.note"], erased["dialogues.preparation"], erased["dialogues.topic"]) == (1, 2, 1)
    assert Dialogue.objects.count() == 1


def test_words_of_a_talk_that_was_never_held_go_too(cast: Cast) -> None:
    talk = made.planned(cast, days=7)
    made.thoughts(talk, cast, Side.EMPLOYEE)

    erase_expired(now=later(DAYS + 8))

    assert not Preparation.objects.exists()


def copy(cast: Cast, key: str) -> set[str]:
    user = cast.user(key)
    return markers_in(own_data.as_json(user, own_data.sections(user)))


def test_the_employees_own_copy_holds_the_talk(cast: Cast) -> None:
    a_whole_talk(cast)

    assert {"amina notat", "amina avtale", "amina tanke", "dag tanke"} <= copy(cast, "amina")


def test_it_does_not_hold_what_the_leader_has_not_shared(cast: Cast) -> None:
    made.thoughts(made.planned(cast), cast, Side.LEADER)

    assert "dag tanke" not in copy(cast, "amina")


@pytest.mark.parametrize("key", ["dag", "ulla", "helga", "adam"])
def test_nobody_elses_copy_holds_any_of_it(key: str, cast: Cast) -> None:
    a_whole_talk(cast)

    assert not copy(cast, key) & {"amina", "amina notat", "amina avtale", "amina tanke", "dag tanke"}


def test_everything_goes_with_the_person(cast: Cast) -> None:
    a_whole_talk(cast)
    left = timezone.localdate() - timedelta(days=1)
    Employment.objects.filter(person=cast.person("amina")).update(end_date=left)

    erase_expired(now=later(6 * 365))

    assert words() == [0, 0, 0, 0]
    assert not Dialogue.objects.exists()


def test_the_talk_stays_the_employees_when_the_leader_is_erased(cast: Cast, settings: Settings) -> None:
    settings.KEEP_DAYS = {**settings.KEEP_DAYS, "DIALOGUE_NOTES": 10 * 365}
    talk = a_whole_talk(cast)
    left = timezone.localdate() - timedelta(days=1)
    Employment.objects.filter(person=cast.person("dag")).update(end_date=left)

    erase_expired(now=later(6 * 365))

    talk.refresh_from_db()
    assert talk.leader is None
    assert words() == [1, 2, 1, 1]
    assert cast.client("amina").get(f"/samtaler/{talk.pk}/").status_code == 200
