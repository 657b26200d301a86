"""A unit's cells as its leader sees them."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from kyndig.holdings.models import Exemption
from kyndig.mapping import judging
from kyndig.mapping.cell_view import CellView
from kyndig.mapping.judging import Move
from kyndig.mapping.models import Round
from kyndig.mapping.prefill import Need, Origin
from kyndig.mapping.sheet import Sheet
from kyndig.mapping.tests.made import a_round, write
from kyndig.organisation.reach import today
from tests.cast import Cast


@pytest.fixture
def round_(cast: Cast) -> Round:
    return a_round(cast)


def sheet(cast: Cast, round_: Round, user: str = "ulla", unit: str = "SOL") -> Sheet:
    return Sheet(round_, cast.unit(unit), cast.user(user))


def cell(cast: Cast, round_: Round, person: str, competence: str) -> CellView:
    found = sheet(cast, round_).one(cast.person(person), cast.competences[competence].pk)
    assert found is not None
    return found


def test_the_people_are_those_asked_whom_the_leader_sees(cast: Cast, round_: Round) -> None:
    names = {person.first_name for person in sheet(cast, round_).people}
    assert names == {"Amina", "Bendik", "Marte", "Farid", "Greta", "Hilde", "Ivar", "Jorun", "Petter"}


def test_a_department_head_sees_those_of_the_department(cast: Cast, round_: Round) -> None:
    names = {person.first_name for person in sheet(cast, round_, "dag").people}
    assert names == {"Amina", "Bendik", "Marte", "Farid", "Greta"}


def test_a_cell_that_the_round_does_not_ask_about_is_none(cast: Cast, round_: Round) -> None:
    assert sheet(cast, round_).one(cast.person("ivar"), cast.competences["LEGEMIDDEL"].pk) is None


def test_an_earlier_judgement_is_offered_and_can_be_confirmed_together(cast: Cast, round_: Round) -> None:
    found = cell(cast, round_, "amina", "PVK")
    assert (found.level, found.origin, found.open_to_bulk, found.note) == (
        3,
        Origin.PREVIOUS,
        True,
        "Forslag F",
    )


def test_an_expired_paper_says_when_it_ran_out(cast: Cast, round_: Round) -> None:
    found = cell(cast, round_, "bendik", "LEGEMIDDEL")
    assert (found.need, found.note) == (Need.EXPIRED, "Utløpt 10.01.2025")


def test_what_nothing_is_known_of_needs_the_leader(cast: Cast, round_: Round) -> None:
    found = cell(cast, round_, "ivar", "PVK")
    assert (found.level, found.need, found.note) == (None, Need.UNKNOWN, "Trenger deg")


def test_a_judged_cell_needs_nobody(cast: Cast, round_: Round) -> None:
    judging.judge(round_, write(cast, "ivar", "PVK", level=1), by=cast.user("ulla"))
    found = cell(cast, round_, "ivar", "PVK")
    assert (found.judged, found.level, found.note, found.version) == (True, 1, "Vurdert", 2)


def test_an_exempt_cell_says_until_when(cast: Cast, round_: Round) -> None:
    until = today() + timedelta(days=30)
    sent = write(cast, "ivar", "PVK", Move.EXEMPT, exemption_kind=Exemption.Kind.NEW, exempt_to=until)
    judging.judge(round_, sent, by=cast.user("ulla"))
    found = cell(cast, round_, "ivar", "PVK")
    assert (found.judged, found.note) == (True, f"Til {until:%d.%m.%Y}")


def test_the_column_says_what_is_required_and_how_many_can(cast: Cast, round_: Round) -> None:
    column = sheet(cast, round_).columns[0]
    assert (column.competence.code, column.required_level) == ("PVK", 2)
    assert column.cover is not None
    assert (column.cover.holders, column.cover.min_holders) == (4, 5)


def test_reading_a_sheet_takes_as_many_queries_whatever_its_size(
    cast: Cast, round_: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    small, large = sheet(cast, round_, unit="SOLB"), sheet(cast, round_, unit="SOL")
    with django_assert_num_queries(9):
        _ = small.lines
    with django_assert_num_queries(9):
        _ = large.lines
