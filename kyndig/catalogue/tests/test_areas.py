"""HR names areas in each language; where a name is missing, bokmål stands."""

import pytest
from django.http import HttpResponse

from kyndig.accounts.models import AuditEvent
from kyndig.catalogue.models import Area
from tests.cast import Cast


@pytest.fixture
def area(cast: Cast) -> Area:
    return cast.competences["PVK"].area


def rename(cast: Cast, area: Area, **names: str) -> HttpResponse:
    return cast.client("hr").post(f"/katalog/omrader/{area.pk}/", names, follow=True)  # type: ignore[return-value] # the client's own class of answer


def test_the_list_says_what_lacks_a_name(cast: Cast, area: Area) -> None:
    area.name_nn = ""
    area.save()
    page = cast.client("hr").get("/katalog/omrader/").content.decode()
    assert f"/katalog/omrader/{area.pk}/" in page
    assert "Mangler" in page


def test_the_names_are_saved_and_the_change_is_in_the_log(cast: Cast, area: Area) -> None:
    answer = rename(cast, area, name_nb="Prosedyrer", name_nn="Prosedyrar", name_en="Procedures")
    assert "Navnene på området er lagret." in answer.content.decode()
    area.refresh_from_db()
    assert (area.name_nb, area.name_nn, area.name_en) == ("Prosedyrer", "Prosedyrar", "Procedures")
    event = AuditEvent.objects.latest("id")
    assert (event.act, event.object_id, event.actor) == (
        "catalogue.area.rename",
        str(area.pk),
        cast.user("hr"),
    )


def test_the_catalogue_shows_the_name_in_the_readers_language(cast: Cast, area: Area) -> None:
    rename(cast, area, name_nb="Prosedyrer", name_nn="Prosedyrar")
    client = cast.client("employee")
    client.post("/sprak/", {"language": "nn"})
    page = client.get("/katalog/").content.decode()
    assert "Prosedyrar" in page
    assert "Prosedyrer" not in page


def test_a_name_in_bokmal_is_needed(cast: Cast, area: Area) -> None:
    answer = rename(cast, area, name_nb="", name_nn="Prosedyrar")
    assert answer.status_code == 200
    area.refresh_from_db()
    assert area.name_nb == "Fag"


def test_two_areas_do_not_share_a_name(cast: Cast, area: Area) -> None:
    Area.objects.create(name_nb="Prosedyrer")
    answer = rename(cast, area, name_nb="Prosedyrer")
    assert "Et annet område heter det allerede. Velg et annet navn." in answer.content.decode()
