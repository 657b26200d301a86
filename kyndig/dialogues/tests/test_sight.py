"""Who sees a talk when the employee's leader changes: the permission matrix holds the rest."""

from datetime import timedelta

import pytest

from kyndig.accounts.models import AccessSubject, AuditEvent
from kyndig.dialogues.models import AgreedPoint, Dialogue, Side
from kyndig.dialogues.tests import made
from kyndig.organisation.models import Deputy, RoleGrant
from tests.cast import BEGINNING, Cast, markers_in

PERSON = "/samtaler/ansatt/nr-merkeamina/"


def page(cast: Cast, key: str, path: str) -> tuple[int, set[str]]:
    """The answer's status, and the markers of Amina's words in it."""
    response = cast.client(key).get(path)
    return response.status_code, {each for each in markers_in(response.content.decode()) if " " in each}


@pytest.fixture(params=["leads nobody now", "leads elsewhere now"])
def new_leader(cast: Cast, request: pytest.FixtureRequest) -> dict[str, str]:
    """Dag has talked with Amina and plans to do so again; then Olga leads the department."""
    held, coming = made.held(cast), made.planned(cast)
    made.thoughts(coming, cast, Side.EMPLOYEE, shared=True)
    ended = {"valid_to": cast.today - timedelta(days=1)}
    moved = {"unit": cast.unit("SOLB")}
    grants = RoleGrant.objects.filter(user=cast.user("dag"))
    grants.update(**(ended if request.param == "leads nobody now" else moved))
    lead(cast, "olga")
    return {
        "held": f"/samtaler/{held.dialogue.pk}/",
        "coming": f"/samtaler/{coming.pk}/",
        "point": f"/samtaler/avtale/{held.point.pk}/",
        "note": f"/samtaler/notat/{held.note.pk}/slett/",
    }


def lead(cast: Cast, key: str) -> None:
    RoleGrant.objects.create(
        user=cast.user(key),
        kind=RoleGrant.Kind.DEPARTMENT_HEAD,
        unit=cast.unit("SOLA"),
        valid_from=BEGINNING,
    )


def test_the_new_leader_sees_what_was_agreed_and_nothing_else(cast: Cast, new_leader: dict[str, str]) -> None:
    assert page(cast, "olga", PERSON) == (200, {"amina avtale"})
    assert page(cast, "olga", new_leader["point"])[0] == 200
    for talk in ("held", "coming"):
        assert page(cast, "olga", new_leader[talk]) == (404, set())


@pytest.mark.parametrize("part", ["held", "coming", "point"])
def test_the_former_leader_sees_nothing_at_once(part: str, cast: Cast, new_leader: dict[str, str]) -> None:
    assert page(cast, "dag", new_leader[part])[0] == 404
    assert cast.client("dag").get(PERSON).status_code in {403, 404}


def test_the_former_leader_cannot_even_delete_their_own_note(cast: Cast, new_leader: dict[str, str]) -> None:
    assert cast.client("dag").post(new_leader["note"]).status_code == 404


def test_the_employee_keeps_everything(cast: Cast, new_leader: dict[str, str]) -> None:
    assert page(cast, "amina", new_leader["held"]) == (200, {"amina notat", "amina avtale"})
    assert "Du har fått en annen leder" in cast.client("amina").get("/min/samtale/").content.decode()


def test_the_new_leader_agrees_on_a_day_and_the_old_plan_is_off(
    cast: Cast, new_leader: dict[str, str]
) -> None:
    day = (cast.today + timedelta(days=20)).isoformat()

    answer = cast.client("olga").post("/samtaler/ny/nr-merkeamina/", {"planned_on": day})

    assert answer.status_code == 302
    planned, cancelled = (
        Dialogue.objects.get(status=status) for status in (Dialogue.Status.PLANNED, "cancelled")
    )
    assert (planned.leader, cancelled.leader) == (cast.user("olga"), cast.user("dag"))


def test_a_leader_who_comes_back_sees_their_own_talks_again(cast: Cast, new_leader: dict[str, str]) -> None:
    RoleGrant.objects.filter(user=cast.user("olga"), unit=cast.unit("SOLA")).delete()
    lead(cast, "dag")

    assert page(cast, "dag", new_leader["held"]) == (200, {"amina notat", "amina avtale"})


def test_a_deputy_of_the_nearest_leader_gets_neither_notes_nor_points(cast: Cast) -> None:
    talk = made.held(cast)
    Deputy.objects.create(
        grant=RoleGrant.objects.get(user=cast.user("dag")),
        user=cast.user("bendik"),
        valid_from=cast.today,
        valid_to=cast.today,
    )

    assert page(cast, "bendik", f"/samtaler/{talk.dialogue.pk}/") == (404, set())
    assert page(cast, "bendik", f"/samtaler/avtale/{talk.point.pk}/") == (404, set())
    assert [cast.client("bendik").get(path).status_code for path in ("/samtaler/", PERSON)] == [403, 403]


def test_an_employee_who_moves_takes_the_points_along(cast: Cast) -> None:
    made.held(cast)
    person = cast.person("amina")
    person.employments.update(unit=cast.unit("ELV"))

    assert page(cast, "olga", PERSON) == (200, {"amina avtale"})
    assert page(cast, "dag", PERSON)[0] == 404


def test_a_leaders_look_stands_in_the_access_log_and_the_persons_own_does_not(cast: Cast) -> None:
    talk = made.held(cast)

    for key in ("dag", "amina"):
        cast.client(key).get(f"/samtaler/{talk.dialogue.pk}/")

    seen = AccessSubject.objects.filter(employee_number="nr-merkeamina").select_related("event__actor")
    assert [(each.event.page, each.event.actor) for each in seen] == [("dialogue", cast.user("dag"))]


def test_the_log_holds_no_contents(cast: Cast) -> None:
    made.held(cast)
    made.thoughts(made.planned(cast), cast, Side.EMPLOYEE, shared=True)

    rows = AuditEvent.objects.filter(act__startswith="dialogues.")
    assert rows.count() == 6
    assert {(each.reason, str(each.detail)) for each in rows} == {("", "{}")}


def test_no_browser_keeps_the_page(cast: Cast) -> None:
    talk = made.held(cast)

    answer = cast.client("amina").get(f"/samtaler/{talk.dialogue.pk}/")

    assert "no-store" in answer["Cache-Control"]


def test_a_point_of_somebody_else_cannot_be_ended(cast: Cast) -> None:
    talk = made.held(cast)

    answer = cast.client("ulla").post(f"/samtaler/avtale/{talk.point.pk}/", {"outcome": "done"})

    assert answer.status_code == 404
    assert AgreedPoint.objects.get().is_open
