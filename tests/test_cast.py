"""The cast itself: what other tests take for granted of it."""

import pytest
from django.contrib.auth import get_user

from kyndig.organisation.models import Employment
from tests.cast import PEOPLE, ROLES, Cast, birth_date, client_for, markers_in


def test_markers_are_found_in_names_addresses_and_numbers() -> None:
    assert markers_in("Amina Merkeamina <merkeulla@example.no> nr-merkedag") == {"amina", "ulla", "dag"}


def test_markers_of_reasons_notes_and_birth_dates_are_told_apart() -> None:
    text = f"Grunnhilde Notatruth {birth_date('liv').isoformat()}"

    assert markers_in(text) == {"hilde grunn", "ruth notat", "liv født"}


def test_an_ordinary_text_holds_no_marker() -> None:
    assert markers_in("Solhaug A har 6 ansatte. Grunnen er ukjent, notat mangler.") == set()


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_user_who_can_sign_in(cast: Cast, role: str) -> None:
    assert get_user(client_for(cast.user(role))).is_authenticated


@pytest.mark.parametrize(("code", "number"), [("SOLA", 6), ("SOLB", 3)])
def test_one_group_is_over_five_and_one_under(cast: Cast, code: str, number: int) -> None:
    assert Employment.objects.active(cast.today).filter(unit=cast.unit(code)).count() == number


def test_everybody_employed_has_a_birth_date_of_their_own() -> None:
    assert len({birth_date(key) for key in PEOPLE}) == len(PEOPLE)
