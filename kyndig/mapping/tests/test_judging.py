"""A leader's acts on cells: written once, on the version seen, and only what the round asks about."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from kyndig.catalogue.models import Competence
from kyndig.holdings.models import Assessment, Exemption, Holding, Source
from kyndig.mapping import actions, judging
from kyndig.mapping.acts import RefusedError
from kyndig.mapping.judging import ConflictError, Method, Move, NeedsDateError
from kyndig.mapping.models import Entry, Round
from kyndig.mapping.tests.made import a_round, write
from kyndig.organisation.reach import today
from tests.cast import Cast


@pytest.fixture
def round_(cast: Cast) -> Round:
    return a_round(cast)


@pytest.fixture
def lasting(cast: Cast) -> Competence:
    """A competence that is to be renewed every year."""
    competence = cast.competences["LEGEMIDDEL"]
    competence.validity_months = 12
    competence.save()
    return competence


def level_of(cast: Cast, person: str, competence: str) -> int | None:
    holding = Holding.objects.filter(
        person=cast.person(person), competence=cast.competences[competence]
    ).first()
    return holding.level if holding else None


def test_a_level_becomes_a_leaders_assessment_of_today(cast: Cast, round_: Round) -> None:
    entry = judging.judge(round_, write(cast, "ivar", "PVK", level=1), by=cast.user("ulla"))
    assert entry.assessment is not None
    assert (entry.assessment.level, entry.assessment.source) == (1, Source.LEADER)
    assert (entry.assessment.assessed_on, entry.assessment.assessed_by) == (today(), cast.person("ulla"))
    assert entry.method == Method.SINGLY


def test_the_same_act_sent_twice_is_written_once(cast: Cast, round_: Round) -> None:
    sent = write(cast, "ivar", "PVK", level=1)
    first = judging.judge(round_, sent, by=cast.user("ulla"))
    assert judging.judge(round_, sent, by=cast.user("ulla")) == first
    assert Assessment.objects.filter(person=cast.person("ivar")).count() == 1


def test_a_key_used_on_another_cell_is_refused(cast: Cast, round_: Round) -> None:
    sent = write(cast, "ivar", "PVK", level=1)
    judging.judge(round_, sent, by=cast.user("ulla"))
    with pytest.raises(RefusedError):
        judging.judge(round_, replace(sent, person=cast.person("jorun")), by=cast.user("ulla"))


def test_a_cell_changed_since_it_was_seen_is_a_conflict(cast: Cast, round_: Round) -> None:
    seen = write(cast, "ivar", "PVK", level=1)
    judging.judge(round_, write(cast, "ivar", "PVK", level=2), by=cast.user("olga"))
    with pytest.raises(ConflictError):
        judging.judge(round_, seen, by=cast.user("ulla"))
    assert level_of(cast, "ivar", "PVK") == 2


def test_an_answer_of_the_employee_is_a_change_too(cast: Cast, round_: Round) -> None:
    seen = write(cast, "ivar", "PVK", level=1)
    Assessment.objects.create(
        person=cast.person("ivar"),
        competence=cast.competences["PVK"],
        level=2,
        source=Source.SELF,
        assessed_on=today(),
    )
    with pytest.raises(ConflictError):
        judging.judge(round_, seen, by=cast.user("ulla"))


@pytest.mark.parametrize("level", [None, -1, 4])
def test_a_level_off_the_scale_is_refused(cast: Cast, round_: Round, level: int | None) -> None:
    with pytest.raises(RefusedError, match="0 til 3"):
        judging.judge(round_, write(cast, "ivar", "PVK", level=level), by=cast.user("ulla"))


def test_a_competence_that_the_round_does_not_ask_about_is_refused(cast: Cast, round_: Round) -> None:
    with pytest.raises(RefusedError, match="spør ikke"):
        judging.judge(round_, write(cast, "ivar", "AREALPLAN", level=1), by=cast.user("ulla"))


def test_somebody_outside_the_rounds_unit_is_refused(cast: Cast, round_: Round) -> None:
    with pytest.raises(RefusedError, match="spør ikke"):
        judging.judge(round_, write(cast, "liv", "PVK", level=1), by=cast.user("olga"))


@pytest.mark.parametrize("end", [actions.pause, actions.close])
def test_a_round_that_is_not_open_takes_nothing(cast: Cast, round_: Round, end: object) -> None:
    end(round_=Round.objects.get(pk=round_.pk), by=None)  # type: ignore[operator] # one of the two actions
    with pytest.raises(RefusedError, match="ikke åpen"):
        judging.judge(round_, write(cast, "ivar", "PVK", level=1), by=cast.user("ulla"))
    assert not Entry.objects.exists()


def test_a_competence_that_lasts_for_a_time_needs_the_day_it_was_gained(
    cast: Cast, round_: Round, lasting: Competence
) -> None:
    with pytest.raises(NeedsDateError, match="12 måneder"):
        judging.judge(round_, write(cast, "bendik", "LEGEMIDDEL", level=1), by=cast.user("ulla"))


def test_with_the_day_it_is_stored_as_a_course_with_its_expiry(
    cast: Cast, round_: Round, lasting: Competence
) -> None:
    held_on = today() - timedelta(days=10)
    cast.competences["LEGEMIDDEL"] = lasting
    entry = judging.judge(
        round_, write(cast, "bendik", "LEGEMIDDEL", level=1, held_on=held_on), by=cast.user("ulla")
    )
    assert entry.assessment is not None
    assert entry.assessment.source == Source.COURSE
    assert entry.assessment.assessed_on == held_on
    assert entry.assessment.expires_on is not None


def test_that_somebody_lacks_it_needs_no_day(cast: Cast, round_: Round, lasting: Competence) -> None:
    judging.judge(round_, write(cast, "bendik", "LEGEMIDDEL", level=0), by=cast.user("ulla"))
    assert level_of(cast, "bendik", "LEGEMIDDEL") == 0


def test_a_day_to_come_is_refused(cast: Cast, round_: Round, lasting: Competence) -> None:
    held_on = today() + timedelta(days=1)
    sent = write(cast, "bendik", "LEGEMIDDEL", level=1, held_on=held_on)
    with pytest.raises(RefusedError, match="fram i tid"):
        judging.judge(round_, sent, by=cast.user("ulla"))


def test_accepting_what_a_paper_shows_adds_no_assessment(cast: Cast, round_: Round) -> None:
    before = Assessment.objects.count()
    entry = judging.judge(round_, write(cast, "petter", "PVK", Move.ACCEPT), by=cast.user("ulla"))
    assert entry.act == Entry.Act.CONFIRMED
    assert Assessment.objects.count() == before


def test_accepting_the_employees_own_answer_confirms_it(cast: Cast, round_: Round) -> None:
    judging.judge(round_, write(cast, "marte", "PVK", Move.ACCEPT), by=cast.user("ulla"))
    held = Holding.objects.get(person=cast.person("marte"), competence=cast.competences["PVK"])
    assert (held.level, held.confirmed) == (2, True)


def test_there_is_nothing_to_accept_where_nothing_is_offered(cast: Cast, round_: Round) -> None:
    with pytest.raises(RefusedError, match="ikke noe forslag"):
        judging.judge(round_, write(cast, "ivar", "PVK", Move.ACCEPT), by=cast.user("ulla"))


def test_what_needs_the_leader_is_never_confirmed_together(cast: Cast, round_: Round) -> None:
    outcomes = judging.judge_all(
        round_,
        [write(cast, "bendik", "LEGEMIDDEL", Move.ACCEPT), write(cast, "amina", "PVK", Move.ACCEPT)],
        by=cast.user("ulla"),
        method=Method.TOGETHER,
    )
    assert [isinstance(each.error, RefusedError) for each in outcomes] == [True, False]
    assert outcomes[1].entry is not None
    assert outcomes[1].entry.method == Method.TOGETHER


def test_an_exemption_has_a_reason_from_the_list_and_an_end(cast: Cast, round_: Round) -> None:
    with pytest.raises(RefusedError):
        judging.judge(round_, write(cast, "ivar", "PVK", Move.EXEMPT), by=cast.user("ulla"))
    until = today() + timedelta(days=30)
    sent = write(cast, "ivar", "PVK", Move.EXEMPT, exemption_kind=Exemption.Kind.NEW, exempt_to=until)
    entry = judging.judge(round_, sent, by=cast.user("ulla"))
    assert entry.exemption is not None
    assert (entry.exemption.valid_from, entry.exemption.valid_to) == (today(), until)


def test_a_level_takes_the_place_of_an_exemption_of_this_round(cast: Cast, round_: Round) -> None:
    until = today() + timedelta(days=30)
    sent = write(cast, "ivar", "PVK", Move.EXEMPT, exemption_kind=Exemption.Kind.NEW, exempt_to=until)
    judging.judge(round_, sent, by=cast.user("ulla"))
    judging.judge(round_, write(cast, "ivar", "PVK", level=1), by=cast.user("ulla"))
    assert not Exemption.objects.valid(today()).filter(person=cast.person("ivar")).exists()


def test_an_exemption_from_elsewhere_is_ended_before_a_level_is_given(cast: Cast, round_: Round) -> None:
    with pytest.raises(RefusedError, match="Avslutt unntaket"):
        judging.judge(round_, write(cast, "hilde", "LEGEMIDDEL", level=1), by=cast.user("ulla"))


def test_taking_back_annuls_what_the_act_gave(cast: Cast, round_: Round) -> None:
    judging.judge(round_, write(cast, "hilde", "PVK", level=0), by=cast.user("ulla"))
    judging.judge(round_, write(cast, "hilde", "PVK", Move.BACK), by=cast.user("ulla"))
    assert level_of(cast, "hilde", "PVK") == 2


def test_taking_back_sent_twice_takes_back_one_act(cast: Cast, round_: Round) -> None:
    for level in (0, 1):
        judging.judge(round_, write(cast, "hilde", "PVK", level=level), by=cast.user("ulla"))
    back = write(cast, "hilde", "PVK", Move.BACK, key=uuid4())
    for _ in range(2):
        judging.judge(round_, back, by=cast.user("ulla"))
    assert level_of(cast, "hilde", "PVK") == 0


def test_there_is_nothing_to_take_back_before_somebody_acted(cast: Cast, round_: Round) -> None:
    with pytest.raises(RefusedError, match="ingenting å ta tilbake"):
        judging.judge(round_, write(cast, "hilde", "PVK", Move.BACK), by=cast.user("ulla"))
