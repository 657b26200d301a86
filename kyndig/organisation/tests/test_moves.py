"""What becomes of a position, whatever is delivered: no overlap, no second change, history kept."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kyndig.organisation.importing_employments import DAY, Given, Move, Period, move_out, move_to

FIRST = date(2026, 1, 1)
DAYS = st.integers(min_value=0, max_value=60).map(lambda days: FIRST + timedelta(days=days))


@st.composite
def rows(draw: st.DrawFn) -> Given:
    """What a delivery may say of one position, in few enough words to meet the same again."""
    start = draw(DAYS)
    end = draw(st.none() | DAYS.filter(lambda day: day >= start))
    return Given(
        "1",
        "10",
        draw(st.sampled_from(["SPL", "HFA"])),
        draw(st.sampled_from(["A", "B"])),
        draw(st.sampled_from([Decimal(100), Decimal(50)])),
        start,
        end,
        draw(st.sampled_from(["permanent", "substitute"])),
        draw(st.sampled_from(["", "7"])),
    )


# Deliveries in the order of their days; None: the position is missing from a full one.
HISTORIES = st.lists(st.tuples(DAYS, st.none() | rows()), min_size=1, max_size=6).map(
    lambda deliveries: sorted(deliveries, key=lambda each: each[0])
)


def after(periods: Sequence[Period], move: Move) -> list[Period]:
    """The periods once the move is written."""
    gone = {each.id for each in move.cancelled}
    changed = {each.id: each for each in move.changed}
    left = [changed.get(each.id, each) for each in periods if each.id not in gone]
    number = max((each.id or 0 for each in periods), default=0)
    new = [each._replace(id=number + at) for at, each in enumerate(move.begun, start=1)]
    return sorted([*left, *new], key=lambda each: each.start_date)


def delivered(history: Sequence[tuple[date, Given | None]]) -> list[Period]:
    periods: list[Period] = []
    for day, row in history:
        move = move_to(row, periods, day) if row else move_out(periods, day)
        periods = after(periods, move)
    return periods


@given(history=HISTORIES)
def test_the_same_again_changes_nothing(history: list[tuple[date, Given | None]]) -> None:
    periods = delivered(history)
    day, row = history[-1]
    assert not (move_to(row, periods, day) if row else move_out(periods, day))


@given(history=HISTORIES)
def test_a_position_never_has_two_periods_at_once(history: list[tuple[date, Given | None]]) -> None:
    periods = delivered(history)
    for earlier, later in pairwise(periods):
        assert earlier.end_date is not None
        assert earlier.end_date < later.start_date


@given(history=HISTORIES)
def test_no_period_ends_before_it_begins(history: list[tuple[date, Given | None]]) -> None:
    assert all(each.end_date is None or each.start_date <= each.end_date for each in delivered(history))


@given(history=HISTORIES, row=rows())
def test_a_standing_row_is_what_counts_from_the_day_on(
    history: list[tuple[date, Given | None]], row: Given
) -> None:
    """On the later of the import's day and the row's start, the position is what the row says."""
    as_of = max(day for day, _row in history)
    periods = delivered([*history, (as_of, row)])
    day = max(as_of, row.start_date)
    counting = [each for each in periods if each.active(day)]
    if row.end_date is None or row.end_date >= day:
        assert [each.what for each in counting] == [row.what]
        assert counting[0].end_date == row.end_date
    else:
        assert counting == []


@given(history=HISTORIES)
def test_who_is_missing_counts_no_more_from_the_day_on(history: list[tuple[date, Given | None]]) -> None:
    as_of = max(day for day, _row in history)
    periods = delivered([*history, (as_of, None)])
    assert not any(each.active(as_of) or each.start_date > as_of for each in periods)


def test_what_was_before_the_day_stays_when_a_change_comes() -> None:
    first = Given("1", "10", "SPL", "A", Decimal(100), FIRST, None, "permanent", "")
    periods = delivered([(FIRST, first), (FIRST + 30 * DAY, first._replace(unit="B"))])
    assert [(each.unit, each.end_date) for each in periods] == [("A", FIRST + 29 * DAY), ("B", None)]


def test_a_start_put_right_moves_the_first_period_though_others_came_after() -> None:
    first = Given("1", "10", "SPL", "A", Decimal(100), FIRST + 10 * DAY, None, "permanent", "")
    half = first._replace(fte_percent=Decimal(50))
    right = half._replace(start_date=FIRST)
    periods = delivered([(FIRST + 10 * DAY, first), (FIRST + 20 * DAY, half), (FIRST + 30 * DAY, right)])
    assert [(each.start_date, each.fte_percent) for each in periods] == [
        (FIRST, Decimal(100)),
        (FIRST + 20 * DAY, Decimal(50)),
    ]


def test_a_start_put_right_together_with_a_change_moves_the_period_before_too() -> None:
    first = Given("1", "10", "SPL", "A", Decimal(100), FIRST + 10 * DAY, None, "permanent", "")
    periods = delivered(
        [(FIRST + 10 * DAY, first), (FIRST + 30 * DAY, first._replace(unit="B", start_date=FIRST))]
    )
    assert [(each.start_date, each.unit) for each in periods] == [(FIRST, "A"), (FIRST + 30 * DAY, "B")]


def test_a_start_put_right_of_one_who_came_back_moves_no_start_into_what_was_before() -> None:
    first = Given("1", "10", "SPL", "A", Decimal(100), FIRST, FIRST + 9 * DAY, "permanent", "")
    back = first._replace(start_date=FIRST + 20 * DAY, end_date=None)
    history = [(FIRST, first), (FIRST + 20 * DAY, back)]
    free, taken = (back._replace(start_date=FIRST + days * DAY) for days in (15, 5))
    assert [each.start_date for each in delivered([*history, (FIRST + 30 * DAY, free)])] == [
        FIRST,
        FIRST + 15 * DAY,
    ]
    assert not move_to(taken, delivered(history), FIRST + 30 * DAY)


@given(history=HISTORIES)
def test_the_start_that_stands_on_a_position_is_that_of_one_of_its_periods(
    history: list[tuple[date, Given | None]],
) -> None:
    periods = delivered(history)
    assert not periods or periods[-1].delivered_start_date in {each.start_date for each in periods}
