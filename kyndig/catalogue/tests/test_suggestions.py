"""What people suggest to the catalogue, and HR's answers."""

from uuid import uuid4

import pytest

from kyndig.catalogue import suggesting
from kyndig.catalogue.models import Suggestion
from kyndig.catalogue.suggesting import DecidedError
from tests.cast import Cast

NEW = "/katalog/forslag/nytt/"


@pytest.fixture
def suggestion(cast: Cast) -> Suggestion:
    return suggesting.suggest(name="Tegnspråk", description="", key=uuid4(), by=cast.user("amina"))


def test_the_same_form_twice_is_one_suggestion(cast: Cast) -> None:
    sent = {"name": "Tegnspråk", "description": "Norsk tegnspråk", "key": str(uuid4())}
    for _ in range(2):
        cast.client("employee").post(NEW, sent)
    assert Suggestion.objects.get().suggested_by == cast.user("amina")


@pytest.mark.parametrize(
    ("next_page", "expected"),
    [("/katalog/", "/katalog/"), ("https://example.no/", NEW), ("//example.no/", NEW), ("", NEW)],
)
def test_one_goes_on_where_one_came_from_and_nowhere_else(next_page: str, expected: str, cast: Cast) -> None:
    sent = {"name": "Tegnspråk", "key": str(uuid4()), "neste": next_page}
    assert cast.client("employee").post(NEW, sent).headers["Location"] == expected


def test_hr_says_which_competence_it_is_and_the_person_sees_it(cast: Cast, suggestion: Suggestion) -> None:
    assert "Svar på 1 forslag til katalogen" in cast.client("hr").get("/").content.decode()
    cast.client("hr").post(f"/katalog/forslag/{suggestion.pk}/", {"competence": "PVK"})
    suggestion.refresh_from_db()
    assert suggestion.accepted_as == cast.competences["PVK"]
    assert "I katalogen: Legge inn perifert venekateter" in cast.client("employee").get(NEW).content.decode()


def test_hr_says_why_not_and_the_person_reads_it(cast: Cast, suggestion: Suggestion) -> None:
    address = f"/katalog/forslag/{suggestion.pk}/"
    assert "Skriv hvorfor." in cast.client("hr").post(address, {"avslag": "1"}).content.decode()
    cast.client("hr").post(address, {"avslag": "1", "reason": "Dekkes av språk."})
    assert "Ikke tatt inn: Dekkes av språk." in cast.client("employee").get(NEW).content.decode()
    assert "Dekkes av språk." not in cast.client("colleague").get(NEW).content.decode()


def test_a_suggestion_is_decided_once(cast: Cast, suggestion: Suggestion) -> None:
    hr = cast.user("hr")
    suggesting.decline(suggestion=suggestion, reason="Finnes.", by=hr)
    with pytest.raises(DecidedError):
        suggesting.accept(suggestion=suggestion, competence=cast.competences["PVK"], by=hr)
    assert cast.client("hr").get(f"/katalog/forslag/{suggestion.pk}/").status_code == 404


def test_a_decline_needs_a_reason(cast: Cast, suggestion: Suggestion) -> None:
    with pytest.raises(ValueError, match="says why"):
        suggesting.decline(suggestion=suggestion, reason=" ", by=cast.user("hr"))
