"""The demo's certificate is a whole file, and waits for the leader."""

from kyndig.catalogue.models import Competence
from kyndig.demo.documents import make_document, pdf
from kyndig.holdings import document_checks, document_files
from kyndig.holdings.models import Document
from tests.cast import Cast


def test_an_employees_certificate_waits(cast: Cast) -> None:
    Competence.objects.filter(code="LEGEMIDDEL").update(validity_months=36)

    document = make_document(cast.user("amina"))

    assert document is not None
    assert (document.person, document.state) == (cast.person("amina"), Document.State.WAITING)
    assert document_files.path_of(document.stored_name).read_bytes().startswith(b"%PDF-1.4")


def test_somebody_who_is_not_employed_has_none(cast: Cast) -> None:
    assert make_document(cast.user("evaluator")) is None
    assert make_document(None) is None


def test_the_file_is_whole_whatever_stands_in_it() -> None:
    content = pdf(["Kåre (vikar) \\ Ærlig", "Łukasz"])

    assert document_checks.kind_of(content, "bevis.pdf") == document_checks.PDF
    assert int(content.split(b"startxref\n")[1].split(b"\n")[0]) == content.index(b"xref\n0 ")
