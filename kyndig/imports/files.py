"""Files of imports: uploads under random names, previews, progress, and the lock that shows who is at work.

    <MEDIA_ROOT>/imports/<random>/          first, second, preview-<language>.json, <language>-<status>.jsonl
    <MEDIA_ROOT>/imports/rejected/<random>/  <n>-<file name>.rejected.csv
    <MEDIA_ROOT>/imports/running/<run>.lock, <run>.json

Web and worker must share the directory.
"""

import fcntl
import json
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from kyndig.imports.models import ImportRun
from kyndig.imports.preparing import Source, Sources

FIRST, SECOND = "first", "second"


def root() -> Path:
    """The directory that holds all of it."""
    return Path(settings.MEDIA_ROOT) / "imports"


def store(chunks: Iterable[bytes], directory: str, name: str) -> None:
    """Write an upload, chunk by chunk, readable by the owner alone."""
    folder = root() / directory
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / name).open("wb") as file:
        for chunk in chunks:
            file.write(chunk)


def new_directory() -> str:
    """A random name for an upload's directory."""
    return secrets.token_hex(16)


def directory_of(run: ImportRun) -> Path:
    """Where the run's upload lies."""
    return root() / run.stored_name


def is_stored(run: ImportRun) -> bool:
    """True when the run's upload is still here."""
    return bool(run.stored_name) and (directory_of(run) / FIRST).exists()


def sources_of(run: ImportRun) -> Sources:
    """The run's stored upload."""
    folder = directory_of(run)
    second = Source(run.units_file_name, folder / SECOND) if run.units_stored_name else None
    return Sources(Source(run.file_name, folder / FIRST), second)


def forget_upload(run: ImportRun) -> None:
    """Delete what was uploaded and the previews made of it. The rejected rows stay."""
    if run.stored_name:
        shutil.rmtree(directory_of(run), ignore_errors=True)


def forget_previews(run: ImportRun) -> None:
    """Delete the previews, when data have changed since; the upload stays."""
    if run.stored_name:
        for path in directory_of(run).glob("preview-*"):
            path.unlink(missing_ok=True)


def store_rejected(texts: Mapping[str, str]) -> str:
    """Keep rejected rows (CSV by file name) for download; returns the random name of their directory."""
    name = secrets.token_hex(16)
    folder = root() / "rejected" / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for at, (file_name, text) in enumerate(texts.items()):
        (folder / f"{at}-{Path(file_name).stem[:100]}.rejected.csv").write_text(text, "utf-8-sig")
    return name


def rejected_of(run: ImportRun) -> list[Path]:
    """The files with the run's rejected rows, the first file's first."""
    folder = root() / "rejected" / run.rejected_stored_name
    return sorted(folder.iterdir()) if run.rejected_stored_name and folder.is_dir() else []


def forget_rejected(run: ImportRun) -> None:
    """Delete the run's rejected rows."""
    if run.rejected_stored_name:
        shutil.rmtree(root() / "rejected" / run.rejected_stored_name, ignore_errors=True)


def _running(run_id: int, ending: str) -> Path:
    folder = root() / "running"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{run_id}.{ending}"


@contextmanager
def working_on(run_id: int) -> Iterator[bool]:
    """Hold the run's lock while at work; False when somebody else has it.

    The operating system lets go of it when the process dies, however it dies.
    """
    with _running(run_id, "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def note_progress(run_id: int, done: int, total: int) -> None:
    """Say how far the run has come, outside its transaction."""
    path = _running(run_id, "json")
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps([done, total]))
    beside.replace(path)


def progress(run_id: int) -> tuple[int, int]:
    """(done, of how many); (0, 0) before anything is known."""
    try:
        done, total = json.loads(_running(run_id, "json").read_text())
    except (OSError, ValueError):
        return 0, 0
    return done, total


def forget_progress(run_id: int) -> None:
    """Delete the run's lock and progress once it is over."""
    for ending in ("json", "lock"):
        _running(run_id, ending).unlink(missing_ok=True)


def erase_older(moment: datetime, *, erase: bool) -> int:
    """Uploads and rejected rows from before the moment: delete them, or only count them. Returns how many.

    Runs whose upload goes are discarded: there is nothing left to look over.
    """
    old = ImportRun.objects.filter(created_at__lt=moment)
    with_upload = [run for run in old.exclude(stored_name="") if directory_of(run).is_dir()]
    with_rejected = [run for run in old.exclude(rejected_stored_name="") if rejected_of(run)]
    if erase:
        for run in with_upload:
            forget_upload(run)
        for run in with_rejected:
            forget_rejected(run)
        unfinished = ["uploaded", "previewed", "interrupted", "queued"]
        old.filter(pk__in=[run.pk for run in with_upload], status__in=unfinished).update(
            status=ImportRun.Status.CANCELLED
        )
    return len(with_upload) + len(with_rejected)
