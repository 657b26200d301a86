"""Files of documents: checked, scanned, and kept under random names, readable by the server alone.

    <MEDIA_ROOT>/documents/<random>

No name, number or ending of the upload stands in a path. Web and worker share the directory.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from kyndig.accounts.retention import AFTER_LEAVING
from kyndig.holdings import document_checks, document_scan
from kyndig.holdings.models import Document

# A file whose row is not written yet is no orphan.
GRACE = timedelta(days=1)


@dataclass(frozen=True)
class StoredFile:
    """A file that has been checked and stored."""

    stored_name: str
    original_name: str
    content_type: str
    size: int
    sha256: str


def root() -> Path:
    """The directory that holds them."""
    return Path(settings.MEDIA_ROOT) / "documents"


def path_of(stored_name: str) -> Path:
    """Where a stored file lies. Raises ValueError for a name that is none of ours."""
    if not stored_name.isalnum():
        raise ValueError("Not the name of a stored document.")
    return root() / stored_name


def receive(content: bytes, name: str) -> StoredFile:
    """Check, store and scan an upload. Raises RefusedFileError with a sentence; then nothing is kept."""
    kept_name = document_checks.last_part(name)
    kind = document_checks.kind_of(content, kept_name)
    stored = StoredFile(write(content), kept_name, kind, len(content), hashlib.sha256(content).hexdigest())
    try:
        document_scan.check(path_of(stored.stored_name))
    except BaseException:
        forget(stored.stored_name)
        raise
    return stored


def write(content: bytes) -> str:
    """Store the content for the owner alone (0600, in a directory of 0700); returns its random name."""
    root().mkdir(parents=True, exist_ok=True, mode=0o700)
    name = secrets.token_hex(16)
    handle = os.open(path_of(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return name


def forget(stored_name: str) -> None:
    """Delete the file, if it is there."""
    if stored_name:
        path_of(stored_name).unlink(missing_ok=True)


def files_of(documents: Iterable[Document]) -> Iterator[tuple[str, Path]]:
    """(number and original name, where it lies) of those documents whose file is here."""
    for document in documents:
        path = path_of(document.stored_name) if document.stored_name else None
        if path and path.exists():
            yield f"{document.pk}-{document.original_name}", path


def erase_orphans(moment: datetime, erase: bool) -> int:
    """Delete (or only count) files that no document has: those of people who are erased, and unfinished ones.

    Called by `erase_expired` after the rows, with the beginning of the period; files of the last day stay.
    """
    if not root().is_dir():
        return 0
    before = (moment + AFTER_LEAVING.length - GRACE).timestamp()
    old = {path.name: path for path in root().iterdir() if path.stat().st_mtime < before}
    known = set(Document.objects.exclude(stored_name="").values_list("stored_name", flat=True))
    orphans = [path for name, path in old.items() if name not in known]
    if erase:
        for path in orphans:
            path.unlink(missing_ok=True)
    return len(orphans)
