"""The HR export's rows against the employments there are: what begins, changes, ends or is cancelled."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from kyndig.organisation.models import Employment

DAY = timedelta(days=1)


def position_key(position_number: str, unit_code: str, role_code: str, start: date) -> str:
    """What tells a person's positions apart: the position number or, without one, unit, role and start."""
    return f"nr {position_number}" if position_number else f"uten {unit_code} {role_code} {start.isoformat()}"


class Given(NamedTuple):
    """What a delivery says of one employment; None where the file has no such column."""

    employee_number: str
    position_number: str
    role: str
    unit: str
    fte_percent: Decimal
    start_date: date
    end_date: date | None
    employment_type: str | None
    leader_employee_number: str | None
    says_end: bool = True

    @property
    def what(self) -> tuple[str, str, Decimal]:
        """What a change of begins a new period."""
        return self.unit, self.role, self.fte_percent

    @property
    def key(self) -> str:
        return position_key(self.position_number, self.unit, self.role, self.start_date)


class Period(NamedTuple):
    """One period of a position, as it is (with its id) or as it would be."""

    employee_number: str
    position_key: str
    position_number: str
    role: str
    unit: str
    fte_percent: Decimal
    employment_type: str
    start_date: date
    end_date: date | None
    delivered_start_date: date
    leader_employee_number: str
    id: int | None = None

    def active(self, on: date) -> bool:
        return self.start_date <= on and (self.end_date is None or self.end_date >= on)

    @property
    def what(self) -> tuple[str, str, Decimal]:
        """What a change of begins a new period."""
        return self.unit, self.role, self.fte_percent


_PATHS = {
    "employee_number": "person__employee_number",
    "role": "role__code",
    "unit": "unit__code",
}
Positions = dict[tuple[str, str], list[Period]]


def positions_as_they_are() -> Positions:
    """The periods that are not cancelled, oldest first, by employee number and position."""
    paths = [_PATHS.get(name, name) for name in Period._fields]
    rows = Employment.objects.filter(cancelled_at=None).order_by("start_date").values_list(*paths)
    found: Positions = defaultdict(list)
    for values in rows.iterator(chunk_size=5000):
        period = Period(*values)
        found[period.employee_number, period.position_key].append(period)
    return found


@dataclass(slots=True)
class Move:
    """What becomes of one position: periods cancelled, changed in place, and begun."""

    cancelled: list[Period] = field(default_factory=list)
    changed: list[Period] = field(default_factory=list)
    begun: list[Period] = field(default_factory=list)
    # True when the position was nobody's by the import's day: none before, or over.
    is_new: bool = False

    def __bool__(self) -> bool:
        return bool(self.cancelled or self.changed or self.begun)

    @property
    def written(self) -> tuple[list[Period], ...]:
        """All that would be written, for the plan's hash."""
        return self.cancelled, self.changed, self.begun


def move_to(given: Given, periods: Sequence[Period], as_of: date) -> Move:
    """Bring a position to what the delivery says. Pure: the row and the periods in, a move out.

    `periods` are those not cancelled, oldest first. A changed unit, role or percentage ends the last of
    them and begins another. One that had not begun by `as_of`, or began on it, is cancelled instead, and
    what was before it counts as the last. Anything else is changed in place.
    """
    move = Move()
    left = list(periods)
    while left and _falls(left[-1], given, as_of):
        move.cancelled.append(left.pop())
    if not left:
        move.is_new = not periods
        move.begun.append(_begun(given, given.start_date))
        return move
    last = left[-1]
    # The end that our own closing gave it says nothing once that what came after is cancelled.
    reopened = bool(move.cancelled) and last.end_date == move.cancelled[-1].start_date - DAY
    is_over = not reopened and last.end_date is not None and last.end_date < as_of
    begin = (_rehired if is_over else _succeeded)(given, last, as_of)
    if begin is None or (given.end_date is not None and given.end_date < begin):
        _change(move, last, _in_place(given, last, is_first=len(left) == 1, reopened=reopened))
    else:
        move.is_new = is_over
        if reopened or last.end_date is None or last.end_date >= begin:
            _change(move, last, last._replace(end_date=begin - DAY))
        move.begun.append(_begun(given, begin, last))
    return move


def _falls(last: Period, given: Given, as_of: date) -> bool:
    """Whether a period never comes about (or never counts) by what the row says."""
    differs = last.what != given.what
    if given.end_date is not None and given.end_date < last.start_date:
        return True
    if last.start_date > as_of:
        return differs or given.start_date != last.delivered_start_date
    return last.start_date == as_of and differs and given.start_date <= last.start_date


def _succeeded(given: Given, last: Period, as_of: date) -> date | None:
    """When the period after a standing one begins; None when there is to be none."""
    if given.start_date > last.start_date:
        return given.start_date
    return as_of if last.what != given.what else None


def _rehired(given: Given, last: Period, as_of: date) -> date | None:
    """When the period after one that is over begins; None when the row only says again that it is over."""
    ended = last.end_date or date.max
    if given.end_date is not None and given.end_date <= ended:
        return None
    return given.start_date if given.start_date > ended else as_of


def _change(move: Move, old: Period, new: Period) -> None:
    if old != new:
        move.changed.append(new)


def _in_place(given: Given, last: Period, *, is_first: bool, reopened: bool) -> Period:
    """The period with all that may change without beginning another."""
    end = given.end_date if given.says_end else None if reopened else last.end_date
    # A start that was delivered wrong is put right where no other period stands before.
    earlier = is_first and last.start_date == last.delivered_start_date and given.start_date < last.start_date
    return last._replace(
        end_date=end,
        start_date=given.start_date if earlier else last.start_date,
        delivered_start_date=given.start_date,
        employment_type=_or(given.employment_type, last.employment_type),
        leader_employee_number=_or(given.leader_employee_number, last.leader_employee_number),
    )


def _or(given: str | None, kept: str) -> str:
    return kept if given is None else given


def _begun(given: Given, begin: date, after: Period | None = None) -> Period:
    return Period(
        given.employee_number,
        given.key,
        given.position_number,
        given.role,
        given.unit,
        given.fte_percent,
        _or(given.employment_type, after.employment_type if after else ""),
        begin,
        given.end_date,
        given.start_date,
        _or(given.leader_employee_number, after.leader_employee_number if after else ""),
    )


def move_out(periods: Iterable[Period], as_of: date) -> Move:
    """What becomes of a position that a full delivery no longer has: it ends the day before `as_of`.

    One that has not begun by then is cancelled, and so is one that began on the very day.
    """
    move = Move()
    for period in periods:
        if period.start_date >= as_of:
            move.cancelled.append(period)
        elif period.active(as_of):
            move.changed.append(period._replace(end_date=as_of - DAY))
    return move
