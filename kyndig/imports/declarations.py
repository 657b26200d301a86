"""What imports hold about people; see `accounts.privacy`."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Impersonal, Personal, Place, declare
from kyndig.accounts.retention import AUDIT, IMPORTED_FILES
from kyndig.accounts.vocabulary import name_acts, name_pages
from kyndig.imports import files
from kyndig.imports.models import ImportRun


def register() -> None:
    """Called once, when the apps are ready."""
    declare(
        Personal(
            "imports.importrun",
            holds=_("Hvem som har importert filer, når, og hvor mange rader"),
            purpose=_("Så det går an å se hvor tall kommer fra"),
            kept=AUDIT,
            erasure=_("Koblingen til deg fjernes når alt om deg slettes"),
            about=lambda who: ImportRun.objects.filter(
                Q(created_by__in=who.user_ids) | Q(confirmed_by__in=who.user_ids)
            ),
            outlives=True,
            hidden=frozenset({"plan_hash", "stored_name", "units_stored_name", "rejected_stored_name"}),
        ),
        Place(
            "imported files",
            title=_("Filer som er lastet opp til import"),
            holds=_("Det som står i filene: ansatte, arbeidsforhold og vurderinger"),
            purpose=_("Så du kan se over hva som endres, og rette rader som ikke ble importert"),
            erasure=_(
                "Filen slettes når importen er gjennomført, avvist eller forkastet. "
                "Resten slettes når tiden er ute"
            ),
            kept=IMPORTED_FILES,
            erase=_erase_files,
        ),
        Impersonal("imports.importlock", _("En rad som hindrer at to importer går samtidig")),
    )
    name_acts({"imports.run.applied": _("Gjennomførte import")})
    name_pages(
        {
            "import": _("Import, før den bekreftes"),
            "command:import_hr": _("Import av ansatte"),
            "command:import_assessments": _("Import av vurderinger"),
            "command:import_exemptions": _("Import av unntak"),
        }
    )


def _erase_files(moment: datetime, erase: bool) -> int:
    return files.erase_older(moment, erase=erase)
