"""`--as USER`: whose reach a command answers with, and the access log's note of the run."""

import pytest
from django.core.management import CommandError

from kyndig.accounts.commands_as import acting_user, record_run
from kyndig.accounts.models import AccessEvent
from tests.cast import Cast


def test_without_as_a_command_runs_as_the_system(cast: Cast) -> None:
    assert acting_user({"as_user": None}) is None


def test_as_names_a_user(cast: Cast) -> None:
    assert acting_user({"as_user": "ulla"}) == cast.user("unit_leader")


def test_an_unknown_user_is_refused(cast: Cast) -> None:
    with pytest.raises(CommandError, match="no user nobody"):
        acting_user({"as_user": "nobody"})


def test_a_user_whose_access_has_ended_is_refused(cast: Cast) -> None:
    with pytest.raises(CommandError, match="no access"):
        acting_user({"as_user": "leif"})


@pytest.mark.parametrize(("role", "name"), [(None, ""), ("hr", "Helga Merkehelga")])
def test_a_run_over_people_is_one_event_with_who_and_whom(cast: Cast, role: str | None, name: str) -> None:
    user = cast.user(role) if role else None

    record_run("gaps", by=user, employee_numbers=["nr-merkeamina", "nr-merkebendik"], unit_code="SOL")

    event = AccessEvent.objects.get()
    assert (event.page, event.action, event.actor_name) == ("command:gaps", "command", name)
    assert event.subjects.count() == 2


def test_a_run_over_nobody_is_no_event(cast: Cast) -> None:
    assert record_run("gaps", by=None, employee_numbers=[]) is None
