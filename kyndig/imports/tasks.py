"""Imports in the background."""

from django_tasks import task

from kyndig.imports import files, running
from kyndig.imports.errors import Refused
from kyndig.imports.models import ImportRun


@task()
def carry_out(run_id: int) -> None:
    """Carry out a queued import. A refusal is no failure of the task: the run says why."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    try:
        running.execute(run, files.sources_of(run))
    except Refused:
        return
