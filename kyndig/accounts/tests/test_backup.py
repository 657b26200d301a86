"""A backup gives the same back: rows, files, and where new rows begin."""

import json
import zipfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from kyndig.accounts import audit
from kyndig.accounts.access_log import record_access
from kyndig.accounts.backup import RestoreRefusedError, backup, models, restore
from kyndig.accounts.models import AccessEvent, AuditEvent, User
from tests.cast import Cast

MOMENT = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)


def everything() -> dict[str, list[Any]]:
    """Every row of every table, by primary key."""
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values_list()) for model in models()
    }


def files() -> dict[str, bytes]:
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def full(cast: Cast) -> Cast:
    """The cast with logs, history, odd values and files."""
    record_access(
        AccessEvent.Action.VIEW, by=cast.user("hr"), page="matrix", employee_numbers=["nr-merkeamina"]
    )
    audit.record("test.changed", by=cast.user("hr"), text="æøå «\n\t\\»", nothing=None, count=[1, 2.5])
    AuditEvent.objects.update(at=MOMENT)
    person = cast.person("amina")
    person.last_name = "Ødegård-Ærlig"
    person.save()
    cast.client("amina")
    folder = Path(settings.MEDIA_ROOT) / "imports" / "abc"
    folder.mkdir(parents=True)
    (folder / "first").write_bytes(b"\x00\xff;\r\n")
    (folder / "tom").write_bytes(b"")
    return cast


@pytest.fixture
def archive(full: Cast, tmp_path: Path) -> Path:
    path = tmp_path / "backups" / "kyndig.zip"
    backup(path)
    return path


def test_rows_come_back_the_same(archive: Path) -> None:
    before = everything()
    User.objects.all().delete()
    AuditEvent.objects.create(act="test.later")

    restore(archive, replace=True)

    assert everything() == before


def test_files_come_back_the_same(archive: Path) -> None:
    before = files()
    root = Path(settings.MEDIA_ROOT)
    (root / "imports/abc/first").write_bytes(b"changed")
    (root / "later").write_bytes(b"made later")

    restore(archive, replace=True)

    assert files() == before
    assert set(before) == {"imports/abc/first", "imports/abc/tom"}


def test_every_table_with_rows_is_in_the_archive(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        counted = json.loads(opened.read("manifest.json"))["rows"]

    assert counted == {name: len(rows) for name, rows in everything().items()}
    assert {"organisation.historicalperson", "accounts.accesssubject", "sessions.session"} <= {
        name for name, number in counted.items() if number
    }


def test_rows_made_afterwards_get_numbers_of_their_own(archive: Path) -> None:
    restore(archive, replace=True)

    newest = AuditEvent.objects.order_by("-id").first()
    assert newest
    assert audit.record("test.after", by=None).pk > newest.pk


def test_a_database_in_use_is_refused_and_left_alone(archive: Path) -> None:
    AuditEvent.objects.create(act="test.later")
    before = everything()

    with pytest.raises(RestoreRefusedError, match="in use"):
        restore(archive)

    assert everything() == before


def test_an_unused_database_needs_no_replace(archive: Path) -> None:
    before = everything()
    apps.get_model("organisation.deputy")._base_manager.all().delete()
    User.objects.all().delete()
    AuditEvent.objects.all().delete()

    restore(archive)

    assert everything() == before


def rewritten(archive: Path, name: str, content: bytes) -> Path:
    """The archive with one part exchanged."""
    other = archive.with_name("other.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(other, "w") as new:
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
        if name not in old.namelist():
            new.writestr(name, content)
    return other


def test_a_broken_table_changes_nothing(archive: Path) -> None:
    broken = rewritten(archive, "tables/holdings.assessment.jsonl", b'["id"]\n')
    before, files_before = everything(), files()

    with pytest.raises(RestoreRefusedError, match="rows"):
        restore(broken, replace=True)

    assert everything() == before
    assert files() == files_before


def test_an_archive_of_another_version_is_refused(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        manifest = json.loads(opened.read("manifest.json"))
    manifest["migrations"].append("accounts.9999_later")
    other = rewritten(archive, "manifest.json", json.dumps(manifest).encode())

    with pytest.raises(RestoreRefusedError, match="another version"):
        restore(other, replace=True)


def test_a_file_that_would_lie_outside_is_refused(archive: Path) -> None:
    other = rewritten(archive, "files/../../outside", b"")

    with pytest.raises(RestoreRefusedError, match="outside its place"):
        restore(other, replace=True)


def test_something_else_than_an_archive_is_refused(tmp_path: Path, full: Cast) -> None:
    path = tmp_path / "letter.zip"
    path.write_text("not an archive")

    with pytest.raises(RestoreRefusedError, match="not an archive"):
        restore(path, replace=True)


def test_the_archive_is_for_its_owner_alone(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0


def test_nothing_half_written_is_left_behind(archive: Path) -> None:
    assert [each.name for each in archive.parent.iterdir()] == [archive.name]


def test_the_commands_do_the_same(full: Cast, tmp_path: Path) -> None:
    path = tmp_path / "kyndig.zip"
    call_command("backup", str(path), stdout=StringIO())
    before = everything()
    User.objects.all().delete()

    call_command("restore", str(path), "--replace", stdout=StringIO())

    assert everything() == before


def test_the_command_says_what_is_wrong(full: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(tmp_path / "missing.zip"), stdout=StringIO())
