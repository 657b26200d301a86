"""`erase_expired`: people who left long ago go with everything about them; nobody else does."""

from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import CharField, TextField
from django.utils import timezone

from kyndig.accounts import audit, privacy
from kyndig.accounts.access_log import record_access
from kyndig.accounts.actions import ask_for_correction, invite
from kyndig.accounts.erasure import erase_expired
from kyndig.accounts.models import AccessEvent, AccessSubject, AuditEvent, Invitation, User
from kyndig.holdings.models import Assessment, Exemption, Holding
from kyndig.organisation.models import Deputy, Employment, Person, RoleGrant
from tests.cast import LEFT_ON, Cast, markers_in

YEARS = 5 * 365
OSLO = ZoneInfo("Europe/Oslo")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=OSLO)


KEPT_LAST = at(LEFT_ON + timedelta(days=YEARS))
GONE_FIRST = at(LEFT_ON + timedelta(days=YEARS + 1))


def everything_stored() -> str:
    """Every text of every row of every table."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        names = [
            each.attname for each in model._meta.concrete_fields if isinstance(each, CharField | TextField)
        ]
        found += [str(row) for row in model._base_manager.values_list(*names)] if names else []
    return "\n".join(found)


@pytest.fixture
def traces(cast: Cast) -> Cast:
    """Leif, who has left, has left traces everywhere."""
    leif = cast.user("leaver")
    record_access(
        AccessEvent.Action.VIEW, by=cast.user("hr"), page="matrix", employee_numbers=["nr-merkeleif"]
    )
    record_access(AccessEvent.Action.VIEW, by=leif, page="matrix", employee_numbers=["nr-merkeamina"])
    audit.record("test.changed", by=leif)
    ask_for_correction(what="Nivå", why="Grunnleif", by=leif)
    invite(user=leif, by=None)
    grant = RoleGrant.objects.get(user=cast.user("unit_leader"))
    Deputy.objects.create(grant=grant, user=leif, valid_from=date(2024, 5, 1), valid_to=date(2024, 6, 1))
    Exemption.objects.create(
        person=cast.person("leif"), competence=cast.competences["PVK"], reason="Grunnleif"
    )
    Employment.objects.filter(person=cast.person("amina")).update(leader_employee_number="nr-merkeleif")
    Assessment.objects.filter(person=cast.person("amina")).update(
        assessed_by=cast.person("leif"), registered_by=leif
    )
    person = cast.person("leif")
    person.email = "ny-merkeleif@example.no"
    person.save()
    return cast


def test_nothing_is_erased_on_the_last_day_of_the_period(traces: Cast) -> None:
    before = Person.objects.count()

    erase_expired(now=KEPT_LAST)

    assert Person.objects.count() == before
    assert User.objects.filter(username="leif").exists()


def test_the_day_after_no_trace_of_the_person_is_left_anywhere(traces: Cast) -> None:
    assert "leif" in markers_in(everything_stored())

    erase_expired(now=GONE_FIRST)

    assert {marker for marker in markers_in(everything_stored()) if marker.startswith("leif")} == set()


def test_nobody_else_loses_anything(traces: Cast) -> None:
    others = Person.objects.exclude(pk=traces.person("leif").pk)
    before = (others.count(), Assessment.objects.filter(person__in=others).count())

    erase_expired(now=GONE_FIRST)

    assert (Person.objects.count(), Assessment.objects.count()) == before


def test_that_somebody_looked_stays_without_the_name(traces: Cast) -> None:
    erase_expired(now=GONE_FIRST)

    event = AccessSubject.objects.get(employee_number="nr-merkeamina").event
    assert (event.actor, event.actor_name) == (None, "")


def test_a_dry_run_counts_the_same_and_erases_nothing(traces: Cast) -> None:
    stored = everything_stored()

    counted = erase_expired(now=GONE_FIRST, dry_run=True)

    assert everything_stored() == stored
    assert counted == erase_expired(now=GONE_FIRST)


def test_a_second_run_finds_nothing(traces: Cast) -> None:
    erase_expired(now=GONE_FIRST)

    assert erase_expired(now=GONE_FIRST) == {}


def test_holdings_agree_with_assessments_afterwards(traces: Cast) -> None:
    erase_expired(now=GONE_FIRST)

    call_command("check_holdings", stdout=StringIO())
    assert not Holding.objects.exclude(person__in=Person.objects.all()).exists()


def test_the_run_is_audited_with_counts_and_no_names(traces: Cast) -> None:
    erase_expired(now=GONE_FIRST)

    event = AuditEvent.objects.get(act="accounts.expired.erased")
    assert event.detail["counts"]["organisation.person"] == 1
    assert markers_in(str(event.detail)) == set()


def test_somebody_who_came_back_stays(traces: Cast) -> None:
    old = Employment.objects.get(person=traces.person("leif"))
    Employment.objects.create(
        person=old.person,
        position_key="2",
        role=old.role,
        unit=old.unit,
        fte_percent=50,
        start_date=date(2026, 1, 1),
        delivered_start_date=date(2026, 1, 1),
    )

    erase_expired(now=GONE_FIRST)

    assert Person.objects.filter(pk=old.person_id).exists()


def test_a_cancelled_employment_keeps_nobody(traces: Cast) -> None:
    old = Employment.objects.get(person=traces.person("leif"))
    Employment.objects.create(
        person=old.person,
        position_key="2",
        role=old.role,
        unit=old.unit,
        fte_percent=50,
        start_date=date(2025, 1, 1),
        delivered_start_date=date(2025, 1, 1),
        cancelled_at=timezone.now(),
    )

    erase_expired(now=GONE_FIRST)

    assert not Person.objects.filter(pk=old.person_id).exists()


def test_a_user_from_outside_goes_when_the_last_role_ended_long_ago(cast: Cast) -> None:
    ended = date(2025, 1, 1)
    RoleGrant.objects.filter(user=cast.user("evaluator")).update(valid_to=ended)

    erase_expired(now=at(ended + timedelta(days=YEARS + 1)))

    assert not User.objects.filter(username="eva").exists()
    assert User.objects.filter(username="adam").exists()


def test_old_events_go_and_newer_stay(cast: Cast) -> None:
    audit.record("test.old", by=None)
    AuditEvent.objects.update(at=timezone.now() - timedelta(days=10 * 365 + 1))
    audit.record("test.new", by=None)

    erase_expired()

    assert not AuditEvent.objects.filter(act="test.old").exists()
    assert AuditEvent.objects.filter(act="test.new").exists()


def test_an_invitation_goes_a_while_after_it_could_be_used(cast: Cast) -> None:
    invite(user=cast.user("amina"), by=None)

    erase_expired(now=timezone.now() + timedelta(days=36))
    assert Invitation.objects.exists()
    erase_expired(now=timezone.now() + timedelta(days=38))
    assert not Invitation.objects.exists()


def test_the_command_prints_counts(traces: Cast) -> None:
    AuditEvent.objects.update(at=timezone.now() - timedelta(days=10 * 365 + 1))
    printed = StringIO()

    call_command("erase_expired", "--dry-run", stdout=printed)

    assert "accounts.auditevent: " in printed.getvalue()
    assert "would be erased" in printed.getvalue()


@pytest.mark.parametrize("number", [2, 6])
def test_the_number_of_queries_does_not_grow_with_the_people(
    cast: Cast, number: int, django_assert_max_num_queries: object
) -> None:
    Employment.objects.filter(person__in=Person.objects.order_by("pk")[:number]).update(end_date=LEFT_ON)

    # A few for each kind of thing held: to count, to collect what hangs on it, to delete.
    with django_assert_max_num_queries(5 * len(privacy.personal())):  # type: ignore[operator] # pytest-django's fixture is a callable
        erase_expired(now=GONE_FIRST)
