"""Which language a page is in."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "chosen", "given"),
    [
        ("", "", "nb"),
        ("en-US,en;q=0.9", "", "nb"),
        ("nn-NO,nn;q=0.9,nb;q=0.8", "", "nn"),
        ("nb-NO", "nn", "nn"),
        ("nb-NO", "en", "en"),
        ("nn", "de", "nn"),
    ],
)
def test_bokmaal_unless_somebody_chose_otherwise(asked: str, chosen: str, given: str, client: Client) -> None:
    if chosen:
        client.cookies["django_language"] = chosen
    answer = client.get("/personvern/", headers={"Accept-Language": asked})
    assert f'<html lang="{given}"' in answer.content.decode()
    assert answer.headers["Content-Language"] == given
