"""`kyndig check_holdings`: is what people hold what the log of assessments says?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.holdings import actions, projection
from kyndig.holdings.models import Holding

SHOWN = 20


class Command(BaseCommand):
    help = "Compares the current levels with the log of assessments. Exit code 1 when they differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Build the current levels anew.")

    def handle(self, *, repair: bool, **options: Any) -> None:
        found = projection.differences()
        if not found:
            count = Holding.objects.count()
            self.stdout.write(
                ngettext("%(n)d nivå stemmer med loggen.", "%(n)d nivåer stemmer med loggen.", count)
                % {"n": count}
            )
            return
        self._show(found)
        if not repair:
            sys.exit(1)
        actions.repair_holdings(by=None, differences=len(found))
        self.stdout.write(_("Alle nivåer er bygd på nytt fra loggen."))

    def _show(self, found: list[projection.Difference]) -> None:
        shown = found[:SHOWN]
        record_access(
            AccessEvent.Action.COMMAND,
            by=None,
            page="check_holdings",
            employee_numbers=[each.employee_number for each in shown],
        )
        self.stderr.write(
            ngettext(
                "%(n)d nivå stemmer ikke med loggen.", "%(n)d nivåer stemmer ikke med loggen.", len(found)
            )
            % {"n": len(found)}
        )
        for each in shown:
            self.stderr.write(f"{each.employee_number} {each.competence}: {each.kept} → {each.right}")
