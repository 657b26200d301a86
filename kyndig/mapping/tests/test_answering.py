"""An employee's acts on their own cells: they count at once, are written once, and only what is asked."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from kyndig.holdings.models import Assessment, Holding, InUse, Source
from kyndig.mapping import actions, answering
from kyndig.mapping.acts import RefusedError
from kyndig.mapping.answering import Answer
from kyndig.mapping.models import Entry, Participation, Round
from kyndig.mapping.own_writing import Use
from kyndig.mapping.tests.made import a_round
from kyndig.organisation.reach import today
from tests.cast import Cast

Act = Entry.Act


@pytest.fixture
def round_(cast: Cast) -> Round:
    return a_round(cast)


def answer(
    cast: Cast,
    who: str,
    competence: str,
    level: int | None = None,
    *,
    act: str = Act.LEVEL,
    key: UUID | None = None,
) -> Entry:
    given = Answer(key or uuid4(), cast.competences[competence], act, level)
    user = cast.users.get(who) or cast.user("hr")
    return answering.answer(round_=Round.objects.latest("pk"), person=cast.person(who), given=given, by=user)


def confirm(cast: Cast, who: str, right: str = "", wrong: str = "", key: UUID | None = None) -> None:
    answering.confirm(
        round_=Round.objects.latest("pk"),
        person=cast.person(who),
        right=[cast.competences[code] for code in right.split()],
        wrong=[cast.competences[code] for code in wrong.split()],
        key=key or uuid4(),
        by=cast.user("hr"),
    )


def own_levels(cast: Cast, who: str, competence: str) -> list[int]:
    said = Assessment.objects.standing().filter(
        person=cast.person(who), competence=cast.competences[competence], source=Source.SELF
    )
    return list(said.order_by("pk").values_list("level", flat=True))


def acts(cast: Cast, who: str) -> list[str]:
    return list(Entry.objects.standing().filter(person=cast.person(who)).values_list("act", flat=True))


def test_an_answer_is_an_unconfirmed_assessment_of_today(cast: Cast, round_: Round) -> None:
    entry = answer(cast, "ivar", "PVK", 2)
    assert entry.assessment is not None
    assert (entry.assessment.source, entry.assessment.assessed_on) == (Source.SELF, today())
    holding = Holding.objects.get(person=cast.person("ivar"), competence=cast.competences["PVK"])
    assert (holding.level, holding.confirmed) == (2, False)


def test_a_double_tap_writes_once(cast: Cast, round_: Round) -> None:
    key = uuid4()
    assert answer(cast, "ivar", "PVK", 2, key=key) == answer(cast, "ivar", "PVK", 2, key=key)
    assert own_levels(cast, "ivar", "PVK") == [2]


def test_the_last_tap_on_a_page_left_open_counts(cast: Cast, round_: Round) -> None:
    key = uuid4()
    for level in (2, 1, 2):
        answer(cast, "ivar", "PVK", level, key=key)
    assert own_levels(cast, "ivar", "PVK") == [2, 1, 2]


def test_not_knowing_takes_back_the_level_given_before(cast: Cast, round_: Round) -> None:
    answer(cast, "ivar", "PVK", 2)
    answer(cast, "ivar", "PVK", act=Act.UNKNOWN)
    assert own_levels(cast, "ivar", "PVK") == []
    assert acts(cast, "ivar") == [Act.UNKNOWN]


def test_needing_a_course_gives_no_level(cast: Cast, round_: Round) -> None:
    answer(cast, "bendik", "LEGEMIDDEL", act=Act.COURSE)
    assert own_levels(cast, "bendik", "LEGEMIDDEL") == []


def test_what_others_have_said_is_confirmed_without_an_assessment_of_ones_own(
    cast: Cast, round_: Round
) -> None:
    confirm(cast, "amina", "PVK LEGEMIDDEL")
    assert acts(cast, "amina") == [Act.CONFIRMED, Act.CONFIRMED]
    assert own_levels(cast, "amina", "PVK") == []
    assert {entry.method for entry in Entry.objects.all()} == {Entry.Method.TOGETHER}


def test_an_old_answer_of_ones_own_is_given_again_as_of_today(cast: Cast, round_: Round) -> None:
    confirm(cast, "marte", "PVK")
    again = Assessment.objects.filter(person=cast.person("marte"), competence__code="PVK").latest("pk")
    assert (again.level, again.assessed_on, again.source) == (2, today(), Source.SELF)
    assert (again.in_use, again.wants_to_use) == (InUse.NO, True)


def test_confirming_twice_writes_once(cast: Cast, round_: Round) -> None:
    key = uuid4()
    for _ in range(2):
        confirm(cast, "marte", "PVK", key=key)
    assert acts(cast, "marte") == [Act.CONFIRMED]


def test_what_is_said_to_be_wrong_after_all_is_open_again(cast: Cast, round_: Round) -> None:
    key = uuid4()
    confirm(cast, "marte", "PVK", key=key)
    confirm(cast, "marte", wrong="PVK", key=key)
    assert acts(cast, "marte") == []
    assert own_levels(cast, "marte", "PVK") == [2]
    confirm(cast, "marte", "PVK", key=key)
    assert acts(cast, "marte") == [Act.CONFIRMED]


def test_what_nothing_is_known_of_cannot_be_confirmed(cast: Cast, round_: Round) -> None:
    confirm(cast, "ivar", "PVK")
    assert acts(cast, "ivar") == []


def test_use_is_said_with_the_level_that_stands(cast: Cast, round_: Round) -> None:
    confirm(cast, "amina", "PVK")
    key, use = uuid4(), {cast.competences["PVK"]: Use(InUse.PARTLY, wants_to_use=True)}
    for _ in range(2):
        answering.say_use(
            round_=round_, person=cast.person("amina"), used=use, key=key, by=cast.user("amina")
        )
    said = Assessment.objects.get(person=cast.person("amina"), source=Source.SELF)
    assert (said.level, said.in_use, said.wants_to_use) == (3, InUse.PARTLY, True)
    assert acts(cast, "amina") == [Act.CONFIRMED, Act.CONFIRMED]


def test_what_no_round_asks_about_is_added_once_a_day(cast: Cast) -> None:
    person, competence = cast.person("amina"), cast.competences["AREALPLAN"]
    for _ in range(2):
        answering.add(person=person, competence=competence, level=1, by=cast.user("amina"))
    assert own_levels(cast, "amina", "AREALPLAN") == [1]


def test_sending_is_a_receipt_and_is_done_once(cast: Cast, round_: Round) -> None:
    person, user = cast.person("amina"), cast.user("amina")
    first = answering.send(round_=round_, person=person, by=user).sent_at
    assert answering.send(round_=round_, person=person, by=user).sent_at == first is not None
    assert Participation.objects.count() == 1


@pytest.mark.parametrize("level", [-1, 4, None])
def test_a_level_off_the_scale_is_refused(level: int | None, cast: Cast, round_: Round) -> None:
    with pytest.raises(RefusedError, match="0 til 3"):
        answer(cast, "ivar", "PVK", level)


def test_a_competence_that_the_round_does_not_ask_is_refused(cast: Cast, round_: Round) -> None:
    with pytest.raises(RefusedError, match="spør ikke"):
        answer(cast, "ivar", "LEGEMIDDEL", 1)


def test_an_act_of_the_leaders_is_no_answer(cast: Cast, round_: Round) -> None:
    with pytest.raises(RefusedError):
        answer(cast, "ivar", "PVK", act=Act.EXEMPTED)


@pytest.mark.parametrize("change", ["pause", "close", "over"])
def test_a_round_that_is_not_open_takes_no_answers(change: str, cast: Cast, round_: Round) -> None:
    if change == "over":
        Round.objects.update(closes_on=today() - timedelta(days=1))
    else:
        getattr(actions, change)(round_=round_, by=None)
    with pytest.raises(RefusedError, match="ikke åpen"):
        answer(cast, "ivar", "PVK", 2)
    assert acts(cast, "ivar") == []
