"""The demo's document: a certificate that an employee has laid in, and that the leader has to look at."""

from datetime import timedelta

from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.holdings import document_files
from kyndig.holdings.document_actions import upload_document
from kyndig.holdings.models import Document
from kyndig.organisation.models import Person
from kyndig.organisation.reach import today

ISSUED = timedelta(days=30)


def make_document(user: User | None) -> Document | None:
    """A certificate of the user's own, in something that has to be renewed; None for nobody employed."""
    person = Person.objects.filter(employee_number=user.employee_number).first() if user else None
    competence = (
        Competence.objects.in_use().exclude(validity_months=None).order_by("code").first() if person else None
    )
    if person is None or competence is None:
        return None
    title = f"Kursbevis: {competence.name_nb}"
    file = document_files.receive(pdf([title, person.name, "Oppdiktet, laget for demoen"]), "kursbevis.pdf")
    return upload_document(
        person=person,
        competence=competence,
        title=title,
        issuer="Kursforum",
        issued_on=today() - ISSUED,
        file=file,
        by=user,
    )


def pdf(lines: list[str]) -> bytes:
    """A page with some lines of text, in the letters of Western Europe."""
    shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
    stream = f"BT /F1 18 Tf 28 TL 72 720 Td {shown} ET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _assembled(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: list[bytes]) -> bytes:
    """The objects numbered from 1, with the table that says where each begins."""
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(content))
    )
