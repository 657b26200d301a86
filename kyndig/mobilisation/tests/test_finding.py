"""Finding people: only those who agreed, and one's own; gone at once; logged; counts of others protected."""

import re

import pytest

from kyndig.accounts.models import AccessEvent, AccessSubject
from kyndig.gaps import kept
from kyndig.gaps.tests.test_pages import get, grow, text_of
from kyndig.holdings.consents import give_consent, withdraw_consent
from kyndig.holdings.models import Holding
from kyndig.mobilisation.finding import find
from kyndig.organisation.models import Employment, Person
from tests.cast import Cast, markers_in

pytestmark = pytest.mark.django_db

PAGE = "/finn-kompetanse/"
PVK = f"{PAGE}?kompetanse=PVK&kompetanse_valgt=PVK&niva=2"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    kept.forget()


def agree(cast: Cast, *keys: str) -> None:
    for key in keys:
        give_consent(person=cast.person(key), by=cast.user("hr"))


def named(cast: Cast, role: str, address: str = PVK) -> set[str]:
    html = get(cast, role, address)
    return markers_in(html[html.index("<main") : html.index("</main>")])


def test_nobody_else_is_found_without_their_consent(cast: Cast) -> None:
    assert named(cast, "other_leader") == {"sture"}


def test_those_who_agreed_are_found_by_other_leaders(cast: Cast) -> None:
    agree(cast, "amina", "hilde")
    assert named(cast, "other_leader") == {"sture", "amina", "hilde"}


def test_whoever_takes_it_back_is_gone_at_once(cast: Cast) -> None:
    agree(cast, "amina")
    assert "amina" in named(cast, "other_leader")
    withdraw_consent(person=cast.person("amina"), by=cast.user("employee"))
    assert "amina" not in named(cast, "other_leader")


def test_a_lower_level_than_asked_for_is_not_found(cast: Cast) -> None:
    agree(cast, "bendik", "liv")
    assert named(cast, "former_leader") == set()
    assert named(cast, "former_leader", PVK.replace("niva=2", "niva=1")) == {"bendik"}


def test_what_has_expired_is_not_found(cast: Cast) -> None:
    agree(cast, "amina")
    Holding.objects.filter(person=cast.person("amina")).update(expires_on="2026-01-01")
    assert named(cast, "former_leader") == set()


def test_those_who_have_left_are_not_found(cast: Cast) -> None:
    agree(cast, "leif")
    assert named(cast, "former_leader") == set()


def test_a_leader_finds_their_own_whatever_they_have_said(cast: Cast) -> None:
    assert {"amina", "hilde"} <= named(cast, "unit_leader")


@pytest.mark.parametrize("role", ["sector_director", "chief_executive", "hr"])
def test_directors_and_hr_find_those_who_agreed_only(cast: Cast, role: str) -> None:
    assert named(cast, role) == set()
    agree(cast, "amina")
    assert named(cast, role) == {"amina"}


def test_wishes_are_for_leaders_and_hr_not_for_professional_leads(cast: Cast) -> None:
    agree(cast, "amina")
    assert "Vil bruke det mer" in get(cast, "other_leader", PVK)
    assert "Vil bruke det mer" not in get(cast, "professional_lead", PVK)
    assert "amina" in named(cast, "professional_lead")


@pytest.mark.parametrize("role", ["employee", "union_representative", "evaluator", "administrator"])
def test_others_may_not_search(cast: Cast, role: str) -> None:
    assert cast.client(role).get(PAGE).status_code == 403


def test_a_search_is_logged_with_everybody_found_but_oneself(cast: Cast) -> None:
    agree(cast, "amina", "petter")
    get(cast, "other_leader", PVK)
    event = AccessEvent.objects.get()
    assert event.page == "find_people"
    logged = set(AccessSubject.objects.filter(event=event).values_list("employee_number", flat=True))
    assert logged == {"nr-merkeamina", "nr-merkepetter", "nr-merkesture"}


def test_an_empty_page_logs_nothing(cast: Cast) -> None:
    get(cast, "other_leader", PAGE)
    assert not AccessEvent.objects.exists()


def test_how_many_have_not_agreed_is_hidden_under_ten(cast: Cast) -> None:
    assert find(cast.user("other_leader"), cast.competences["PVK"], 2).more is None


def test_how_many_have_not_agreed_is_rounded_for_leaders_and_exact_for_hr(cast: Cast) -> None:
    before = find(cast.user("hr"), cast.competences["PVK"], 2).more
    assert before is not None
    grow(cast, 13)
    kept.forget()
    assert find(cast.user("hr"), cast.competences["PVK"], 2).more == before + 13
    more = find(cast.user("former_leader"), cast.competences["PVK"], 2).more
    assert more is not None
    assert more % 5 == 0


def test_a_level_above_the_scale_means_the_highest_there_is(cast: Cast) -> None:
    agree(cast, "mons")
    address = f"{PAGE}?kompetanse=LEGEMIDDEL&kompetanse_valgt=LEGEMIDDEL&niva=3"
    assert named(cast, "former_leader", address) == {"mons"}


def test_what_is_not_found_in_the_catalogue_is_said(cast: Cast) -> None:
    said = text_of(get(cast, "other_leader", f"{PAGE}?kompetanse=zzzzqqq"))
    assert "du kan spørre" not in said


def test_units_that_lack_it_are_named_exactly_to_who_leads_them(cast: Cast) -> None:
    said = text_of(get(cast, "unit_leader", PVK))
    assert re.search(r"Solhaug: \d ansatt", said)
    assert "Elvebredden" not in said[said.index("Enheter som mangler dette") :]


def test_units_one_does_not_lead_are_named_from_ten_only(cast: Cast) -> None:
    assert "Solhaug" not in text_of(get(cast, "former_leader", PVK))
    grow(cast, 12)
    people = Person.objects.filter(employee_number__startswith="ny-")
    Holding.objects.filter(person__in=people).update(level=1)
    kept.forget()
    assert re.search(r"Solhaug: om lag 1[05] ansatte", text_of(get(cast, "former_leader", PVK)))


def test_the_page_says_that_people_are_asked_first(cast: Cast) -> None:
    said = text_of(get(cast, "other_leader", PAGE))
    assert "Ingen settes på vakt eller oppdrag uten å bli spurt." in said


def test_somebody_with_two_positions_is_found_once(cast: Cast) -> None:
    agree(cast, "amina")
    first = Employment.objects.get(person=cast.person("amina"))
    first.pk, first.position_key, first.unit = None, "2", cast.unit("ELV")
    first.save()
    found = find(cast.user("former_leader"), cast.competences["PVK"], 2)
    assert [each.places for each in found.agreed] == ["Elvebredden, Solhaug A"]
