"""What people do with an import: upload, confirm, start again, discard."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kyndig.accounts.models import User
from kyndig.imports import files, previews, tasks
from kyndig.imports.errors import DataHasChanged, Refused
from kyndig.imports.identity_numbers import file_name_without
from kyndig.imports.importers import Importer
from kyndig.imports.models import ImportRun
from kyndig.imports.plan import Options
from kyndig.imports.policies import check_can_import

Run = ImportRun.Status


def upload(
    *,
    importer: Importer,
    first: "UploadedFile[Any]",
    second: "UploadedFile[Any] | None",
    options: Options,
    by: User,
) -> ImportRun:
    """Keep the files and plan them. A refused run says why, and nothing of it is kept."""
    check_can_import(by)
    directory = files.new_directory()
    files.store(first.chunks(), directory, files.FIRST)
    if second:
        files.store(second.chunks(), directory, files.SECOND)
    run = ImportRun.objects.create(
        kind=importer.kind,
        file_name=_name(first),
        stored_name=directory,
        units_file_name=_name(second) if second else "",
        units_stored_name=files.SECOND if second else "",
        as_of=options.as_of,
        options={**options.as_json(), "language": get_language() or "nb"},
        created_by=by,
    )
    _plan(run)
    return run


def _name(file: "UploadedFile[Any]") -> str:
    return file_name_without(file.name or "")[:200]


def _plan(run: ImportRun) -> None:
    try:
        previews.make(run)
    except Refused as refused:
        run.status, run.message, run.finished_at = Run.REFUSED, str(refused), timezone.now()
        files.forget_upload(run)
    else:
        run.status = Run.PREVIEWED
    run.save()


def confirm(*, run: ImportRun, plan_hash: str, accept_ending: int | None, by: User) -> None:
    """Carry out exactly the plan that was looked over, in the background. Raises Refused.

    Rows that cannot be read are left out: whoever confirms has seen which.
    """
    check_can_import(by)
    preview = previews.of(run)
    if plan_hash != preview.hash or plan_hash != run.plan_hash:
        raise DataHasChanged
    if preview.must_accept is not None and accept_ending != preview.must_accept:
        raise Refused(
            _("Skriv antallet som slutter, %(n)d, for å bekrefte at det er riktig.")
            % {"n": preview.must_accept}
        )
    decisions = {"skip_bad_rows": True, "accept_ending": accept_ending, "language": get_language() or "nb"}
    _queue(run, [Run.PREVIEWED], by=by, options={**run.options, **decisions})


def start_again(*, run: ImportRun, by: User) -> None:
    """Queue an interrupted run, or one that nobody has taken up, once more. Raises Refused."""
    check_can_import(by)
    if not files.is_stored(run):
        raise Refused(_("Filen er ikke her lenger. Last den opp på nytt."))
    _queue(run, [Run.INTERRUPTED, Run.QUEUED], by=by, options=run.options)


def _queue(run: ImportRun, come_from: list[Run], *, by: User, options: dict[str, object]) -> None:
    """The task is queued in the same transaction: there is never one without the other."""
    with transaction.atomic():
        queued = ImportRun.objects.filter(pk=run.pk, status__in=come_from).update(
            status=Run.QUEUED, options=options, confirmed_by=by, message="", finished_at=None
        )
        if queued:
            tasks.carry_out.enqueue(run.pk)


def discard(*, run: ImportRun, by: User) -> None:
    """Give up an import that is not carried out; its file is deleted."""
    check_can_import(by)
    given_up = [Run.UPLOADED, Run.PREVIEWED, Run.INTERRUPTED]
    if ImportRun.objects.filter(pk=run.pk, status__in=given_up).update(
        status=Run.CANCELLED, finished_at=timezone.now()
    ):
        files.forget_upload(run)


def refuse(*, run: ImportRun, reason: str) -> None:
    """What could be looked over cannot any more: say why; its file is deleted."""
    run.status, run.message, run.finished_at = Run.REFUSED, reason, timezone.now()
    run.save(update_fields=["status", "message", "finished_at"])
    files.forget_upload(run)
