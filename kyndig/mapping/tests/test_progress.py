"""How far a round is: cells judged and answered, by unit with all below it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from kyndig.holdings.models import Exemption
from kyndig.mapping import actions, judging, progress
from kyndig.mapping.cells import Asking
from kyndig.mapping.judging import Method, Move
from kyndig.mapping.models import Entry, Round
from kyndig.mapping.progress import Progress
from kyndig.mapping.tests.made import a_round, write
from kyndig.organisation.models import UnitClosure
from kyndig.organisation.reach import today
from tests.cast import Cast


@pytest.fixture
def round_(cast: Cast) -> Round:
    return a_round(cast)


def of(round_: Round, unit: str) -> Progress:
    found = {each.node.unit.code: each.progress for each in progress.by_unit(Asking(round_))}
    return found[unit]


def test_every_person_and_competence_asked_about_is_a_cell(cast: Cast, round_: Round) -> None:
    # SOLA: three nurses about two, two health care workers about one. SOLB: one nurse, two workers.
    assert (of(round_, "SOLA").cells, of(round_, "SOLB").cells, of(round_, "SOL").cells) == (8, 4, 14)


def test_what_was_known_before_the_round_is_not_judged(cast: Cast, round_: Round) -> None:
    # Hilde is exempt from one competence; nothing else counts, though levels are known.
    assert (of(round_, "SOLA").judged, of(round_, "SOLA").share) == (0, 0)
    assert (of(round_, "SOLB").judged, of(round_, "SOLB").share) == (1, 25)


def test_a_leaders_act_is_counted_in_every_unit_above(cast: Cast, round_: Round) -> None:
    before = of(round_, "SOL").judged
    judging.judge(round_, write(cast, "ivar", "PVK", level=1), by=cast.user("ulla"))
    assert (of(round_, "SOLB").judged, of(round_, "SOL").judged) == (2, before + 1)


def test_an_act_taken_back_is_not_counted(cast: Cast, round_: Round) -> None:
    before = of(round_, "SOL")
    judging.judge(round_, write(cast, "ivar", "PVK", level=1), by=cast.user("ulla"))
    judging.judge(round_, write(cast, "ivar", "PVK", Move.BACK), by=cast.user("ulla"))
    assert of(round_, "SOL") == before


def test_what_was_confirmed_together_is_counted_apart(cast: Cast, round_: Round) -> None:
    judging.judge_all(
        round_, [write(cast, "amina", "PVK", Move.ACCEPT)], by=cast.user("ulla"), method=Method.TOGETHER
    )
    assert of(round_, "SOLA").together == 1


def test_an_employees_answer_is_counted_as_answered(cast: Cast, round_: Round) -> None:
    Entry.objects.create(
        round=round_,
        person=cast.person("ivar"),
        competence=cast.competences["PVK"],
        side=Entry.Side.EMPLOYEE,
        act=Entry.Act.UNKNOWN,
        method=Method.SINGLY,
        key=uuid4(),
    )
    assert (of(round_, "SOLB").answered, of(round_, "SOLB").judged) == (1, 1)


def test_an_exemption_counts_as_long_as_it_holds(cast: Cast, round_: Round) -> None:
    Exemption.objects.create(
        person=cast.person("ivar"),
        competence=cast.competences["PVK"],
        kind=Exemption.Kind.NEW,
        valid_to=today() - timedelta(days=1),
    )
    assert of(round_, "SOLB").judged == 1


def test_a_closed_round_keeps_what_came_in(cast: Cast, round_: Round) -> None:
    judging.judge(round_, write(cast, "ivar", "PVK", level=1), by=cast.user("ulla"))
    before = of(round_, "SOL")
    actions.close(round_=round_, by=cast.user("hr"))
    assert of(Round.objects.get(pk=round_.pk), "SOL") == before


def test_counting_takes_as_many_queries_whatever_the_size(
    cast: Cast, round_: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert UnitClosure.objects.exists()
    with django_assert_num_queries(4):
        progress.by_unit(Asking(round_))
