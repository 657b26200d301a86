"""What a delivery no longer holds: employments that end, and units that stay while people are in them."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

from kyndig.imports.plan import Change, Status
from kyndig.organisation.importing_employments import Move, Period, move_out
from kyndig.organisation.importing_state import State, position_of
from kyndig.organisation.importing_telling import missing_details, said_key


def plan_missing(state: State) -> int:
    """End what a full delivery no longer holds. Returns how many employments active on the day would end."""
    if state.options.partial:
        return 0
    _spare_rejected(state)
    if state.spared is None:
        return 0
    ending = 0
    for key, periods in state.positions.items():
        if key in state.held or key[0] in state.spared:
            continue
        move = move_out(periods, state.as_of)
        if move:
            state.writing.add(move)
            active = [each for each in periods if each.active(state.as_of)]
            ending += len(active)
            state.changes.append(_missing_change(state, periods[-1], move, ends=bool(active)))
    return ending


def _spare_rejected(state: State) -> None:
    """A rejected row ends nothing: its position stays, or all of its person's, or all there are."""
    for row in state.rows.rejected:
        key, number = position_of(row), row.get("employee_number")
        if key:
            state.held.add(key)
        elif number and state.spared is not None:
            state.spared.add(number)
        else:
            state.spared = None


def _missing_change(state: State, last: Period, move: Move, *, ends: bool) -> Change:
    number = last.employee_number
    return Change(
        Status.ENDED if ends else Status.CANCELLED,
        None,
        said_key(number, last.position_number),
        state.people[number].name,
        (last, move.written),
        partial(missing_details, state, last, move),
        employee_number=number,
    )


def keep_units_with_people(state: State) -> None:
    """A unit that still has people at the day, or later, stays in the tree."""
    leaving = state.tree.leaving
    if not leaving:
        return
    people = Counter(
        each.unit
        for each in _periods_after(state)
        if each.unit in leaving and (each.end_date is None or each.end_date >= state.as_of)
    )
    for code in sorted(people):
        state.tree.keep(code, people[code])


def _periods_after(state: State) -> Iterable[Period]:
    """Every period as it would be."""
    gone = {each.id for each in state.writing.cancelled}
    changed = {each.id: each for each in state.writing.changed}
    for periods in state.positions.values():
        yield from (changed.get(each.id, each) for each in periods if each.id not in gone)
    yield from state.writing.begun
