"""Preparing, talking, agreeing: what the pages do."""

from datetime import timedelta

import pytest

from kyndig.dialogues.models import AgreedPoint, Dialogue, Note, Preparation, Side, Topic
from kyndig.dialogues.tests import made
from kyndig.holdings.disagreements import disagree
from kyndig.holdings.models import Assessment
from tests.cast import Cast

ANSWERS = {"went_well": "Vaktplanen", "hard": "", "learn": "", "support": ""}


def shown(cast: Cast, key: str, path: str) -> str:
    return cast.client(key).get(path).content.decode()


def test_an_employee_is_told_when_the_talk_is_and_that_nothing_is_prepared(cast: Cast) -> None:
    made.planned(cast)

    page = shown(cast, "amina", "/min/samtale/")

    assert "Neste medarbeidersamtale er" in page
    assert "Du har ikke forberedt deg ennå." in page


def test_an_employee_without_a_plan_is_told_who_makes_it(cast: Cast) -> None:
    page = shown(cast, "amina", "/min/samtale/")

    assert "Ingen medarbeidersamtale er avtalt" in page
    assert "Dag Merkedag er lederen din" in page


def test_what_the_employee_thinks_is_theirs_until_they_share_it(cast: Cast) -> None:
    talk = made.planned(cast)
    amina, path = cast.client("amina"), f"/samtaler/{talk.pk}/"

    amina.post(f"{path}forberedelse/", ANSWERS)
    assert "Vaktplanen" in shown(cast, "amina", path)
    assert "Vaktplanen" not in shown(cast, "dag", path)

    amina.post(f"{path}forberedelse/", {**ANSWERS, "del": "ja"})
    assert "Vaktplanen" in shown(cast, "dag", path)

    amina.post(f"{path}forberedelse/", ANSWERS)
    assert "Vaktplanen" not in shown(cast, "dag", path)


@pytest.mark.parametrize(("address", "data"), [("holdt", {}), ("avlys", {})])
def test_what_the_leader_did_not_share_goes_with_the_talk(
    address: str, data: dict[str, str], cast: Cast
) -> None:
    talk = made.planned(cast)
    made.thoughts(talk, cast, Side.LEADER)
    made.thoughts(talk, cast, Side.EMPLOYEE)

    cast.client("dag").post(f"/samtaler/{talk.pk}/{address}/", {"held_on": cast.today.isoformat()})

    assert [each.side for each in Preparation.objects.all()] == [Side.EMPLOYEE]


def test_what_the_leader_shared_stays(cast: Cast) -> None:
    talk = made.planned(cast)
    made.thoughts(talk, cast, Side.LEADER, shared=True)

    cast.client("dag").post(f"/samtaler/{talk.pk}/holdt/", {"held_on": cast.today.isoformat()})

    assert "Tankedag" in shown(cast, "amina", f"/samtaler/{talk.pk}/")


def test_nobody_prepares_a_talk_that_is_over(cast: Cast) -> None:
    talk = made.held(cast).dialogue

    answer = cast.client("amina").post(f"/samtaler/{talk.pk}/forberedelse/", ANSWERS)

    assert "Samtalen er holdt eller avlyst." in answer.content.decode()
    assert not Preparation.objects.exists()


def test_both_put_topics_on_the_agenda(cast: Cast) -> None:
    talk = made.planned(cast)
    for key in ("amina", "dag"):
        cast.client(key).post(f"/samtaler/{talk.pk}/tema/", {"text": f"Tema fra {key}"})

    page = shown(cast, "dag", f"/samtaler/{talk.pk}/")

    assert "Tema fra amina" in page
    assert "Tema fra dag" in page


def test_an_empty_topic_is_asked_for_again(cast: Cast) -> None:
    talk = made.planned(cast)

    answer = cast.client("amina").post(f"/samtaler/{talk.pk}/tema/", {"text": " "})

    assert "Skriv hva du vil ta opp." in answer.content.decode()
    assert not Topic.objects.exists()


def test_the_talk_starts_from_what_is_known(cast: Cast) -> None:
    amina = cast.person("amina")
    disagree(
        assessment=Assessment.objects.filter(person=amina).latest("id"),
        reason="Jeg kan mer.",
        by=cast.user("amina"),
    )
    Assessment.objects.filter(person=amina, competence__code="PVK").update(level=1)
    amina.holdings.filter(competence__code="PVK").update(level=1)
    before, talk = made.held(cast).point, made.planned(cast)

    page = shown(cast, "dag", f"/samtaler/{talk.pk}/")

    known = page.split('id="kjent"')[1].split('id="notater"')[0]
    assert known.index("Legge inn perifert venekateter") < known.index("Dette vil den ansatte bruke mer")
    assert "Jeg kan mer." in known
    assert "Avtalt før, og ikke avsluttet" in known
    assert before.text in known


def test_the_employee_does_not_resolve_a_disagreement(cast: Cast) -> None:
    disagree(
        assessment=Assessment.objects.filter(person=cast.person("amina")).latest("id"),
        reason="Jeg kan mer.",
        by=cast.user("amina"),
    )
    talk = made.planned(cast)

    assert "avklar" in shown(cast, "dag", f"/samtaler/{talk.pk}/")
    assert "avklar" not in shown(cast, "amina", f"/samtaler/{talk.pk}/")


def test_both_write_notes_and_each_deletes_their_own(cast: Cast) -> None:
    talk = made.planned(cast)
    for key in ("amina", "dag"):
        cast.client(key).post(f"/samtaler/{talk.pk}/notat/", {"text": f"Notat fra {key}"})
    theirs = Note.objects.get(side=Side.LEADER)

    assert cast.client("amina").post(f"/samtaler/notat/{theirs.pk}/slett/").status_code == 403
    assert cast.client("dag").post(f"/samtaler/notat/{theirs.pk}/slett/").status_code == 302
    assert [each.text for each in Note.objects.all()] == ["Notat fra amina"]


def test_a_point_has_a_date_somebody_to_do_it_and_an_end(cast: Cast) -> None:
    talk = made.planned(cast)
    given = {"text": "Kurs", "whose": "leader", "due_on": "2027-03-01", "competence": "PVK"}

    cast.client("dag").post(f"/samtaler/{talk.pk}/avtale/", given)
    point = AgreedPoint.objects.get()
    assert (str(point.due_on), point.whose, point.competence) == (
        "2027-03-01",
        "leader",
        cast.competences["PVK"],
    )

    cast.client("amina").post(f"/samtaler/avtale/{point.pk}/", {"outcome": "done", "reason": ""})
    point.refresh_from_db()
    assert point.done_at
    assert not point.is_open


def test_a_point_is_dropped_with_a_reason(cast: Cast) -> None:
    point = made.held(cast).point
    path = f"/samtaler/avtale/{point.pk}/"

    answer = cast.client("dag").post(path, {"outcome": "dropped", "reason": " "})
    assert "Skriv hvorfor det ikke blir noe av." in answer.content.decode()

    cast.client("dag").post(path, {"outcome": "dropped", "reason": "Kurset er lagt ned."})
    assert "Kurset er lagt ned." in shown(cast, "amina", "/min/samtale/")


def test_a_second_plan_with_the_same_leader_is_refused(cast: Cast) -> None:
    made.planned(cast)
    day = (cast.today + timedelta(days=3)).isoformat()

    answer = cast.client("dag").post("/samtaler/ny/nr-merkeamina/", {"planned_on": day})

    assert "Flytt den i stedet." in answer.content.decode()
    assert Dialogue.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "field", "days", "sentence"),
    [
        ("flytt", "planned_on", -1, "Velg en dag som ikke har vært ennå."),
        ("holdt", "held_on", 1, "Datoen kan ikke være fram i tid."),
    ],
)
def test_days_that_cannot_be_are_refused(
    address: str, field: str, days: int, sentence: str, cast: Cast
) -> None:
    talk = made.planned(cast)
    day = (cast.today + timedelta(days=days)).isoformat()

    answer = cast.client("dag").post(f"/samtaler/{talk.pk}/{address}/", {field: day})

    assert sentence in answer.content.decode()


def test_nothing_is_written_about_a_cancelled_talk(cast: Cast) -> None:
    talk = made.planned(cast)
    cast.client("dag").post(f"/samtaler/{talk.pk}/avlys/")

    answer = cast.client("dag").post(f"/samtaler/{talk.pk}/notat/", {"text": "Noe"})

    assert "Samtalen er avlyst. Avtal en ny dag først." in answer.content.decode()
    assert not Note.objects.exists()


def test_the_leader_sees_who_has_waited_longest(cast: Cast) -> None:
    made.held(cast, "bendik", days_ago=30)
    made.held(cast, "farid", days_ago=400)

    page = shown(cast, "dag", "/samtaler/")

    assert "4 av 5 står for tur til en medarbeidersamtale" in page
    assert page.index("Merkegreta") < page.index("Merkefarid") < page.index("Merkebendik")
