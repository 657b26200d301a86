"""What people hold is always what rule 3 makes of the log."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kyndig.catalogue.models import Competence
from kyndig.catalogue.tests import made as catalogue
from kyndig.holdings import actions, projection
from kyndig.holdings.actions import NewAssessment
from kyndig.holdings.models import Assessment, Holding, Source
from kyndig.holdings.tests import made
from kyndig.organisation.models import Person

DAY = date(2026, 1, 10)


def assess(
    person: Person, competence: Competence, level: int, source: str = Source.LEADER, day: date = DAY
) -> Assessment:
    return actions.assess(NewAssessment(person, competence, level, source, day), by=None)


def held(person: Person, competence: Competence) -> tuple[int, bool]:
    holding = Holding.objects.get(person=person, competence=competence)
    return holding.level, holding.confirmed


@pytest.fixture
def person(db: None) -> Person:
    return made.person()


@pytest.fixture
def competence(db: None) -> Competence:
    return catalogue.competence()


def test_a_newer_confirmed_assessment_counts(person: Person, competence: Competence) -> None:
    assess(person, competence, 1, day=DAY - timedelta(days=1))
    assess(person, competence, 2)
    assert held(person, competence) == (2, True)


def test_an_older_one_registered_later_does_not_count(person: Person, competence: Competence) -> None:
    assess(person, competence, 2)
    assess(person, competence, 1, day=DAY - timedelta(days=1))
    assert held(person, competence) == (2, True)


def test_on_the_same_day_the_later_registered_counts(person: Person, competence: Competence) -> None:
    assess(person, competence, 2)
    assess(person, competence, 1)
    assert held(person, competence) == (1, True)


def test_ones_own_newer_assessment_does_not_count_over_a_confirmed(
    person: Person, competence: Competence
) -> None:
    assess(person, competence, 2)
    assess(person, competence, 3, Source.SELF, DAY + timedelta(days=90))
    assert held(person, competence) == (2, True)


def test_level_0_is_held_as_assessed(person: Person, competence: Competence) -> None:
    assess(person, competence, 0, Source.SELF)
    assert held(person, competence) == (0, False)


def test_annulling_brings_the_one_before_back(person: Person, competence: Competence) -> None:
    assess(person, competence, 1, Source.SELF)
    mistake = assess(person, competence, 3)
    actions.annul_assessment(assessment=mistake, by=None, reason="Feil person")
    assert held(person, competence) == (1, False)


def test_annulling_the_only_one_leaves_nothing_held(person: Person, competence: Competence) -> None:
    mistake = assess(person, competence, 3)
    actions.annul_assessment(assessment=mistake, by=None, reason="Feil person")
    assert not Holding.objects.exists()


@pytest.mark.django_db
def test_many_assessments_take_no_more_statements_than_two(
    django_assert_num_queries: Any, competence: Competence
) -> None:
    def statements(people: int) -> int:
        new = [NewAssessment(each, competence, 2, Source.LEADER, DAY) for each in made.people(people)]
        with django_assert_num_queries(50, exact=False) as counted:
            actions.assess_many(new, by=None)
        return len(counted)

    assert statements(2) == statements(40)


SOURCES = st.sampled_from([each.value for each in Source])
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["assess", "import"]),
            st.integers(0, 1),
            st.integers(0, 1),
            st.integers(0, 3),
            SOURCES,
            st.integers(0, 4),
        ),
        st.tuples(st.just("annul"), st.integers(0, 30)),
    ),
    max_size=25,
)


def by_the_rule(assessments: list[Assessment]) -> dict[tuple[int, int], int]:
    """Rule 3 in plain Python: the pair's counting assessment."""
    counting: dict[tuple[int, int], Assessment] = {}
    for each in assessments:
        if each.annulled_at is None:
            pair = (each.person_id, each.competence_id)
            counting[pair] = max(counting.get(pair, each), each, key=_strength)
    return {pair: each.pk for pair, each in counting.items()}


def _strength(each: Assessment) -> tuple[bool, date, int]:
    return each.source != "self", each.assessed_on, each.pk


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_holdings_are_the_rule_over_any_sequence(steps: list[tuple[Any, ...]]) -> None:
    Holding.objects.all().delete()
    Assessment.objects.all().delete()
    people = made.people(2)
    competences = [catalogue.competence() for _ in range(2)]
    for step in steps:
        _do(step, people, competences)
    kept = {(each.person_id, each.competence_id): each.assessment_id for each in Holding.objects.all()}
    assert kept == by_the_rule(list(Assessment.objects.all()))
    assert projection.differences() == []


def _do(step: tuple[Any, ...], people: list[Person], competences: list[Competence]) -> None:
    if step[0] == "annul":
        written = list(Assessment.objects.order_by("id"))
        if written:
            actions.annul_assessment(assessment=written[step[1] % len(written)], by=None, reason="Feil")
        return
    kind, person, competence, level, source, day = step
    on = DAY + timedelta(days=day)
    if kind == "assess":
        assess(people[person], competences[competence], level, source, on)
        return
    first = actions.next_assessment_id()
    Assessment.objects.bulk_create(
        [
            Assessment(
                person=each, competence=competences[competence], level=level, source=source, assessed_on=on
            )
            for each in people
        ]
    )
    projection.project_since(first)
