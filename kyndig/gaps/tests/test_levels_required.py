"""What the lower layers are told of requirements: the highest level a person's positions ask for."""

from kyndig.gaps.persons import levels_required
from kyndig.organisation.models import Employment
from tests.cast import BEGINNING, Cast


def required(cast: Cast, key: str) -> dict[str, int]:
    codes = {competence.pk: code for code, competence in cast.competences.items()}
    return {codes[pk]: level for pk, level in levels_required(cast.person(key), cast.today).items()}


def test_what_the_position_asks_for(cast: Cast) -> None:
    assert required(cast, "amina") == {"PVK": 2, "LEGEMIDDEL": 1}


def test_what_one_is_exempt_from_is_not_asked(cast: Cast) -> None:
    assert required(cast, "hilde") == {"PVK": 2}


def test_two_positions_ask_for_both(cast: Cast) -> None:
    Employment.objects.create(
        person=cast.person("amina"),
        position_key="2",
        role=cast.positions["ARK"],
        unit=cast.unit("PLAN"),
        fte_percent=20,
        start_date=BEGINNING,
        delivered_start_date=BEGINNING,
    )
    assert set(required(cast, "amina")) == {"PVK", "LEGEMIDDEL"}  # exempt from AREALPLAN


def test_those_who_have_left_are_asked_for_nothing(cast: Cast) -> None:
    assert required(cast, "leif") == {}
