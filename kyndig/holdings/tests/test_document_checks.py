"""A file is taken for what its bytes are: whole PDF, JPEG and PNG, and nothing else."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from kyndig.holdings import document_checks, document_files
from kyndig.holdings.document_checks import JPEG, PDF, PNG, RefusedFileError
from kyndig.holdings.tests import files


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (files.PDF, "bevis.pdf", PDF),
        (files.PDF, "BEVIS.PDF", PDF),
        (files.PDF.rstrip(), "uten ending", PDF),
        (files.jpeg(), "bilde.jpg", JPEG),
        (files.jpeg(4000, 3000), "bilde.jpeg", JPEG),
        (files.png(), "bilde.png", PNG),
        (files.png(30, 20), "bilde.png", PNG),
    ],
)
def test_what_is_accepted(content: bytes, name: str, kind: str) -> None:
    assert document_checks.kind_of(content, name) == kind


def broken(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "bevis.pdf", "tom"),
        (files.HEIC, "IMG_1.HEIC", "HEIC"),
        (files.HEIC, "bilde.jpg", "HEIC"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "bilde.webp", "WebP"),
        (b"GIF89a", "bilde.gif", "GIF"),
        (b"PK\x03\x04" + b"[Content_Types].xml", "cv.docx", "Word"),
        (b"<html><script>alert(1)</script>", "bevis.pdf", "kjenner ikke igjen"),
        (b"MZ\x90\x00", "bevis.png", "kjenner ikke igjen"),
        (files.PDF, "bevis.jpg", "slutter på «.jpg»"),
        (files.png(), "bilde.jpg", "slutter på «.jpg»"),
        (files.PDF, "bevis.pdf.exe", "slutter på «.exe»"),
        (files.PDF[:40], "bevis.pdf", "ikke hel"),
        (b"%PDF-9.9\nstartxref\n9\n%%EOF", "bevis.pdf", "ikke hel"),
        (files.png()[:-3], "bilde.png", "ikke hel"),
        (files.png() + b"<script>", "bilde.png", "ikke hel"),
        (broken(files.png(), 20), "bilde.png", "ikke hel"),
        (files.png(0, 1), "bilde.png", "ikke hel"),
        (files.jpeg()[:-2], "bilde.jpg", "ikke hel"),
        (files.jpeg(0, 1), "bilde.jpg", "ikke hel"),
        (b"\xff\xd8\xff\xe0\x00\x01", "bilde.jpg", "ikke hel"),
        (files.PDF + b" " * document_checks.AT_MOST, "bevis.pdf", "10 MB"),
    ],
)
def test_what_is_refused_with_advice(content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(RefusedFileError, match=sentence):
        document_checks.kind_of(content, name)


@given(st.binary(max_size=200), st.sampled_from([b"", b"%PDF-1.4", b"\xff\xd8\xff", files.png()[:8]]))
def test_any_bytes_are_accepted_or_refused(content: bytes, begins: bytes) -> None:
    kinds = []
    with contextlib.suppress(RefusedFileError):
        kinds.append(document_checks.kind_of(begins + content, "fil"))
    assert set(kinds) <= {PDF, JPEG, PNG}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\amina\\bevis.pdf", "bevis.pdf"),
        ("/", "dokument"),
        ("", "dokument"),
        ("be\x00vis\n.pdf", "bevis.pdf"),
        ("01010112345.pdf", "01010112345.pdf"),
        ("13097248022 attest.pdf", "*********** attest.pdf"),
        ("<b>bevis</b>.pdf", "b>.pdf"),
        ("x" * 400 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_of_a_name_only_the_last_part_is_kept(given: str, kept: str) -> None:
    assert document_checks.last_part(given) == kept


@given(st.text(max_size=300))
def test_a_kept_name_is_never_a_path_nor_too_long(name: str) -> None:
    kept = document_checks.last_part(name)
    assert kept
    assert len(kept) <= document_checks.LONGEST_NAME
    assert not set(kept) & {"/", "\\", "\n", "\x00"}


@pytest.fixture
def scan(tmp_path: Path, settings: Settings) -> Path:
    """A scanner that finds EICAR, and fails on what says so."""
    script = tmp_path / "scan.sh"
    script.write_text('#!/bin/sh\ngrep -q EICAR "$1" && exit 1\ngrep -q KRASJ "$1" && exit 2\nexit 0\n')
    script.chmod(0o700)
    settings.DOCUMENT_SCAN_COMMAND = [str(script)]
    return script


def with_text(text: bytes) -> bytes:
    return files.PDF.replace(b"endobj", text + b"\nendobj")


def kept_files() -> list[Path]:
    return list(document_files.root().iterdir()) if document_files.root().is_dir() else []


def test_a_clean_file_is_kept_with_its_fingerprint(scan: Path) -> None:
    stored = document_files.receive(files.PDF, "../bevis.pdf")

    assert (stored.original_name, stored.content_type, stored.size) == ("bevis.pdf", PDF, len(files.PDF))
    assert document_files.path_of(stored.stored_name).read_bytes() == files.PDF
    assert len(stored.sha256) == 64


@pytest.mark.parametrize(("text", "sentence"), [(b"EICAR", "noe farlig"), (b"KRASJ", "Prøv igjen")])
def test_what_the_scan_does_not_pass_is_not_kept(scan: Path, text: bytes, sentence: str) -> None:
    with pytest.raises(RefusedFileError, match=sentence):
        document_files.receive(with_text(text), "bevis.pdf")
    assert kept_files() == []


def test_a_scan_that_cannot_run_keeps_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.DOCUMENT_SCAN_COMMAND = [str(tmp_path / "missing")]

    with pytest.raises(RefusedFileError, match="Prøv igjen"):
        document_files.receive(files.PDF, "bevis.pdf")
    assert kept_files() == []
