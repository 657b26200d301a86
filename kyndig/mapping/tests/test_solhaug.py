"""The unit that the promises are measured on is what it says, and its page is as light as promised."""

import pytest
from django.urls import reverse

from kyndig.mapping.prefill import Need
from kyndig.mapping.sheet import Sheet
from kyndig.mapping.tests.solhaug import CONFLICTS, EXPIRED, NEEDING, Solhaug, build_solhaug
from kyndig.organisation.models import Employment, Person
from tests.cast import Cast


@pytest.fixture
def solhaug(cast: Cast) -> Solhaug:
    return build_solhaug(cast.unit("ELV"))


def test_seventy_cells_need_the_leader(cast: Cast, solhaug: Solhaug) -> None:
    sheet = Sheet(solhaug.round, cast.unit("ELV"), cast.user("olga"))
    needs = [cell.need for cell in sheet.needing]
    assert (len(sheet.views), len(needs)) == (300, NEEDING)
    assert (needs.count(Need.CONFLICT), needs.count(Need.EXPIRED)) == (CONFLICTS, EXPIRED)


def size_of(cast: Cast, solhaug: Solhaug) -> int:
    """The grid's page in bytes."""
    return len(cast.client("olga").get(reverse("round_cells", args=[solhaug.round.pk, "ELV"])).content)


def test_25_people_and_12_competences_are_at_most_150_kb(cast: Cast, solhaug: Solhaug) -> None:
    assert size_of(cast, solhaug) <= 150_000


def employ(solhaug: Solhaug, number: int) -> None:
    """So many more in the same role."""
    employment = Employment.objects.get(person=solhaug.people[0])
    more = [
        Person(employee_number=f"mer-{at}", first_name=f"Fornavn{at}", last_name="Etternavnsen")
        for at in range(number)
    ]
    for person in Person.objects.bulk_create(more):
        employment.pk, employment.person = None, person
        employment.save()


def test_60_people_and_12_competences_are_at_most_300_kb(cast: Cast, solhaug: Solhaug) -> None:
    employ(solhaug, 35)
    page = cast.client("olga").get(reverse("round_cells", args=[solhaug.round.pk, "ELV"])).content
    assert page.count(b'class="k-gc"') == 720
    assert len(page) <= 300_000


def test_the_sixty_first_is_on_the_next_page(cast: Cast, solhaug: Solhaug) -> None:
    employ(solhaug, 36)
    here = reverse("round_cells", args=[solhaug.round.pk, "ELV"])
    shown = [cast.client("olga").get(f"{here}?folk={page}").content.count(b'class="k-gc"') for page in (1, 2)]
    assert shown == [720, 12]
