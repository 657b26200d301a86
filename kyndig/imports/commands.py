"""The base of the `import_…` commands: the same four steps as in the browser.

Exit codes: 0 done, 1 refused or rejected rows, 2 wrong use.
"""

from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kyndig.accounts.commands_as import record_run
from kyndig.imports import report, running
from kyndig.imports.errors import Refused, Unreadable
from kyndig.imports.identity_numbers import file_name_without
from kyndig.imports.importers import Importer, importer
from kyndig.imports.memory import garbage_left_alone
from kyndig.imports.models import ImportRun
from kyndig.imports.parsers import read_date
from kyndig.imports.plan import Options, Plan
from kyndig.imports.preparing import Prepared, Source, Sources, prepare

# What an import that is carried out lists of each kind of change; a dry run lists everything.
LISTED_WHEN_APPLIED = 500


def existing_file(text: str) -> Path:
    """An argument that names a file there is."""
    path = Path(text)
    if not path.is_file():
        raise ArgumentTypeError(_("filen %(path)s finnes ikke") % {"path": text})
    return path


def day(text: str) -> date:
    """An argument that is a date: 2026-12-31 or 31.12.2026."""
    try:
        return read_date(text)
    except Unreadable as error:
        raise ArgumentTypeError(f"{error.reason} {error.remedy}") from error


class ImportCommand(BaseCommand):
    """`import_<kind> FILE`; a command of its own sets `kind` and `help`."""

    kind = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options that the import takes."""
        parser.add_argument("file", type=existing_file, metavar="FILE", help="CSV or XLSX")
        parser.add_argument("--dry-run", action="store_true", help="show what would change, and stop")
        parser.add_argument(
            "--skip-bad-rows",
            action="store_true",
            help="import the good rows and write the bad ones to FILE.rejected.csv",
        )
        parser.add_argument(
            "--as-of", type=day, default=None, metavar="DATE", help="the day it holds from; default today"
        )
        if self.importer.can_replace:
            parser.add_argument("--replace", action="store_true", help="the file is the whole truth")
        if self.importer.can_end:
            self._add_ending(parser)
        if self.importer.second:
            parser.add_argument("--units", type=existing_file, metavar="FILE", help="the unit tree")

    @staticmethod
    def _add_ending(parser: ArgumentParser) -> None:
        whole = parser.add_mutually_exclusive_group()
        whole.add_argument(
            "--full", dest="partial", action="store_false", help="the file holds everybody (default)"
        )
        whole.add_argument("--partial", dest="partial", action="store_true", help="who is missing stays")
        parser.set_defaults(partial=False)
        parser.add_argument(
            "--accept-ending", type=int, metavar="N", help="end exactly N employments though it is many"
        )

    @property
    def importer(self) -> Importer:
        return importer(self.kind)

    @garbage_left_alone()
    def handle(self, *_args: Any, **given: Any) -> None:
        """Read, plan, show and, unless it is a dry run, carry out."""
        options = Options(
            given["as_of"] or timezone.localdate(),
            partial=given.get("partial", False),
            replace=given.get("replace", False),
            skip_bad_rows=given["skip_bad_rows"],
            accept_ending=given.get("accept_ending"),
        )
        try:
            plan = self._run(_sources(given), options, dry=given["dry_run"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=1) from refused
        if plan.rejected_rows:
            text = ngettext(
                "%(n)d rad ble ikke importert.", "%(n)d rader ble ikke importert.", plan.rejected_rows
            )
            raise CommandError(text % {"n": plan.rejected_rows}, returncode=1)

    def _run(self, sources: Sources, options: Options, *, dry: bool) -> Plan:
        if dry:
            plan = prepare(self.importer, sources, options).plan()
            self._show(plan)
            plan.check(replace(options, skip_bad_rows=True))
            return plan
        run = _queued(self.kind, sources, options)
        plans: list[tuple[Plan, Prepared]] = []
        try:
            running.execute(run, sources, lambda plan, prepared: plans.append((plan, prepared)))
        finally:
            for plan, _prepared in plans:
                self._show(plan, at_most=LISTED_WHEN_APPLIED)
        plan, prepared = plans[0]
        self._write_rejected(sources, prepared)
        self.stdout.write(_("Importen er gjennomført."))
        return plan

    def _show(self, plan: Plan, *, at_most: int | None = None) -> None:
        """The preview on standard output, errors on standard error, those it is about in the access log."""
        for line in report.lines(self.importer, plan, at_most=at_most):
            self.stdout.write(line)
        for error in plan.errors:
            self.stderr.write(str(error))
        if self.importer.over_persons:
            record_run(f"import_{self.kind}", by=None, employee_numbers=plan.employee_numbers)

    def _write_rejected(self, sources: Sources, prepared: Prepared) -> None:
        delivered = [source for source in (sources.first, sources.second) if source]
        texts = prepared.rejected_files()
        for source in delivered:
            text = texts.get(file_name_without(source.name))
            if text is not None:
                path = source.path.with_name(f"{source.path.name}.rejected.csv")
                path.write_text(text, "utf-8-sig")
                self.stdout.write(_("Radene som ikke ble importert, står i %(path)s.") % {"path": path})


def _sources(given: dict[str, Any]) -> Sources:
    first, second = given["file"], given.get("units")
    return Sources(Source(first.name, first), Source(second.name, second) if second else None)


def _queued(kind: str, sources: Sources, options: Options) -> ImportRun:
    """A run by the system, whose file stays where it is."""
    second = sources.second
    return ImportRun.objects.create(
        kind=kind,
        status=ImportRun.Status.QUEUED,
        file_name=file_name_without(sources.first.name)[:200],
        units_file_name=file_name_without(second.name)[:200] if second else "",
        as_of=options.as_of,
        options={**options.as_json(), "language": get_language() or "nb"},
    )
