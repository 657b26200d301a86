"""What changes, field by field, in the words of whoever looks over the plan."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kyndig.imports.plan import Detail
from kyndig.organisation.importing_employments import Move, Period
from kyndig.organisation.importing_state import State
from kyndig.organisation.importing_writing import PersonData
from kyndig.organisation.models import Employment

_OF_A_PERSON = {name: name for name in ("first_name", "last_name", "birth_date", "email")}


class Outcome(NamedTuple):
    """What comes of a row: of its position, whose last period was `before`, and of its person."""

    before: Period | None
    move: Move
    known: PersonData | None
    # None where nothing is new about the person, or a later row tells it.
    renewed: PersonData | None


def outcome_details(state: State, outcome: Outcome) -> Iterator[Detail]:
    """What differs of the position and, where it is not new, of the person."""
    before, move, known, renewed = outcome
    if move:
        yield from _employment_details(state, None if move.is_new else before, move)
    if renewed and not move.is_new:
        yield from differences(known, renewed, _OF_A_PERSON)


def _employment_details(state: State, before: Period | None, move: Move) -> Iterator[Detail]:
    """What differs, in the order people ask for it."""
    after = (move.begun or move.changed)[-1]
    for name in ("unit", "role", "fte_percent", "employment_type", "leader_employee_number", "end_date"):
        old, new = (getattr(before, name) if before else None), getattr(after, name)
        if old != new and (new or before):
            yield Detail(name, _said(state, name, old), _said(state, name, new))
    if before is None:
        yield Detail("start_date", None, after.start_date)
    elif before.delivered_start_date != after.delivered_start_date:
        yield Detail("start_date", before.delivered_start_date, after.delivered_start_date)


def missing_details(state: State, last: Period, move: Move) -> Iterator[Detail]:
    """What is over and on which day, or what never counts and when it would have begun."""
    yield Detail("unit", _said(state, "unit", last.unit), None)
    yield Detail("role", _said(state, "role", last.role), None)
    if move.changed:
        yield Detail("end_date", last.end_date, move.changed[0].end_date)
    else:
        yield Detail("cancelled_from", move.cancelled[0].start_date, None)


def _said(state: State, name: str, value: Any) -> Any:
    if not value:
        return value
    if name == "unit":
        node = state.tree.after.get(value) or state.tree.before.get(value)
        return f"{value} {node.name}" if node else value
    if name == "role":
        return f"{value} {state.roles[value].title}"
    return Employment.Type(value) if name == "employment_type" else value


def differences(old: Any, new: Any, names: Mapping[str, str]) -> Iterator[Detail]:
    """What differs between two of a kind; `names` gives what each field is called in a plan."""
    for name, said in names.items():
        before, after = (getattr(old, name) if old else None), getattr(new, name)
        if before != after and (after or old):
            yield Detail(said, before, after)


def said_key(employee_number: str, position_number: str | None) -> str:
    """What a position is called in a plan."""
    return f"{employee_number} / {position_number}" if position_number else employee_number
