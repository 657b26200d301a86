"""Carrying out: all or nothing, exactly the previewed plan, one at a time, and what is left behind."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import Group

from kyndig.accounts.models import AuditEvent
from kyndig.imports import files, running
from kyndig.imports.errors import DataHasChanged, Refused
from kyndig.imports.models import ImportRun
from kyndig.imports.plan import Options
from kyndig.imports.preparing import Source, Sources, prepare
from kyndig.imports.tests import sample

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def importer() -> Iterator[None]:
    with sample.registered():
        yield


def sources(tmp_path: Path, text: str) -> Sources:
    path = tmp_path / "fil.csv"
    path.write_text(text, "utf-8")
    return Sources(Source(path.name, path))


def queued(**fields: object) -> ImportRun:
    return ImportRun.objects.create(
        kind="sample", status="queued", file_name="fil.csv", as_of=AS_OF, **fields
    )


def test_an_import_is_applied_and_says_what_it_did(tmp_path: Path) -> None:
    run = queued()
    assert running.execute(run, sources(tmp_path, "Navn\nA\nB\n"))
    run.refresh_from_db()
    assert run.status == "applied"
    assert run.counts["new"] == 2
    assert set(Group.objects.values_list("name", flat=True)) == {"A", "B"}
    assert AuditEvent.objects.get().detail["counts"]["new"] == 2


def test_a_second_run_of_the_same_file_changes_nothing(tmp_path: Path) -> None:
    running.execute(queued(), sources(tmp_path, "Navn\nA\n"))
    run = queued()
    running.execute(run, sources(tmp_path, "Navn\nA\n"))
    assert (run.counts["new"], run.counts["unchanged"]) == (0, 1)


def test_a_refusal_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    run = queued()
    with pytest.raises(Refused, match="midt i"):
        running.execute(run, sources(tmp_path, "Navn\nA\nstopp\n"))
    run.refresh_from_db()
    assert not Group.objects.exists()
    assert (run.status, run.message) == ("refused", "Stoppet midt i.")


def test_bad_rows_stop_all_of_it(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="rader som ikke kan importeres"):
        running.execute(queued(), sources(tmp_path, "Navn;Fra\nA;i går\nB;\n"))
    assert not Group.objects.exists()


def test_bad_rows_can_be_skipped_and_are_kept_for_download(tmp_path: Path) -> None:
    run = queued(options={"skip_bad_rows": True})
    running.execute(run, sources(tmp_path, "Navn;Fra\n=A;i går\nB;\n"))
    assert Group.objects.get().name == "B"
    (rejected,) = files.rejected_of(run)
    assert rejected.read_text("utf-8-sig").splitlines()[1] == "'=A;i går;Fra: Dette er ikke en dato."


def test_a_plan_that_has_changed_since_the_preview_is_not_carried_out(tmp_path: Path) -> None:
    given = sources(tmp_path, "Navn\nA\nB\n")
    plan = prepare(sample.IMPORTER, given, Options(AS_OF)).plan()
    Group.objects.create(name="A")
    run = queued(plan_hash=plan.hash, stored_name="x")
    with pytest.raises(DataHasChanged):
        running.execute(run, given)
    run.refresh_from_db()
    assert run.status == "previewed"
    assert "Se over på nytt" in run.message
    assert not Group.objects.filter(name="B").exists()


def test_a_run_that_somebody_else_is_at_is_left_alone(tmp_path: Path) -> None:
    run = queued()
    with files.working_on(run.pk):
        assert not running.execute(run, sources(tmp_path, "Navn\nA\n"))
    assert not Group.objects.exists()


def test_a_run_is_carried_out_once(tmp_path: Path) -> None:
    run = queued()
    assert running.execute(run, sources(tmp_path, "Navn\nA\n"))
    assert not running.execute(run, sources(tmp_path, "Navn\nB\n"))
    assert not Group.objects.filter(name="B").exists()


def test_an_error_of_ours_leaves_nothing_and_can_be_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = queued()
    monkeypatch.setattr(Group.objects, "create", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        running.execute(run, sources(tmp_path, "Navn\nA\n"))
    run.refresh_from_db()
    assert run.status == "interrupted"
