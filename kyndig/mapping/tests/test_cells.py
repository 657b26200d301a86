"""A unit's cells as pages: the grid, its list, and what is sent from both."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kyndig.accounts.models import AccessEvent
from kyndig.holdings.models import Assessment, Holding
from kyndig.mapping import actions
from kyndig.mapping.models import Entry, Round
from kyndig.mapping.tests.made import a_round, version_of
from tests.cast import Cast


@pytest.fixture
def round_(cast: Cast) -> Round:
    return a_round(cast)


def address(round_: Round, unit: str = "SOL", query: str = "") -> str:
    return reverse("round_cells", args=[round_.pk, unit]) + query


def sent(cast: Cast, *writes: dict[str, Any], method: str = "singly") -> dict[str, Any]:
    """A form's data. Each write names a person, a competence and a move, and what else is not as usual."""
    data: dict[str, Any] = {"form-TOTAL_FORMS": len(writes), "form-INITIAL_FORMS": 0, "method": method}
    for at, write in enumerate(writes):
        person, competence = write.pop("person"), write.pop("competence")
        fields = {
            "person": cast.person(person).pk,
            "competence": cast.competences[competence].pk,
            "version": version_of(cast, person, competence),
            "key": uuid4(),
            **write,
        }
        data |= {f"form-{at}-{name}": value for name, value in fields.items()}
    return data


def write(person: str, competence: str = "PVK", move: object = 1, **more: Any) -> dict[str, Any]:
    return {"person": person, "competence": competence, "move": move, **more}


def post(
    cast: Cast, round_: Round, data: dict[str, Any], user: str = "ulla", query: str = "", **headers: str
) -> HttpResponse:
    found: HttpResponse = cast.client(user).post(address(round_, query=query), data, headers=headers)  # type: ignore[assignment] # the client's own class of answer
    return found


def done(cast: Cast, round_: Round, data: dict[str, Any], user: str = "ulla") -> list[dict[str, Any]]:
    """What the grid is answered."""
    response = post(cast, round_, data, user, Accept="application/json")
    assert response.status_code == 200
    found: list[dict[str, Any]] = json.loads(response.content)["done"]
    return found


def text_of(cast: Cast, round_: Round, query: str = "", user: str = "ulla") -> str:
    return cast.client(user).get(address(round_, query=query)).content.decode()


def test_a_level_is_saved_and_the_cell_comes_back(cast: Cast, round_: Round) -> None:
    (answer,) = done(cast, round_, sent(cast, write("ivar")))
    assert answer["result"] == "saved"
    assert answer["cell"] == {
        "id": f"c{cast.person('ivar').pk}-{cast.competences['PVK'].pk}",
        "version": 2,
        "level": 1,
        "usual": None,
        "need": None,
        "status": "done",
        "note": "Vurdert",
        "state": "",
        "method": "singly",
    }


def test_each_of_several_acts_stands_for_itself(cast: Cast, round_: Round) -> None:
    answers = done(cast, round_, sent(cast, write("ivar"), write("jorun", move=7), write("hilde", move=0)))
    assert [each["result"] for each in answers] == ["saved", "refused", "saved"]
    assert answers[1]["message"] == "Velg et nivå fra 0 til 3."


def test_the_same_request_twice_is_written_once(cast: Cast, round_: Round) -> None:
    data = sent(cast, write("ivar"))
    for _again in range(2):
        assert done(cast, round_, data)[0]["result"] == "saved"
    assert Assessment.objects.filter(person=cast.person("ivar")).count() == 1


def test_a_conflict_names_both_values_and_who(cast: Cast, round_: Round) -> None:
    first, second = sent(cast, write("ivar", move=1)), sent(cast, write("ivar", move=2))
    done(cast, round_, second, "helga")
    (answer,) = done(cast, round_, first)
    assert answer["result"] == "conflict"
    assert answer["message"] == "To har endret: 1 (deg) / 2 (Helga). Velg."
    assert answer["cell"]["version"] == 2


def test_a_competence_that_lasts_asks_for_the_day(cast: Cast, round_: Round) -> None:
    cast.competences["LEGEMIDDEL"].validity_months = 12
    cast.competences["LEGEMIDDEL"].save()
    (answer,) = done(cast, round_, sent(cast, write("hilde", "PVK"), write("marte", "LEGEMIDDEL")))[1:]
    assert answer["result"] == "date"
    dated = write("marte", "LEGEMIDDEL", held_on="2026-09-01", shown_by="course")
    assert done(cast, round_, sent(cast, dated))[0]["result"] == "saved"


def test_a_day_that_is_none_is_refused_with_a_sentence(cast: Cast, round_: Round) -> None:
    (answer,) = done(cast, round_, sent(cast, write("ivar", held_on="i fjor")))
    assert answer["result"] == "refused"
    assert answer["message"]


def test_a_closed_round_says_so(cast: Cast, round_: Round) -> None:
    actions.close(round_=round_, by=cast.user("hr"))
    (answer,) = done(cast, round_, sent(cast, write("ivar")))
    assert (answer["result"], answer["message"]) == (
        "closed",
        "Runden er ikke åpen. Det som kom inn før, er lagret.",
    )


def test_nobody_judges_themselves(cast: Cast, round_: Round) -> None:
    data = sent(cast, write("ulla"))
    assert post(cast, round_, data, Accept="application/json").status_code == 403
    assert not Entry.objects.exists()


def test_somebody_out_of_reach_is_refused_and_the_rest_is_saved(cast: Cast, round_: Round) -> None:
    answers = done(cast, round_, sent(cast, write("liv"), write("ivar")))
    assert [each["result"] for each in answers] == ["outside", "saved"]
    assert answers[0]["cell"] is None


def test_what_is_confirmed_together_is_stored_as_such(cast: Cast, round_: Round) -> None:
    answers = done(
        cast,
        round_,
        sent(cast, write("amina", move="accept"), write("ivar", move="accept"), method="together"),
    )
    assert [each["result"] for each in answers] == ["saved", "refused"]
    assert Entry.objects.get().method == Entry.Method.TOGETHER


def test_a_request_that_is_no_form_is_a_bad_one(cast: Cast, round_: Round) -> None:
    assert post(cast, round_, {"form-0-move": 1}).status_code == 400
    assert post(cast, round_, sent(cast, write("ivar"), method="guessed")).status_code == 400


def test_without_script_the_next_page_follows(cast: Cast, round_: Round) -> None:
    first = f"?visning=liste&ansatt={cast.person('amina').employee_number}"
    response = post(cast, round_, sent(cast, write("amina", move=2)), query=first)
    assert response.status_code == 302
    assert cast.person("bendik").employee_number in response["Location"]
    assert Holding.objects.get(person=cast.person("amina"), competence=cast.competences["PVK"]).level == 2


def test_what_stands_as_it_stood_is_not_written_again(cast: Cast, round_: Round) -> None:
    data = sent(cast, write("amina", move=2, was=2), write("bendik", move=""))
    assert post(cast, round_, data).status_code == 302
    assert not Entry.objects.exists()


def test_without_script_a_refusal_keeps_what_was_written(cast: Cast, round_: Round) -> None:
    query = f"?visning=liste&ansatt={cast.person('ivar').employee_number}"
    response = post(
        cast, round_, sent(cast, write("ivar", move="exempt", exempt_to="2027-05-01")), query=query
    )
    assert response.status_code == 409
    page = response.content.decode()
    assert "Velg hvorfor kravet ikke gjelder, og til når." in page
    assert 'value="2027-05-01"' in page


def test_without_script_sending_again_chooses_ones_own_value(cast: Cast, round_: Round) -> None:
    query = f"?visning=liste&ansatt={cast.person('ivar').employee_number}"
    first = sent(cast, write("ivar", move=1))
    done(cast, round_, sent(cast, write("ivar", move=2)), "helga")
    page = post(cast, round_, first, query=query).content.decode()
    assert "To har endret: 1 (deg) / 2 (Helga). Velg." in page
    assert 'name="form-0-version" value="2"' in page


def test_a_look_at_the_grid_is_logged_and_a_save_is_not(cast: Cast, round_: Round) -> None:
    done(cast, round_, sent(cast, write("ivar")))
    assert not AccessEvent.objects.exists()
    text_of(cast, round_)
    assert AccessEvent.objects.get().subjects.count() == 9


def test_the_list_of_one_person_logs_that_person(cast: Cast, round_: Round) -> None:
    text_of(cast, round_, f"?visning=liste&ansatt={cast.person('ivar').employee_number}")
    assert AccessEvent.objects.get().subjects.count() == 1


def test_a_cell_is_heard_with_person_competence_level_and_note(cast: Cast, round_: Round) -> None:
    person, competence = cast.person("amina").pk, cast.competences["PVK"].pk
    page = text_of(cast, round_)
    assert f'aria-labelledby="p{person} k{competence} c{person}-{competence}"' in page
    assert (
        '<b>3</b><span class="k-w">Kan lære opp andre</span><i>, Oppfylt</i><small>Forslag F</small>' in page
    )


def test_the_list_shows_the_levels_in_words(cast: Cast, round_: Round) -> None:
    page = text_of(cast, round_, "?visning=liste&kompetanse=PVK")
    assert "Kompetanse 1 av 2: Legge inn perifert venekateter" in page
    assert "3 Kan lære opp andre" in page
    assert "Godta forslaget: 3 Kan lære opp andre" in page


def test_a_save_takes_few_queries(cast: Cast, round_: Round) -> None:
    client, data = cast.client("ulla"), sent(cast, write("ivar"))
    with CaptureQueriesContext(connection) as queries:
        client.post(address(round_), data, headers={"Accept": "application/json"})
    statements = [each["sql"] for each in queries if "SAVEPOINT" not in each["sql"]]
    # Who asks, four statements of rights, the act itself, and the cell as it is then.
    assert len(statements) <= 30, "\n".join(each[:140] for each in statements)


def test_what_was_judged_is_looked_over_and_sent(cast: Cast, round_: Round) -> None:
    done(cast, round_, sent(cast, write("ivar")))
    client = cast.client("ulla")
    here = reverse("round_review", args=[round_.pk, "SOL"])
    page = client.get(here).content.decode()
    assert "1 er vurdert enkeltvis, 0 bekreftet samlet og 0 limt inn." in page
    response = client.post(here)
    assert round_.reviews.get().reviewed_by == cast.user("ulla")
    assert "Takk. 1 kompetanse er sårbar hos dere." in client.get(response["Location"]).content.decode()
