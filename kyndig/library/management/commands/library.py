"""`kyndig library`: the same plan as the pages show, and the same code that carries it out.

Exit codes: 0 done, 1 refused, 2 wrong use.
"""

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kyndig.imports.commands import day
from kyndig.library import actions, loading, plan, queries, report
from kyndig.organisation.models import Role
from kyndig.organisation.reach import today


class Command(BaseCommand):
    help = "List the starter library, adopt a role of it, or take its new edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One command for each of the three."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="the roles, and which positions they are adopted for")
        adopt = verbs.add_parser("adopt", help="adopt a role for positions")
        adopt.add_argument("role", metavar="ROLE", help="the library's code, as `list` shows it")
        adopt.add_argument("--to", action="append", required=True, metavar="CODE", help="a position's code")
        adopt.add_argument(
            "--anew",
            action="append",
            default=[],
            metavar="CODE",
            help="make this competence though one of ours is called the same",
        )
        update = verbs.add_parser("update", help="take the new edition of everything adopted")
        for each in (adopt, update):
            self._add_deciding(each)

    @staticmethod
    def _add_deciding(parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="show what would change, and stop")
        parser.add_argument(
            "--from", dest="on", type=day, default=None, metavar="DATE", help="the first day; default today"
        )
        parser.add_argument(
            "--take",
            action="append",
            default=[],
            metavar="KEY",
            help="take the library's where ours would stand; the keys are in the plan",
        )
        parser.add_argument(
            "--leave", action="append", default=[], metavar="KEY", help="leave out what is proposed"
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        """List, or plan, show and, unless it is a dry run, carry out."""
        if given["verb"] == "list":
            self._list()
        elif given["verb"] == "adopt":
            chosen = {given["role"]: self._positions(given["role"], given["to"])}
            self._carry_out(chosen, "library.role.adopt", **given)
        else:
            news = queries.positions_with_news(loading.library())
            self._carry_out(news, "library.edition.adopt", **given)

    def _list(self) -> None:
        for each in queries.listed(loading.library()):
            entry = each.entry
            adopted = ", ".join(adoption.role.code for adoption in each.adoptions)
            said = [entry.code, entry.styrk, str(entry.title), str(len(entry.needs)), adopted]
            news = [_("Ny utgave")] if each.has_news else []
            self.stdout.write("  ".join([*said, *news]).rstrip())

    @staticmethod
    def _positions(code: str, wanted: Sequence[str]) -> Sequence[Role]:
        if code not in loading.library().roles:
            raise CommandError(_("Biblioteket har ingen rolle «%(code)s».") % {"code": code}, returncode=1)
        found = list(Role.objects.filter(code__in=wanted).order_by("code"))
        for missing in sorted(set(wanted) - {each.code for each in found}):
            raise CommandError(_("Det er ingen stilling «%(code)s».") % {"code": missing}, returncode=1)
        return found

    def _carry_out(self, positions: Mapping[str, Sequence[Role]], act: str, **given: Any) -> None:
        library, on, anew = loading.library(), given["on"] or today(), given.get("anew", ())
        made = plan.make(library, positions, on, anew)
        taken = (made.proposed | set(given["take"])) - set(given["leave"])
        for unknown in sorted({*given["take"], *given["leave"]} - made.open):
            raise CommandError(_("Planen har ikke noe «%(key)s».") % {"key": unknown}, returncode=1)
        for line in report.lines(made, taken):
            self.stdout.write(line)
        if given["dry_run"]:
            return
        try:
            actions.adopt(
                library=library,
                positions=positions,
                on=on,
                by=None,
                taken=taken,
                plan_hash=made.hash,
                anew=anew,
                act=act,
            )
        except actions.PlanHasChanged as changed:
            text = _("Planen er endret siden dere så over den. Ingenting er gjort. Se over på nytt.")
            raise CommandError(text, returncode=1) from changed
        self.stdout.write(_("Det er tatt i bruk."))
