"""What a leader is offered, and what is never confirmed unseen."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kyndig.mapping.prefill import Fact, Need, Offer, Origin, offer

DAY = date(2027, 1, 15)
EARLIER = date(2026, 3, 1)


def fact(level: int, source: str, day: date = EARLIER, number: int = 1, expires: date | None = None) -> Fact:
    return Fact(level, source, day, number, expires)


def offered(
    confirmed: Fact | None = None, own: Fact | None = None, usual: int | None = None, *, lasts: bool = False
) -> Offer:
    return offer(confirmed, own, usual, lasts=lasts, as_of=DAY)


def test_nothing_is_offered_where_nothing_is_known() -> None:
    assert offered() == Offer(None, None, Need.UNKNOWN)


def test_the_roles_usual_level_is_offered_but_needs_the_leader() -> None:
    assert offered(usual=2) == Offer(2, Origin.ROLE, Need.UNKNOWN)


def test_a_valid_paper_needs_nobody() -> None:
    assert offered(fact(1, "course", expires=DAY), lasts=True) == Offer(1, Origin.DOCUMENT, None)


def test_a_paper_that_ran_out_yesterday_needs_the_leader() -> None:
    held = fact(1, "document", expires=DAY - timedelta(days=1))
    assert offered(held, lasts=True) == Offer(1, Origin.DOCUMENT, Need.EXPIRED)


def test_an_earlier_judgement_is_offered_again() -> None:
    assert offered(fact(2, "leader")) == Offer(2, Origin.PREVIOUS, None)


def test_the_employees_own_answer_is_offered() -> None:
    assert offered(own=fact(2, "self")) == Offer(2, Origin.OWN, None)


def test_another_answer_after_the_judgement_is_a_conflict() -> None:
    own = fact(2, "self", DAY, 2)
    assert offered(fact(0, "leader"), own) == Offer(0, Origin.PREVIOUS, Need.CONFLICT)


def test_an_answer_registered_later_on_the_same_day_is_a_conflict() -> None:
    assert offered(fact(0, "leader"), fact(2, "self", EARLIER, 2)).need == Need.CONFLICT


def test_an_answer_before_the_judgement_is_settled_by_it() -> None:
    assert offered(fact(0, "leader", DAY, 2), fact(2, "self")).need is None


def test_what_lasts_for_a_time_needs_the_day_where_only_a_level_is_known() -> None:
    assert offered(own=fact(1, "self"), lasts=True).need == Need.DATE
    assert offered(fact(1, "leader"), lasts=True).need == Need.DATE


def test_that_somebody_lacks_it_needs_no_day() -> None:
    assert offered(own=fact(0, "self"), lasts=True).need is None


FACTS = st.builds(
    Fact,
    level=st.integers(0, 3),
    source=st.sampled_from(["leader", "document", "course"]),
    assessed_on=st.dates(date(2026, 12, 1), DAY),
    number=st.integers(1, 5),
    expires_on=st.none() | st.dates(date(2026, 12, 20), date(2027, 2, 1)),
)
OWN = st.builds(
    Fact,
    level=st.integers(0, 3),
    source=st.just("self"),
    assessed_on=st.dates(date(2026, 12, 1), DAY),
    number=st.integers(6, 9),
)


@given(st.none() | FACTS, st.none() | OWN, st.none() | st.integers(0, 3), st.booleans())
def test_without_need_there_is_evidence_that_holds(
    confirmed: Fact | None, own: Fact | None, usual: int | None, lasts: bool
) -> None:
    found = offer(confirmed, own, usual, lasts=lasts, as_of=DAY)
    if found.need is None:
        assert found.origin in {Origin.DOCUMENT, Origin.PREVIOUS, Origin.OWN}
        evidence = confirmed or own
        assert evidence is not None
        assert found.level == evidence.level
        assert evidence.expires_on is None or evidence.expires_on >= DAY
