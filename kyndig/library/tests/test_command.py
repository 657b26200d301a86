"""`kyndig library`: a second door to the same plan."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kyndig.catalogue.tests.made import competence
from kyndig.library import loading
from kyndig.library.models import Adoption
from kyndig.library.tests import made
from kyndig.requirements.models import Requirement
from kyndig.requirements.tests.made import requirement, role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two competences and a role, and a position for it."""
    found = made.library(tmp_path / "library")
    monkeypatch.setattr(loading, "library", lambda: found)
    role("SPL")


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("library", *arguments, stdout=out)
    return out.getvalue()


def adopt(*options: str) -> str:
    return run("adopt", "sykepleier", "--to", "SPL", "--from", "2026-06-01", *options)


def test_a_dry_run_shows_and_stops() -> None:
    said = adopt("--dry-run")
    assert "[x] SPL:SARSTELL  Stilling SPL, Stelle sår: – → Kan selvstendig, kritisk" in said
    assert "SARSTELL  Stelle sår: Lages i katalogen" in said
    assert not Adoption.objects.exists()


def test_what_is_shown_is_done() -> None:
    assert "Det er tatt i bruk." in adopt()
    assert "sykepleier  2223  Sykepleier  2  SPL" in run("list")
    assert Requirement.objects.count() == 2


def test_ours_stands_unless_it_is_taken() -> None:
    requirement(competence("SARSTELL", name_nb="Noe annet"), role=role("SPL"), level=1)
    said = adopt()
    assert "[ ] SPL:SARSTELL" in said
    assert "2 forskjeller blir stående som hos dere." in said
    adopt("--take", "SPL:SARSTELL")
    assert Requirement.objects.filter(level=2, competence__code="SARSTELL").exists()


def test_what_is_left_out_is_not_done() -> None:
    adopt("--leave", "SPL:HLR")
    assert list(Requirement.objects.values_list("competence__code", flat=True)) == ["SARSTELL"]


def test_a_new_edition_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    adopt()
    roles = made.ROLES.replace('"SARSTELL", level = 2', '"SARSTELL", level = 3')
    found = made.library(
        tmp_path / "next", {"edition.toml": 'edition = "2026.2"', "roles/health.toml": roles}
    )
    monkeypatch.setattr(loading, "library", lambda: found)
    assert "Ny utgave" in run("list")
    assert "SPL:SARSTELL" in run("update", "--from", "2027-01-01")
    assert "Ny utgave" not in run("list")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("adopt", "astronaut", "--to", "SPL"), "ingen rolle «astronaut»"),
        (("adopt", "sykepleier", "--to", "X"), "ingen stilling «X»"),
        (("adopt", "sykepleier", "--to", "SPL", "--take", "SPL:X"), "ikke noe «SPL:X»"),
    ],
)
def test_what_there_is_not_is_refused(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(*arguments)
