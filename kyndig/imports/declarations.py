"""What imports hold about people; see `accounts.privacy`."""

from django.utils.translation import gettext_lazy as _

from kyndig.accounts.privacy import Impersonal, Personal, declare
from kyndig.accounts.retention import AUDIT
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
            about=lambda who: ImportRun.objects.filter(created_by__in=who.user_ids),
            outlives=True,
            hidden=frozenset({"plan_hash", "stored_name", "units_stored_name", "rejected_stored_name"}),
        ),
        Impersonal("imports.importlock", _("En rad som hindrer at to importer går samtidig")),
    )
