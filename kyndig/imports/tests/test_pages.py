"""The pages: upload, look over, confirm, result; who may, and what is left behind."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings

from kyndig.accounts.erasure import erase_expired
from kyndig.accounts.models import AccessEvent, AuditEvent
from kyndig.imports import files, tasks
from kyndig.imports.models import ImportRun
from kyndig.imports.tests import sample
from kyndig.imports.tests.made import made_up_identity_number
from tests.cast import Cast

IDENTITY_NUMBER = made_up_identity_number()


@pytest.fixture(autouse=True)
def importer() -> Iterator[None]:
    with sample.registered():
        yield


def upload(client: Client, text: str | bytes, name: str = "fil.csv", **fields: Any) -> Any:
    content = text.encode() if isinstance(text, str) else text
    sent = {"file": SimpleUploadedFile(name, content), "as_of": "2026-09-01", **fields}
    return client.post("/import/ny/eksempel/", sent)


def previewed(client: Client, text: str) -> ImportRun:
    upload(client, text)
    run = ImportRun.objects.get()
    assert run.status == "previewed", run.message
    return run


def confirm(client: Client, run: ImportRun, **fields: Any) -> Any:
    return client.post(f"/import/{run.pk}/bekreft/", {"plan": run.plan_hash, **fields})


def everything_stored() -> bytes:
    return b"".join(path.read_bytes() for path in files.root().rglob("*") if path.is_file())


def test_uploading_changes_nothing_and_shows_what_would(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\n")
    page = client.get(f"/import/{run.pk}/").content.decode()
    assert "Ingenting er endret ennå. Se over 1 endring før du bekrefter" in page
    assert "Solgruppe" in page
    assert not Group.objects.exists()


def test_confirming_carries_out_the_plan_and_deletes_the_file(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\n")
    confirm(client, run)
    page = client.get(f"/import/{run.pk}/").content.decode()
    assert "Importen er gjennomført" in page
    assert Group.objects.filter(name="Solgruppe").exists()
    assert b"Solgruppe" not in everything_stored()
    assert AuditEvent.objects.get(act="imports.run.applied").actor == cast.user("hr")


def test_another_plan_than_the_one_looked_over_is_not_carried_out(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\n")
    answer = client.post(f"/import/{run.pk}/bekreft/", {"plan": "0" * 64})
    assert answer.status_code == 409
    assert "Se over på nytt" in answer.content.decode()
    assert not Group.objects.exists()


def test_data_that_changed_meanwhile_are_shown_anew_and_can_be_confirmed(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\nElvegruppe\n")
    Group.objects.create(name="Solgruppe")
    confirm(client, run)
    page = client.get(f"/import/{run.pk}/").content.decode()
    assert "Dataene er endret siden du så over importen" in page
    assert "Se over 1 endring" in page
    run.refresh_from_db()
    confirm(client, run)
    assert Group.objects.filter(name="Elvegruppe").exists()


def test_bad_rows_are_listed_first_and_left_out(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn;Fra\nSolgruppe;i går\nElvegruppe;1.1.2026\n")
    page = client.get(f"/import/{run.pk}/").content.decode()
    assert page.index("1 rad kan ikke importeres") < page.index("Elvegruppe")
    assert "i går" in page
    confirm(client, run)
    assert list(Group.objects.values_list("name", flat=True)) == ["Elvegruppe"]
    rejected = client.get(f"/import/{run.pk}/avviste/0/")
    assert b"Solgruppe;i g" in b"".join(rejected)


@pytest.mark.parametrize("written", [IDENTITY_NUMBER, f"{IDENTITY_NUMBER[:6]} {IDENTITY_NUMBER[6:]}"])
def test_an_identity_number_stops_the_upload_and_stays_nowhere(cast: Cast, written: str) -> None:
    client = cast.client("hr")
    upload(client, f"Navn;Merknad\nSolgruppe;{written}\n")
    run = ImportRun.objects.get()
    page = client.get(f"/import/{run.pk}/").content.decode()
    assert "Rad 2, kolonne «Merknad»" in page
    assert run.status == "refused"
    assert written not in page + run.message
    assert written.encode() not in everything_stored()


def test_an_identity_number_in_the_files_name_is_not_kept(cast: Cast) -> None:
    upload(cast.client("hr"), "Navn\nSolgruppe\n", f"{IDENTITY_NUMBER}.csv")
    assert IDENTITY_NUMBER not in ImportRun.objects.get().file_name


def test_an_upload_that_is_too_large_is_refused_by_its_size(cast: Cast, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1000
    answer = upload(cast.client("hr"), b"Navn\n" + b"x" * 100_000)
    assert answer.status_code == 413
    assert "Filen er større enn" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_of_an_upload_that_is_too_large_nothing_is_taken_in(settings: Settings, rf: RequestFactory) -> None:
    settings.MAX_UPLOAD_BYTES = 1000
    request = rf.post("/", {"file": SimpleUploadedFile("fil.csv", b"x" * 100_000)})
    assert not request.FILES


def test_a_file_just_over_the_limit_is_refused_too(cast: Cast, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1000
    answer = upload(cast.client("hr"), b"Navn\n" + b"x" * 1001)
    assert "Filen er større enn" in answer.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_file_is_refused(cast: Cast, content: bytes) -> None:
    client = cast.client("hr")
    upload(client, content)
    run = ImportRun.objects.first()
    assert run is None or run.status == "refused"


def test_discarding_deletes_the_file(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\n")
    client.post(f"/import/{run.pk}/forkast/")
    run.refresh_from_db()
    assert run.status == "cancelled"
    assert b"Solgruppe" not in everything_stored()


def test_a_run_nobody_is_at_is_shown_as_interrupted_and_can_be_started_again(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\n")
    ImportRun.objects.update(status="running")
    page = client.get(f"/import/{run.pk}/").content.decode()
    assert "Importen ble avbrutt. Ingenting er endret" in page
    client.post(f"/import/{run.pk}/start/")
    assert Group.objects.filter(name="Solgruppe").exists()


def test_a_run_that_somebody_is_at_shows_how_far_it_has_come(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\n")
    ImportRun.objects.update(status="running")
    files.note_progress(run.pk, 3, 7)
    with files.working_on(run.pk):
        page = client.get(f"/import/{run.pk}/framdrift/").content.decode()
    assert "3 av 7 er skrevet." in page
    assert "<html" not in page


def test_progress_of_a_finished_run_reloads_the_page(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\n")
    confirm(client, run)
    assert client.get(f"/import/{run.pk}/framdrift/").headers["HX-Refresh"] == "true"


def test_starting_twice_carries_out_once(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\n")
    confirm(client, run)
    client.post(f"/import/{run.pk}/start/")
    tasks.carry_out.enqueue(run.pk)
    assert AuditEvent.objects.filter(act="imports.run.applied").count() == 1


def test_looking_over_people_is_logged(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\n")
    client.get(f"/import/{run.pk}/")
    event = AccessEvent.objects.get()
    assert [each.employee_number for each in event.subjects.all()] == ["Solgruppe"]


def test_the_preview_is_in_the_readers_language(cast: Cast) -> None:
    client = cast.client("hr")
    run = previewed(client, "Navn\nSolgruppe\n")
    client.cookies["django_language"] = "en"
    client.get(f"/import/{run.pk}/")
    assert {path.name[:10] for path in files.directory_of(run).glob("preview-*.json")} == {
        "preview-nb",
        "preview-en",
    }


def test_administrators_see_that_it_happened_and_no_values(cast: Cast) -> None:
    previewed(cast.client("hr"), "Navn\nSolgruppe\n")
    page = cast.client("administrator").get("/import/").content.decode()
    assert "Import av eksempler" in page
    assert "Solgruppe" not in page
    assert "fil.csv" not in page


@pytest.mark.parametrize("role", ["employee", "unit_leader", "chief_executive", "administrator", "evaluator"])
@pytest.mark.parametrize("path", ["ny/eksempel/", "{pk}/", "{pk}/framdrift/", "{pk}/avviste/0/"])
def test_only_hr_imports(cast: Cast, role: str, path: str) -> None:
    run = previewed(cast.client("hr"), "Navn\nSolgruppe\n")
    assert cast.client(role).get(f"/import/{path.format(pk=run.pk)}").status_code == 403


@pytest.mark.parametrize("path", ["bekreft/", "start/", "forkast/"])
def test_only_hr_decides(cast: Cast, path: str) -> None:
    run = previewed(cast.client("hr"), "Navn\nSolgruppe\n")
    answer = cast.client("administrator").post(f"/import/{run.pk}/{path}", {"plan": run.plan_hash})
    assert answer.status_code == 403
    assert not Group.objects.exists()


def test_the_history_takes_as_many_queries_whatever_its_length(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        ImportRun.objects.create(kind="sample", status="applied", file_name="x", as_of="2026-01-01")
    client = cast.client("hr")
    with django_assert_max_num_queries(15):
        client.get("/import/")


def test_old_files_are_erased(cast: Cast, own_data_directory: Path) -> None:
    run = previewed(cast.client("hr"), "Navn\nSolgruppe\n")
    soon = timezone.now() + timedelta(minutes=1)
    assert files.erase_older(soon, erase=False) == 1
    assert files.is_stored(run)
    assert files.erase_older(soon, erase=True) == 1
    assert b"Solgruppe" not in everything_stored()


def test_a_dry_run_of_erasing_leaves_the_files(cast: Cast) -> None:
    run = previewed(cast.client("hr"), "Navn\nSolgruppe\n")
    later = timezone.now() + timedelta(days=10_000)
    assert erase_expired(now=later, dry_run=True)["imported files"] == 1
    assert files.is_stored(run)
    erase_expired(now=later)
    assert not files.is_stored(run)
