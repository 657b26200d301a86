"""What runs out: the warnings at 90, 30 and 7 days, who gets them, and the lists."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyndig.accounts.models import AccessEvent
from kyndig.catalogue.tests import made as catalogue
from kyndig.holdings import actions, expiring, expiry_notices
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.models import Source
from kyndig.notices import actions as notices
from kyndig.notices import kinds
from kyndig.notices.models import Message, Recipient
from tests.cast import Cast, markers_in

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("left", "reached"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)],
)
def test_the_last_warning_reached(left: int, reached: int | None) -> None:
    assert expiring.warning(DAY + timedelta(days=left), DAY) == reached


@given(st.lists(st.integers(-400, 400), max_size=30))
def test_over_time_each_last_day_gets_each_warning_once(lefts: list[int]) -> None:
    rows = [("1", number, DAY + timedelta(days=left)) for number, left in enumerate(lefts)]
    told = {
        (notice.competence_id, notice.threshold)
        for day in range(-500, 401)
        for notice in expiring.due_notices(rows, DAY + timedelta(days=day), {})
    }
    assert told == {(number, each) for number in range(len(rows)) for each in expiring.THRESHOLDS}


def certify(cast: Cast, key: str, last_day: date, code: str = "LEGEMIDDEL") -> None:
    """A course that the person took long ago and that lasts until the day."""
    new = NewAssessment(
        cast.person(key),
        cast.competences[code],
        1,
        Source.COURSE,
        date(2025, 6, 1),
        expires_on=last_day,
    )
    actions.assess(new, by=None)


def told(cast: Cast, day: date | None = None) -> list[tuple[str, int, set[str]]]:
    """(who, threshold, leaders) of the notices due on the day."""
    return [
        (
            each.employee_number.removeprefix("nr-merke"),
            each.threshold,
            {leader.removeprefix("nr-merke") for leader in each.leaders},
        )
        for each in expiring.expiry_notices(day or cast.today)
    ]


def test_the_person_and_the_nearest_leaders_are_told(cast: Cast) -> None:
    certify(cast, "amina", cast.today + timedelta(days=25))
    certify(cast, "hilde", cast.today + timedelta(days=5), "PVK")
    certify(cast, "greta", cast.today + timedelta(days=91))

    assert sorted(told(cast)) == [("amina", 30, {"dag"}), ("hilde", 7, {"ulla", "sture"})]


def test_those_who_have_left_are_not_told(cast: Cast) -> None:
    certify(cast, "leif", cast.today + timedelta(days=5))
    assert told(cast) == []


def test_what_one_is_exempt_from_is_not_told(cast: Cast) -> None:
    certify(cast, "hilde", cast.today + timedelta(days=5))  # exempt from LEGEMIDDEL
    assert told(cast) == []


def test_a_renewed_one_is_not_told(cast: Cast) -> None:
    certify(cast, "amina", cast.today + timedelta(days=5))
    new = NewAssessment(
        cast.person("amina"), cast.competences["LEGEMIDDEL"], 1, Source.COURSE, cast.today, expires_on=None
    )
    actions.assess(new, by=None)
    assert told(cast) == []


def test_notices_take_as_many_statements_for_many_as_for_few(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    certify(cast, "amina", cast.today + timedelta(days=5))
    with django_assert_num_queries(20, exact=False) as few:
        expiring.expiry_notices(cast.today)
    for key in ("bendik", "farid", "greta", "ivar", "sture", "mons"):
        certify(cast, key, cast.today + timedelta(days=5))
    with django_assert_num_queries(20, exact=False) as many:
        assert len(expiring.expiry_notices(cast.today)) == 7
    assert len(few) == len(many)


def test_the_outbox_gets_each_warning_once_and_a_week_ahead(cast: Cast) -> None:
    certify(cast, "amina", cast.today + timedelta(days=36))

    notices.queue_due(expiry_notices.due(cast.today))
    notices.queue_due(expiry_notices.due(cast.today + timedelta(days=1)))

    queued = Message.objects.values_list("recipient__employee_number", "kind", "path")
    assert sorted(queued) == [
        ("nr-merkeamina", "expiry_own", "/min/kompetanse/"),
        ("nr-merkedag", "expiry_led", "/utlop/"),
    ]


def test_a_letter_about_what_is_renewed_meanwhile_concerns_nobody(cast: Cast) -> None:
    certify(cast, "amina", cast.today + timedelta(days=5))
    notices.queue_due(expiry_notices.due(cast.today))
    recipients = list(Recipient.objects.all())
    own, led = kinds.kind("expiry_own"), kinds.kind("expiry_led")
    assert [each.employee_number for each in own.still("expiry_own", recipients)] == ["nr-merkeamina"]
    assert [each.employee_number for each in led.still("expiry_led", recipients)] == ["nr-merkedag"]

    certify(cast, "amina", cast.today + timedelta(days=400))
    assert list(own.still("expiry_own", recipients)) == []


def test_a_units_list_says_what_is_over_and_what_soon_will_be(cast: Cast) -> None:
    certify(cast, "amina", cast.today + timedelta(days=5))
    page = cast.client("unit_leader").get("/enhet/SOLA/utlop/").content.decode()

    assert "1 bevis er utløpt" in page
    assert "1 til går ut innen 90 dager" in page
    assert page.index("Bendik") < page.index("Amina")
    assert "Innen 7 dager" in page
    assert 'href="/enhet/SOLA/"' in page


def test_of_a_sector_only_those_at_the_very_unit_are_named(cast: Cast) -> None:
    certify(cast, "sigrid", cast.today + timedelta(days=5))
    page = cast.client("hr").get("/enhet/HO/utlop/").content.decode()
    assert markers_in(page) - {"helga"} == {"sigrid"}


@pytest.mark.parametrize("role", ["professional_lead", "union_representative", "evaluator", "employee"])
def test_readers_of_figures_are_refused(cast: Cast, role: str) -> None:
    assert cast.client(role).get("/enhet/SOLA/utlop/").status_code == 403
    assert cast.client(role).get("/utlop/").status_code == 403


def test_the_units_pages_lead_to_the_list_for_those_who_may_see_it(cast: Cast) -> None:
    link = 'href="/enhet/SOLA/utlop/"'
    assert link in cast.client("unit_leader").get("/enhet/SOLA/").content.decode()
    assert link not in cast.client("professional_lead").get("/enhet/SOLA/").content.decode()


def test_the_view_and_the_file_are_logged_with_those_shown(cast: Cast) -> None:
    client = cast.client("unit_leader")
    client.get("/enhet/SOLA/utlop/")
    file = client.get("/enhet/SOLA/utlop/?format=csv").content.decode()

    assert "Bendik" in file
    logged = AccessEvent.objects.order_by("id")
    assert [(each.page, each.action, each.unit_code) for each in logged] == [
        ("expiring", "view", "SOLA"),
        ("expiring", "export", "SOLA"),
    ]
    assert {subject.employee_number for each in logged for subject in each.subjects.all()} == {
        "nr-merkebendik"
    }


def test_nothing_that_runs_out_says_so(cast: Cast) -> None:
    page = cast.client("other_leader").get("/enhet/ELV/utlop/").content.decode()
    assert "Ingen bevis går ut de neste 90 dagene" in page


def test_the_list_reads_no_more_for_more(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for key in ("amina", "bendik", "farid", "greta"):
        new = [
            NewAssessment(cast.person(key), catalogue.competence(), 1, Source.COURSE, DAY, expires_on=DAY)
            for _ in range(5)
        ]
        actions.assess_many(new, by=None)
    client = cast.client("unit_leader")
    with django_assert_max_num_queries(15):
        client.get("/enhet/SOL/utlop/")
    with django_assert_max_num_queries(15):
        client.get("/utlop/")
