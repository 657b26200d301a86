"""Files of documents go where the data go: into one's own copy, into a backup and back."""

import io
import zipfile
from pathlib import Path

import pytest

from kyndig.accounts import backup
from kyndig.holdings import document_actions, document_files
from kyndig.holdings.models import Document, Holding
from kyndig.holdings.tests import files, made
from tests.cast import Cast, markers_in


@pytest.fixture
def paper(cast: Cast) -> Document:
    """Amina's certificate."""
    stored = document_files.write(files.PDF)
    return made.document(cast.person("amina"), cast.competences["PVK"], stored_name=stored)


def test_ones_own_copy_holds_the_documents_and_their_files(cast: Cast, paper: Document) -> None:
    made.document(
        cast.person("bendik"), cast.competences["PVK"], stored_name=document_files.write(b"Bendiks")
    )
    content = cast.client("employee").get("/min/personvern/last-ned/").content

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read(f"filer/{paper.pk}-bevis.pdf") == files.PDF
        assert sum(name.startswith("filer/") for name in archive.namelist()) == 1
        said = archive.read("om-meg.json").decode()
    assert "Kursbevis" in said
    assert paper.stored_name not in said
    assert "bendik" not in markers_in(said)


def test_a_document_whose_file_is_gone_keeps_nobody_from_their_copy(cast: Cast, paper: Document) -> None:
    document_files.forget(paper.stored_name)
    assert cast.client("employee").get("/min/personvern/last-ned/").status_code == 200


def test_a_backup_brings_the_files_back_for_the_server_alone(
    cast: Cast, paper: Document, tmp_path: Path
) -> None:
    document_actions.verify_document(document=paper, level=2, by=None)
    backup.backup(tmp_path / "all.zip")
    document_files.forget(paper.stored_name)
    Document.objects.all().delete()

    backup.restore(tmp_path / "all.zip", replace=True)

    restored = Document.objects.get()
    path = document_files.path_of(restored.stored_name)
    assert path.read_bytes() == files.PDF
    assert path.stat().st_mode & 0o777 == 0o600
    assert Holding.objects.get(person=restored.person, competence=restored.competence).level == 2
