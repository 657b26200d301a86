"""Talks for tests, on the cast of `tests/cast.py`: Dag leads Amina."""

from datetime import timedelta
from typing import NamedTuple

from kyndig.dialogues import actions
from kyndig.dialogues.models import AgreedPoint, Dialogue, Note, Side
from kyndig.organisation.reach import today
from tests.cast import Cast


class Made(NamedTuple):
    """A talk and what came of it."""

    dialogue: Dialogue
    note: Note
    point: AgreedPoint


def planned(cast: Cast, person: str = "amina", leader: str = "dag", days: int = 7) -> Dialogue:
    """A talk in so many days."""
    return actions.plan(
        person=cast.person(person), planned_on=today() + timedelta(days=days), by=cast.user(leader)
    )


def thoughts(dialogue: Dialogue, cast: Cast, side: Side, *, shared: bool = False) -> None:
    """What Amina or Dag thinks beforehand, with the marker `Tankeamina` or `Tankedag`."""
    key = "amina" if side == Side.EMPLOYEE else "dag"
    answers = {"went_well": f"Tanke{key}", "hard": "", "learn": "", "support": ""}
    actions.prepare(dialogue=dialogue, side=side, answers=answers, shared=shared, by=cast.user(key))


def held(cast: Cast, person: str = "amina", leader: str = "dag", days_ago: int = 30) -> Made:
    """A talk so many days ago, with the note `Notatamina` and the point `Avtaleamina`."""
    dialogue = planned(cast, person, leader)
    made = _came_of(dialogue, cast, person, leader)
    actions.hold(dialogue=dialogue, held_on=today() - timedelta(days=days_ago), by=cast.user(leader))
    return made


def former(cast: Cast) -> Made:
    """A talk that Ulla held with Amina before Dag led her, with what came of it."""
    dialogue = Dialogue.objects.create(
        person=cast.person("amina"),
        leader=cast.user("ulla"),
        planned_on=today() - timedelta(days=400),
        held_on=today() - timedelta(days=400),
        status=Dialogue.Status.HELD,
    )
    return _came_of(dialogue, cast, "amina", "ulla")


def _came_of(dialogue: Dialogue, cast: Cast, person: str, leader: str) -> Made:
    by = cast.user(leader)
    note = actions.write_note(dialogue=dialogue, side=Side.LEADER, text=f"Notat{person}", by=by)
    point = actions.agree(
        dialogue=dialogue, text=f"Avtale{person}", whose=AgreedPoint.Whose.EMPLOYEE, by=by, due_on=today()
    )
    return Made(dialogue, note, point)
