"""Where letters go: to the server, to the console in a demo, nowhere without either."""

import pytest
from environs import Env

from kyndig.config import environment


@pytest.mark.parametrize(
    ("given", "backend"),
    [
        ({}, "dummy"),
        ({"KYNDIG_DEMO": "true"}, "console"),
        ({"KYNDIG_DEBUG": "true"}, "console"),
        ({"KYNDIG_SMTP_URL": "smtp://mail.kommune.example"}, "smtp"),
        ({"KYNDIG_DEMO": "true", "KYNDIG_SMTP_URL": "smtp://mail.kommune.example"}, "smtp"),
    ],
)
def test_where_letters_go(given: dict[str, str], backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KYNDIG_DEMO", "KYNDIG_DEBUG", "KYNDIG_SMTP_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    chosen = environment.mail(environment.read(Env()))["EMAIL_BACKEND"]
    assert chosen == f"django.core.mail.backends.{backend}.EmailBackend"
