"""The pages: who sees what, and what they say."""

import pytest

from kyndig.gaps import kept
from tests.cast import Cast

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/kommune/",
    "/sektor/HO/gap/",
    "/enhet/SOL/",
    "/enhet/SOL/gap/",
    "/enhet/SOL/dekning/",
    "/enhet/SOL/matrise/",
    "/enhet/SOL/matrise/?visning=liste",
    "/enhet/SOLA/ansatt/nr-merkeamina/",
]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    kept.forget()


@pytest.mark.parametrize("address", ADDRESSES)
def test_smoke(cast: Cast, address: str) -> None:
    response = cast.client("hr").get(address)
    assert response.status_code == 200
