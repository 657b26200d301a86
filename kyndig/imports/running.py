"""Carrying out an import: one transaction, one import at a time, exactly the plan that was previewed."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from django.db import OperationalError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kyndig.accounts import audit
from kyndig.imports import files
from kyndig.imports.errors import AnotherImport, DataHasChanged, Refused
from kyndig.imports.importers import Progress, importer
from kyndig.imports.memory import garbage_left_alone
from kyndig.imports.models import ImportLock, ImportRun
from kyndig.imports.plan import Options, Plan
from kyndig.imports.preparing import Prepared, Sources, prepare

LOCK_SECONDS = 20
SECONDS_BETWEEN_NOTES = 0.25

Run = ImportRun.Status
log = structlog.get_logger("kyndig.imports")


def options_of(run: ImportRun) -> Options:
    """The decisions kept with the run."""
    kept = {key: run.options[key] for key in Options(run.as_of).as_json() if key in run.options}
    return Options(run.as_of, **kept)


# Told of the plan before it is checked, in the import's transaction.
Seen = Callable[[Plan, Prepared], None]


@garbage_left_alone()
def execute(run: ImportRun, sources: Sources, seen: Seen | None = None) -> bool:
    """Carry out a queued run. False when it was not queued any more, or somebody else is at it.

    Raises Refused, with the run put back to be looked at again, or refused for good.
    """
    with files.working_on(run.pk) as alone, translation.override(run.options.get("language", "nb")):
        if not alone or not _claim(run):
            return False
        try:
            _carry_out(run, sources, seen)
        except (DataHasChanged, AnotherImport) as reason:
            files.forget_previews(run)
            _leave(run, Run.PREVIEWED, str(reason))
            raise
        except Refused as reason:
            _leave(run, Run.REFUSED, str(reason))
            raise
        except Exception:
            _leave(run, Run.INTERRUPTED, _("Noe er feil hos oss, ikke hos deg. Ingenting er importert."))
            raise
        files.forget_upload(run)
        files.forget_progress(run.pk)
        return True


def look(run: ImportRun) -> ImportRun:
    """The run as it is: one that says it runs, while nobody holds its lock, was interrupted.

    The end of a run is committed before its lock is let go, so there is no moment to be mistaken in.
    """
    if run.status == Run.RUNNING:
        with files.working_on(run.pk) as nobody_else:
            if nobody_else:
                ImportRun.objects.filter(pk=run.pk, status=Run.RUNNING).update(
                    status=Run.INTERRUPTED, finished_at=timezone.now()
                )
        run.refresh_from_db()
    return run


def _claim(run: ImportRun) -> bool:
    waiting = ImportRun.objects.filter(pk=run.pk, status=Run.QUEUED)
    try:
        claimed = waiting.update(status=Run.RUNNING, started_at=timezone.now(), message="")
    except OperationalError as error:  # SQLite: the other import is the one writer there is
        raise AnotherImport from error
    run.refresh_from_db()
    return bool(claimed)


def _leave(run: ImportRun, status: ImportRun.Status, message: str) -> None:
    if status == Run.PREVIEWED and not run.stored_name:
        status = Run.REFUSED  # a command's file is not kept: there is nothing to look at again
    run.status, run.message, run.finished_at = status, message, timezone.now()
    run.save(update_fields=["status", "message", "finished_at"])
    files.forget_progress(run.pk)
    if status == Run.REFUSED:
        files.forget_upload(run)


def _carry_out(run: ImportRun, sources: Sources, seen: Seen | None) -> None:
    options = options_of(run)
    prepared = prepare(importer(run.kind), sources, options)
    with _locked():
        plan = prepared.plan()
        if seen:
            seen(plan, prepared)
        if run.plan_hash and run.plan_hash != plan.hash:
            raise DataHasChanged
        plan.check(options)
        prepared.importer.apply(plan, by=run.confirmed_by, progress=_progress_of(run))
        _finish(run, plan, prepared)
    log.info("import applied", kind=run.kind, rows=plan.row_count)


@contextmanager
def _locked() -> Iterator[None]:
    """A transaction that no other import is in. Raises AnotherImport when the wait is too long."""
    block = transaction.atomic()
    try:
        block.__enter__()
    except OperationalError as error:  # SQLite: another writer
        raise AnotherImport from error
    try:
        _take_lock()
        yield
    except BaseException as error:
        block.__exit__(type(error), error, error.__traceback__)
        raise
    block.__exit__(None, None, None)


def _take_lock() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
        try:
            ImportLock.objects.bulk_create([ImportLock(pk=1)], ignore_conflicts=True)
            ImportLock.objects.select_for_update().get(pk=1)
        except OperationalError as error:
            raise AnotherImport from error
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL lock_timeout = 0")


def _progress_of(run: ImportRun) -> Progress:
    noted = 0.0

    def note(done: int, total: int) -> None:
        nonlocal noted
        now = time.monotonic()
        if done >= total or now - noted > SECONDS_BETWEEN_NOTES:
            noted = now
            files.note_progress(run.pk, done, total)

    return note


def _finish(run: ImportRun, plan: Plan, prepared: Prepared) -> None:
    """In the import's own transaction: the run is applied exactly when its changes are."""
    if plan.rejected_rows:
        run.rejected_stored_name = files.store_rejected(prepared.rejected_files())
    run.status, run.counts, run.plan_hash = Run.APPLIED, plan.counts, plan.hash
    run.finished_at, run.message = timezone.now(), ""
    run.save()
    audit.record("imports.run.applied", by=run.confirmed_by, on=run, kind=run.kind, counts=plan.counts)
