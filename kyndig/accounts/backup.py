"""One archive with everything: each table's rows as text, and the files. Made and read by the same code.

    manifest.json            format, when, engine, applied migrations, rows of each table
    tables/<app.model>.jsonl a line with the columns' names, then a line for each row
    files/<path>             what lies under MEDIA_ROOT

Rows are text, so an archive needs no tool of the database and can move from SQLite to PostgreSQL.
"""

import base64
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import BinaryField, Field, Model
from django.utils import timezone

FORMAT = 1
ROWS_AT_ONCE = 2000


class RestoreRefusedError(Exception):
    """The archive cannot be restored here; the message says why."""


@dataclass(frozen=True)
class Summary:
    """How much an archive holds."""

    rows: int
    files: int


def models() -> list[type[Model]]:
    """Every table of ours and of the parts we build on."""
    return [each for each in apps.get_models(include_auto_created=True) if each._meta.managed]


def columns(model: type[Model]) -> "list[Field[Any, Any]]":
    """The fields that are columns one can write."""
    return [each for each in model._meta.concrete_fields if not each.generated]


def backup(path: Path) -> Summary:
    """Write the archive. It appears under its name only when whole, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            rows = _write_tables(archive)
            files = _write_files(archive)
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return Summary(sum(rows.values()), files)


def _write_tables(archive: zipfile.ZipFile) -> dict[str, int]:
    with transaction.atomic():
        _see_one_moment()
        rows = {model._meta.label_lower: _write_table(archive, model) for model in models()}
        manifest = {
            "format": FORMAT,
            "made_at": timezone.now().isoformat(),
            "engine": connection.vendor,
            "migrations": sorted(migrations()),
            "rows": rows,
        }
    archive.writestr("manifest.json", json.dumps(manifest, indent=2))
    return rows


def _see_one_moment() -> None:
    """All tables as of one moment; SQLite's transactions do so by themselves."""
    if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _write_table(archive: zipfile.ZipFile, model: type[Model]) -> int:
    names = [each.attname for each in columns(model)]
    rows = model._base_manager.order_by(model._meta.pk.attname).values_list(*names)
    number = 0
    with archive.open(_table_file(model), "w", force_zip64=True) as file:
        file.write(_line(names))
        for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
            file.write(_line(row))
            number += 1
    return number


def _table_file(model: type[Model]) -> str:
    return f"tables/{model._meta.label_lower}.jsonl"


def _line(values: Any) -> bytes:
    text = json.dumps(list(values), default=_as_text, ensure_ascii=False, separators=(",", ":"))
    return (text + "\n").encode()


def _as_text(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | timedelta):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"{type(value).__name__} has no text form")


def _write_files(archive: zipfile.ZipFile) -> int:
    root = Path(settings.MEDIA_ROOT)
    found = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock")
    for path in found:
        archive.write(path, f"files/{path.relative_to(root).as_posix()}")
    return len(found)


def migrations() -> set[str]:
    """What this database's tables are made by: "app.0001_name"."""
    applied = MigrationRecorder(connection).applied_migrations()
    return {f"{app}.{name}" for app, name in applied}


def is_empty() -> bool:
    """True for a database that has only been migrated: whatever people do leaves users or audit rows."""
    used = ("accounts.user", "accounts.auditevent")
    return not any(apps.get_model(label)._base_manager.exists() for label in used)


def restore(path: Path, *, replace: bool = False) -> Summary:
    """Make database and files as the archive has them, all or nothing. Raises RestoreRefusedError.

    The database is migrated before. One in use is refused unless `replace`, which empties it first.
    """
    if not zipfile.is_zipfile(path):
        raise RestoreRefusedError("This is not an archive made by kyndig backup.")
    with zipfile.ZipFile(path) as archive:
        manifest = _manifest(archive)
        if not replace and not is_empty():
            raise RestoreRefusedError("The database is in use. Add --replace to empty it first.")
        unpacked = _unpack_files(archive)
        try:
            with transaction.atomic():
                _empty()
                rows = sum(_read_table(archive, model) for model in models())
                if rows != sum(manifest["rows"].values()):
                    raise RestoreRefusedError("The archive holds another number of rows than it says.")
                _begin_numbers_after()
                connection.check_constraints()
                files = _put_in_place(unpacked)
        finally:
            shutil.rmtree(unpacked, ignore_errors=True)
    return Summary(rows, files)


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    except (KeyError, ValueError):
        raise RestoreRefusedError("This is not an archive made by kyndig backup.") from None
    if manifest.get("format") != FORMAT:
        raise RestoreRefusedError(f"The archive has format {manifest.get('format')}; this reads {FORMAT}.")
    missing = set(manifest["migrations"]) ^ migrations()
    if missing:
        names = ", ".join(sorted(missing)[:5])
        raise RestoreRefusedError(
            f"The archive was made by another version of Kyndig; they differ by {names}."
        )
    return manifest


def _unpack_files(archive: zipfile.ZipFile) -> Path:
    parent = Path(settings.MEDIA_ROOT).parent
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent, prefix=".restoring-"))
    for name in archive.namelist():
        inside = PurePosixPath(name)
        if inside.parts[:1] != ("files",) or name.endswith("/"):
            continue
        if ".." in inside.parts:
            raise RestoreRefusedError("The archive holds a file outside its place.")
        target = folder.joinpath(*inside.parts[1:])
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with archive.open(name) as source, target.open("wb") as file:
            target.chmod(0o600)
            shutil.copyfileobj(source, file)
    return folder


def _put_in_place(unpacked: Path) -> int:
    """Swap the directories; the old one goes last."""
    root = Path(settings.MEDIA_ROOT)
    number = sum(1 for path in unpacked.rglob("*") if path.is_file())
    if root.exists():
        old = Path(tempfile.mkdtemp(dir=root.parent, prefix=".replaced-"))
        root.replace(old)
        unpacked.replace(root)
        shutil.rmtree(old)
    else:
        unpacked.replace(root)
    return number


def _empty() -> None:
    with connection.cursor() as cursor:
        for model in reversed(models()):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our own table's name


def _read_table(archive: zipfile.ZipFile, model: type[Model]) -> int:
    with archive.open(_table_file(model)) as file:
        fields = {each.attname: each for each in columns(model)}
        wanted = [fields[name] for name in json.loads(file.readline())]
        statement = _insert(model, wanted)
        number = 0
        with connection.cursor() as cursor:
            for batch in _batches(file):
                cursor.executemany(statement, [_row(wanted, values) for values in batch])
                number += len(batch)
    return number


def _insert(model: type[Model], fields: "list[Field[Any, Any]]") -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(each.column)) for each in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 - our own names


def _batches(lines: Any) -> Iterator[list[list[Any]]]:
    batch: list[list[Any]] = []
    for line in lines:
        batch.append(json.loads(line))
        if len(batch) == ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _row(fields: "list[Field[Any, Any]]", values: list[Any]) -> list[Any]:
    return [_value(each, value) for each, value in zip(fields, values, strict=True)]


def _value(each: "Field[Any, Any]", value: Any) -> Any:
    if value is not None:
        value = base64.b64decode(value) if isinstance(each, BinaryField) else each.to_python(value)
    return each.get_db_prep_save(value, connection)


def _begin_numbers_after() -> None:
    """New rows get numbers after the restored ones (SQLite sees to it itself)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)
