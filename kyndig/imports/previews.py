"""A plan as it is looked over: kept as files beside the upload, in the reader's language, gone with it.

One file for the summary and one a status with a line a change, so that a page of a long list is read alone.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language

from kyndig.imports import files
from kyndig.imports.importers import Importer, importer
from kyndig.imports.memory import garbage_left_alone
from kyndig.imports.models import ImportRun
from kyndig.imports.plan import Change, Plan, Status, shown
from kyndig.imports.preparing import prepare
from kyndig.imports.running import options_of

ERRORS_KEPT = 1000


@dataclass(frozen=True)
class Preview:
    """What the page shows above and below the lists."""

    hash: str
    counts: dict[str, int]
    row_count: int
    changing: int
    rejected_rows: int
    errors: list[dict[str, Any]]
    warnings: list[str]
    must_accept: int | None
    base: int


@garbage_left_alone()
def make(run: ImportRun) -> Preview:
    """Plan the run's upload and keep what it shows. Raises Refused."""
    its_importer = importer(run.kind)
    plan = prepare(its_importer, files.sources_of(run), options_of(run)).plan()
    preview = Preview(
        plan.hash,
        plan.counts,
        plan.row_count,
        plan.changing,
        plan.rejected_rows,
        [_error(each) for each in plan.errors[:ERRORS_KEPT]],
        list(plan.warnings),
        plan.must_accept,
        plan.base,
    )
    for status in Status:
        with _path(run, f"{status.value}.jsonl").open("w") as file:
            file.writelines(json.dumps(each) + "\n" for each in _rows(its_importer, plan, status))
    _path(run, "json").write_text(json.dumps(vars(preview)))
    run.plan_hash, run.counts = plan.hash, plan.counts
    return preview


def of(run: ImportRun) -> Preview:
    """The kept preview in the reader's language; made now where there is none. Raises Refused."""
    path = _path(run, "json")
    if path.exists():
        kept = Preview(**json.loads(path.read_text()))
        if kept.hash == run.plan_hash:
            return kept
    preview = make(run)
    run.save(update_fields=["plan_hash", "counts"])
    return preview


def rows(run: ImportRun, status: str, start: int, end: int) -> list[dict[str, Any]]:
    """Some changes of a status, as they are shown."""
    path = _path(run, f"{Status(status).value}.jsonl")
    if not path.exists():
        return []
    with path.open() as file:
        return [json.loads(line) for line in islice(file, start, end)]


def _path(run: ImportRun, ending: str) -> Path:
    return files.directory_of(run) / f"preview-{get_language() or 'nb'}.{ending}"


def _error(error: Any) -> dict[str, Any]:
    names = ("line", "column", "found", "reason", "remedy", "file")
    return {name: getattr(error, name) for name in names}


def _rows(its_importer: Importer, plan: Plan, status: Status) -> Iterator[dict[str, Any]]:
    changes = [each for each in plan.changes if each.status is status]
    labels = {name: str(label) for name, label in its_importer.labels.items()}
    for change in sorted(changes, key=lambda each: each.about != ""):
        yield _row(its_importer, labels, change)


def _row(its_importer: Importer, labels: Mapping[str, str], change: Change) -> dict[str, Any]:
    return {
        "line": change.line,
        "key": change.key,
        "label": change.label,
        "about": str(its_importer.brought_along.get(change.about, "")),
        "employee_number": change.employee_number,
        "valid_from": date_format(change.valid_from, "DATE_FORMAT") if change.valid_from else "",
        "details": [
            {
                "field": labels.get(each.field, each.field),
                "before": shown(each.before),
                "after": shown(each.after),
            }
            for each in change.details
        ],
    }
