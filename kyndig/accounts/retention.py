"""How long things are kept, and from when it is counted.

The days come from the environment (KYNDIG_KEEP_<NAME>_DAYS); the defaults are examples, which each
municipality replaces by what it decides. The page about privacy says what holds.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Period:
    """A length of time, counted from an event."""

    name: str
    counted_from: str | Promise

    @property
    def days(self) -> int:
        """As set by the municipality, else the example."""
        return int(settings.KEEP_DAYS[self.name])

    @property
    def length(self) -> timedelta:
        return timedelta(days=self.days)

    @property
    def text(self) -> str:
        """The length in words: "5 år", "90 dager"."""
        if self.days and self.days % 365 == 0:
            years = self.days // 365
            return ngettext("%(n)d år", "%(n)d år", years) % {"n": years}
        return ngettext("%(n)d dag", "%(n)d dager", self.days) % {"n": self.days}


AFTER_LEAVING = Period(
    "AFTER_LEAVING", _("etter at det siste arbeidsforholdet eller den siste rollen er slutt")
)
AUDIT = Period("AUDIT", _("etter endringen"))
ACCESS_LOG = Period("ACCESS_LOG", _("etter oppslaget"))
IMPORTED_FILES = Period("IMPORTED_FILES", _("etter opplastingen"))
TASKS = Period("TASKS", _("etter at jobben er ferdig"))
LINKS = Period("LINKS", _("etter at lenken er brukt eller for gammel"))
NOTICES = Period("NOTICES", _("etter at påminnelsen ble lagt i kø"))
DIALOGUE_NOTES = Period("DIALOGUE_NOTES", _("etter medarbeidersamtalen"))
SCENARIOS = Period("SCENARIOS", _("etter at scenarioet sist ble endret"))
SIGN_INS = Period("SIGN_INS", _("etter at innloggingen er slutt"))
