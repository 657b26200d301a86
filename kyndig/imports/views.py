"""The pages of imports. HR does all of it; administrators see that it happened, never the values."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.imports import actions, files, policies, previews, running
from kyndig.imports.errors import Refused
from kyndig.imports.forms import UploadForm
from kyndig.imports.importers import by_slug, importer, importers
from kyndig.imports.models import ImportRun
from kyndig.imports.plan import Status
from kyndig.imports.uploads import is_too_large

PER_PAGE = 50
# The order in which one looks over them.
TABS = (Status.CHANGED, Status.NEW, Status.ENDED, Status.CANCELLED, Status.UNCHANGED)


@require_GET
def history(request: SignedInRequest) -> HttpResponse:
    """Which files have come in, by whom, when, and what came of them?"""
    policies.check_can_see_imports(request.user)
    runs = ImportRun.objects.select_related("created_by", "confirmed_by")
    page = Paginator(runs, PER_PAGE).get_page(request.GET.get("side"))
    for run in page:
        running.look(run)
    context = {
        "page": page,
        "titles": {each.kind: each.title for each in importers()},
        "importers": importers(),
        "may_import": policies.can_import(request.user),
        "statuses": Status,
    }
    return render(request, "imports/history.html", context)


def new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Upload a file to be looked over."""
    policies.check_can_import(request.user)
    its_importer = by_slug(slug)
    if its_importer is None:
        raise Http404
    too_large = is_too_large(request)
    sent = request.method == "POST"
    form = UploadForm(
        its_importer,
        request.POST if sent else None,
        request.FILES if sent else None,
        too_large=too_large,
    )
    if sent and form.is_valid():
        given = form.cleaned_data
        run = actions.upload(
            importer=its_importer,
            first=given["file"],
            second=given.get("second"),
            options=form.options(),
            by=request.user,
        )
        return redirect("import", run.pk)
    context = {"form": form, "importer": its_importer}
    return render(request, "imports/new.html", context, status=413 if too_large else 200)


@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What changes if I confirm? And then: how far has it come, and what came of it?"""
    run = _run(request, pk)
    if run.status == ImportRun.Status.PREVIEWED:
        return _preview(request, run)
    return _run_page(request, run)


def _run(request: SignedInRequest, pk: int) -> ImportRun:
    policies.check_can_import(request.user)
    runs = ImportRun.objects.select_related("created_by", "confirmed_by")
    return running.look(get_object_or_404(runs, pk=pk))


def _run_page(request: SignedInRequest, run: ImportRun) -> HttpResponse:
    done, total = files.progress(run.pk) if run.is_waiting else (0, 0)
    context = {
        "run": run,
        "importer": importer(run.kind),
        "done": done,
        "total": total,
        "counts": [(Status(key), run.counts[key]) for key in Status.values if key in run.counts],
        "rejected": [(at, _shown_name(path)) for at, path in enumerate(files.rejected_of(run))],
        "can_start_again": files.is_stored(run),
    }
    return render(request, "imports/run.html", context)


def _shown_name(path: Path) -> str:
    return path.name.partition("-")[2]


def _preview(request: SignedInRequest, run: ImportRun, refused: str = "") -> HttpResponse:
    try:
        preview = previews.of(run)
    except Refused as reason:
        actions.refuse(run=run, reason=str(reason))
        return _run_page(request, run)
    tabs = [(tab, number) for tab in TABS if (number := _number(preview, tab))]
    chosen = request.GET.get("vis", "")
    status = chosen if chosen in Status.values else (tabs[0][0].value if tabs else Status.UNCHANGED.value)
    number = dict(tabs).get(Status(status), 0)
    page = Paginator(range(number), PER_PAGE).get_page(request.GET.get("side"))
    rows = previews.rows(run, status, page.start_index() - 1 if number else 0, page.end_index())
    its_importer = importer(run.kind)
    if its_importer.over_persons:
        numbers = [row["employee_number"] for row in rows if row["employee_number"]]
        record_access(AccessEvent.Action.VIEW, by=request.user, page="import", employee_numbers=numbers)
    context = {
        "run": run,
        "importer": its_importer,
        "preview": preview,
        "tabs": tabs,
        "status": status,
        "page": page,
        "rows": rows,
        "refused": refused,
        "ending": preview.counts.get(Status.ENDED.value, 0),
    }
    return render(request, "imports/preview.html", context, status=409 if refused else 200)


def _number(preview: previews.Preview, tab: Status) -> int:
    """How many changes a tab lists: rows, and what they bring along."""
    return sum(number for key, number in preview.counts.items() if key.rpartition(" ")[2] == tab.value)


@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Carry out exactly the plan that was looked over."""
    run = _run(request, pk)
    given = request.POST.get("antall", "").strip()
    try:
        actions.confirm(
            run=run,
            plan_hash=request.POST.get("plan", ""),
            accept_ending=int(given) if given.isdecimal() else None,
            by=request.user,
        )
    except Refused as reason:
        return _preview(request, run, str(reason))
    return redirect("import", run.pk)


@require_POST
def start_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Queue an interrupted import once more."""
    run = _run(request, pk)
    try:
        actions.start_again(run=run, by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
    return redirect("import", run.pk)


@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give up an import that is not carried out."""
    run = _run(request, pk)
    actions.discard(run=run, by=request.user)
    messages.success(request, _("Importen er forkastet, og filen er slettet. Ingenting er endret."))
    return redirect("imports")


@require_GET
def progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it has come, as a part of the page; the whole page anew once it is over."""
    run = _run(request, pk)
    done, total = files.progress(run.pk)
    response = render(request, "imports/run.html#progress", {"run": run, "done": done, "total": total})
    if not run.is_waiting:
        response["HX-Refresh"] = "true"
    return response


@require_GET
def rejected(request: SignedInRequest, pk: int, number: int) -> FileResponse:
    """The rows that were not imported, with the reason, to correct and deliver again."""
    found: list[Any] = files.rejected_of(_run(request, pk))
    if number >= len(found):
        raise Http404
    path: Path = found[number]
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=_shown_name(path),
        content_type="text/csv; charset=utf-8",
    )
