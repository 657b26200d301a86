"""The pages of documents: laying in, looking at, verifying, refusing, withdrawing, renewing."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyndig.accounts.models import AccessEvent
from kyndig.holdings import document_actions, document_files, document_queries
from kyndig.holdings.models import Assessment, Document, Holding, Source
from kyndig.holdings.tests import files, made
from tests.cast import Cast

OWN = "/min/kompetanse/dokument/"


def sent(content: bytes = files.PDF, name: str = "bevis.pdf", **changes: Any) -> dict[str, Any]:
    fields = {
        "competence": "LEGEMIDDEL",
        "issued_on": "2025-01-10",
        "expires_on": "",
        "issuer": "",
        "title": "",
    }
    return {**fields, "file": SimpleUploadedFile(name, content), **changes}


@pytest.fixture
def paper(cast: Cast) -> Document:
    """Amina's certificate, which waits."""
    stored = document_files.write(files.PDF)
    return made.document(cast.person("amina"), cast.competences["LEGEMIDDEL"], stored_name=stored)


def fetched(client: Client, paper: Document) -> tuple[Any, bytes]:
    """The answer and the file, read to its end."""
    answer: Any = client.get(f"/dokument/{paper.pk}/fil/")
    return answer, b"".join(answer.streaming_content)


def test_an_employee_lays_in_a_document_which_waits(cast: Cast) -> None:
    answer = cast.client("employee").post(OWN, sent())

    document = Document.objects.get()
    assert answer.headers["Location"] == f"/dokument/{document.pk}/"
    assert (document.person, document.title) == (cast.person("amina"), "Legemiddelhåndtering")
    assert document.state == Document.State.WAITING
    assert document.uploaded_by == cast.user("amina")
    assert document_files.path_of(document.stored_name).read_bytes() == files.PDF


def test_a_leader_lays_in_a_document_which_waits_all_the_same(cast: Cast) -> None:
    cast.client("unit_leader").post("/kompetanse/ansatt/nr-merkeamina/dokument/", sent())

    assert Document.objects.get().state == Document.State.WAITING


def test_the_input_asks_for_what_is_accepted_and_the_phone_for_its_camera(cast: Cast) -> None:
    page = cast.client("employee").get(OWN).content.decode()

    assert 'accept="image/jpeg,image/png,application/pdf"' in page
    assert 'capture="environment"' in page


def test_a_picture_taken_there_and_then_is_the_file(cast: Cast) -> None:
    photo = SimpleUploadedFile("image.jpg", files.jpeg())
    cast.client("employee").post(OWN, {**sent(), "file": "", "photo": photo})

    assert Document.objects.get().content_type == "image/jpeg"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"content": files.HEIC, "name": "IMG.HEIC"}, "formatet HEIC"),
        ({"file": ""}, "Velg en fil, eller ta et bilde"),
        ({"issued_on": "2999-01-01"}, "fram i tid"),
        ({"expires_on": "2024-01-01"}, "før det er utstedt"),
        ({"issued_on": ""}, "Velg filen en gang til"),
    ],
)
def test_what_is_refused_comes_back_with_a_sentence_and_keeps_no_file(
    cast: Cast, changes: dict[str, Any], sentence: str
) -> None:
    page = cast.client("employee").post(OWN, sent(**{"issuer": "Røde Kors", **changes})).content.decode()

    assert sentence in page
    assert "Røde Kors" in page
    assert not Document.objects.exists()
    assert not document_files.root().exists()


def test_a_file_over_the_limit_is_refused_with_advice(cast: Cast) -> None:
    page = cast.client("employee").post(OWN, sent(files.PDF + b" " * 10 * 1024 * 1024)).content.decode()

    assert "større enn 10 MB" in page


def test_an_infected_file_is_refused_at_the_field(cast: Cast, settings: Any) -> None:
    settings.DOCUMENT_SCAN_COMMAND = ["/bin/sh", "-c", "exit 1"]

    assert "noe farlig" in cast.client("employee").post(OWN, sent()).content.decode()
    assert list(document_files.root().iterdir()) == []


def test_a_name_with_folders_and_tags_is_cut_and_shown_escaped(cast: Cast) -> None:
    client = cast.client("employee")
    client.post(OWN, sent(name="..\\mappe\\<img src=x>.pdf"))

    page = client.get(f"/dokument/{Document.objects.get().pk}/").content.decode()
    assert "&lt;img src=x&gt;.pdf" in page
    assert "<img src=x>" not in page
    assert "mappe" not in page


def test_the_file_is_for_saving_and_no_page_of_ours(cast: Cast, paper: Document) -> None:
    answer, content = fetched(cast.client("unit_leader"), paper)

    assert content == files.PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bevis.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = {each.strip() for each in answer.headers["Content-Security-Policy"].split(";")}
    assert policy == {"default-src 'none'", "sandbox"}
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_each_look_at_somebody_elses_document_is_logged(cast: Cast, paper: Document) -> None:
    client = cast.client("unit_leader")
    client.get(f"/dokument/{paper.pk}/")
    fetched(client, paper)
    client.get("/dokument/")
    fetched(cast.client("employee"), paper)

    logged = AccessEvent.objects.order_by("id").values_list("page", "action")
    assert list(logged) == [("document", "view"), ("document_file", "export"), ("documents_waiting", "view")]


def test_a_file_that_is_gone_is_not_found(cast: Cast, paper: Document) -> None:
    document_files.forget(paper.stored_name)

    assert cast.client("employee").get(f"/dokument/{paper.pk}/fil/").status_code == 404


def test_a_leader_verifies_and_the_level_counts(cast: Cast, paper: Document) -> None:
    cast.client("unit_leader").post(f"/dokument/{paper.pk}/", {"level": "1", "source": "course"})

    given = Document.objects.get().assessment
    assert given is not None
    assert (given.source, given.assessed_on, given.assessed_by) == (
        Source.COURSE,
        date(2026, 1, 10),
        cast.person("ulla"),
    )
    assert Holding.objects.get(person=paper.person, competence=paper.competence).assessment == given


def test_the_scale_of_the_competence_is_what_can_be_chosen(cast: Cast, paper: Document) -> None:
    page = cast.client("unit_leader").post(f"/dokument/{paper.pk}/", {"level": "2", "source": "course"})

    assert "k-state" in page.content.decode()
    assert not Document.objects.filter(assessment__isnull=False).exists()


def test_the_person_sees_it_but_is_not_asked_to_verify(cast: Cast, paper: Document) -> None:
    page = cast.client("employee").get(f"/dokument/{paper.pk}/").content.decode()

    assert "Lederen din eller HR ser på dokumentet" in page
    assert "Godkjenn" not in page


def test_a_second_verification_says_that_somebody_was_first(cast: Cast, paper: Document) -> None:
    document_actions.refuse_document(document=paper, reason="Uleselig", by=None)
    answer = cast.client("unit_leader").post(
        f"/dokument/{paper.pk}/", {"level": "1", "source": "course"}, follow=True
    )

    assert "i mellomtiden" in answer.content.decode()
    assert not Assessment.objects.filter(document=paper).exists()


def test_a_refused_document_says_why_to_the_person(cast: Cast, paper: Document) -> None:
    cast.client("unit_leader").post(f"/dokument/{paper.pk}/ikke-godkjent/", {"reason": "Navnet mangler"})

    assert "Navnet mangler" in cast.client("employee").get(f"/dokument/{paper.pk}/").content.decode()


def test_a_person_withdraws_their_own_until_it_is_verified(cast: Cast, paper: Document) -> None:
    document_actions.verify_document(document=paper, level=1, by=None)
    client, address = cast.client("employee"), f"/dokument/{paper.pk}/trekk-tilbake/"
    assert client.post(address, {"reason": "Feil fil"}).status_code == 403

    cast.client("unit_leader").post(address, {"reason": "Feil fil"})
    paper.refresh_from_db()
    assert paper.state == Document.State.WITHDRAWN
    assert "Filen er slettet" in client.get(f"/dokument/{paper.pk}/").content.decode()


def test_renewing_links_the_new_and_the_old(cast: Cast, paper: Document) -> None:
    client = cast.client("employee")
    client.post(f"/dokument/{paper.pk}/forny/", sent(issued_on="2026-02-01"))

    new = Document.objects.get(replaces=paper)
    assert "Fornyet med" in client.get(f"/dokument/{paper.pk}/").content.decode()
    assert "Kommer i stedet for" in client.get(f"/dokument/{new.pk}/").content.decode()


@pytest.mark.parametrize(
    ("role", "who"),
    [
        ("unit_leader", ["amina"]),
        ("department_head", ["amina"]),
        ("deputy", ["amina", "ulla"]),
        ("hr", ["amina", "ulla"]),
        ("sector_director", ["ulla"]),
        ("chief_executive", ["ulla"]),
        ("other_leader", []),
    ],
)
def test_each_finds_what_waits_for_them(cast: Cast, role: str, who: list[str]) -> None:
    for key in ("amina", "ulla", "helga"):
        made.document(cast.person(key), cast.competences["PVK"])

    waiting = document_queries.waiting_for(cast.user(role))
    assert {each.person for each in waiting} == {cast.person(key) for key in who}


def test_a_leader_is_told_on_the_home_page(cast: Cast, paper: Document) -> None:
    assert "Se på 1 dokument" in cast.client("unit_leader").get("/").content.decode()
    assert "Se på 1 dokument" not in cast.client("employee").get("/").content.decode()


def test_the_list_reads_no_more_for_more_documents(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for key in ("amina", "bendik", "marte", "farid", "greta"):
        made.document(cast.person(key), cast.competences["PVK"])
    client = cast.client("unit_leader")

    with django_assert_max_num_queries(15):
        assert "5 dokumenter venter" in client.get("/dokument/").content.decode()
