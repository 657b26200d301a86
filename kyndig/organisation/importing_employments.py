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
    what was before it counts as the last. Anything else is changed in place. An earlier start than the one
    delivered before puts right the period that began on that one.
    """
    move = Move()
    left = list(periods)
    while left and _falls(left[-1], given, as_of):
        move.cancelled.append(left.pop())
    if not left:
        move.is_new = not periods
        move.begun.append(_begun(given, given.start_date))
        return move
    right = _started_right(left, given)
    last = right[-1]
    # The end that our own closing gave it says nothing once that what came after is cancelled.
    reopened = bool(move.cancelled) and last.end_date == move.cancelled[-1].start_date - DAY
    is_over = not reopened and last.end_date is not None and last.end_date < as_of
    begin = (_rehired if is_over else _succeeded)(given, last, as_of)
    if begin is None or (given.end_date is not None and given.end_date < begin):
        right[-1] = _in_place(given, last, reopened=reopened)
    else:
        move.is_new = is_over
        if reopened or last.end_date is None or last.end_date >= begin:
            right[-1] = last._replace(end_date=begin - DAY)
        move.begun.append(_begun(given, begin, last))
    move.changed += [new for old, new in zip(left, right, strict=True) if new != old]
    return move


def _started_right(periods: Sequence[Period], given: Given) -> list[Period]:
    """The periods with a start that was delivered too late put right, where no other period is in its way.

    The start is the position's: it moves the period that began on it, and stands on those that came after.
    """
    wrong, right = periods[-1].delivered_start_date, given.start_date
    found = [each for each in periods if each.start_date == wrong]
    in_the_way = any(right <= (each.end_date or date.max) for each in periods if each.start_date < wrong)
    if right >= wrong or not found or in_the_way:
        return list(periods)
    return [
        each._replace(
            start_date=right if each.start_date == wrong else each.start_date,
            delivered_start_date=right if each.delivered_start_date == wrong else each.delivered_start_date,
        )
        for each in periods
    ]


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


def _in_place(given: Given, last: Period, *, reopened: bool) -> Period:
    """The period with all that may change without beginning another."""
    return last._replace(
        end_date=given.end_date if given.says_end else None if reopened else last.end_date,
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
        # A start that begins nothing leaves the one that stands.
        after.delivered_start_date if after and begin != given.start_date else given.start_date,
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
