"""The municipality's own program for those without e-mail."""

import json
import sys
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kyndig.accounts.models import User
from kyndig.notices.tests.sample import queue, sent, statuses
from kyndig.organisation.models import Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PROGRAM = """
import pathlib, sys
pathlib.Path({place!r}).write_bytes(sys.stdin.buffer.read())
sys.exit({code})
"""


@pytest.fixture(autouse=True)
def nobody_has_an_address(cast: Cast) -> None:
    Person.objects.update(email="")
    User.objects.update(email="")


def program(settings: Settings, folder: Path, code: int) -> Path:
    script, place = folder / "sms.py", folder / "given.json"
    script.write_text(PROGRAM.format(place=str(place), code=code))
    settings.SMS_COMMAND = f"{sys.executable} {script}"
    return place


def test_the_program_gets_number_and_text(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    place = program(settings, tmp_path, 0)
    queue("amina")
    sent()
    assert json.loads(place.read_text("utf-8")) == {
        "employee_number": "nr-merkeamina",
        "text": "Kartleggingen er åpen. Det tar 2–3 minutter. https://kyndig.example/min/kompetanse/",
    }
    assert statuses() == ["sent"]


def test_a_program_that_says_no_is_asked_again(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    program(settings, tmp_path, 3)
    queue("amina")
    sent()
    assert statuses() == ["queued"]


def test_a_program_that_is_not_there_is_no_crash(cast: Cast, settings: Settings) -> None:
    settings.SMS_COMMAND = "/finnes/ikke"
    queue("amina")
    sent()
    assert statuses() == ["queued"]


def test_without_a_program_they_are_listed(cast: Cast) -> None:
    queue("amina")
    sent()
    assert statuses() == ["no_address"]
