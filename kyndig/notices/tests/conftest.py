"""A working day, an installation that can send, and two kinds of notice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from pytest_django.fixtures import Settings

from kyndig.notices import kinds, providers
from kyndig.notices.tests.sample import CERTIFICATE, ROUND


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[time_machine.Traveller]:
    """Tuesday at ten, in Oslo."""
    with time_machine.travel("2027-01-12T10:00:00+01:00", tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def can_send(settings: Settings) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, base_url="https://kyndig.example")


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    for each in (ROUND, CERTIFICATE):
        kinds.register(each)
    yield
    for each in (ROUND, CERTIFICATE):
        kinds.forget(each.code)


@pytest.fixture(autouse=True)
def no_other_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the apps above say is due is tested there."""
    monkeypatch.setattr(providers, "_providers", [])
