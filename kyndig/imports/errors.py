"""What can be wrong with a file, in sentences for the one who delivers it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """The whole file, or the whole import, is refused: nothing is changed. The text is for people."""


class IdentityNumberFound(Refused):
    """A cell holds a national identity number. Names the place, never the value."""


class DataHasChanged(Refused):
    """The plan is not the one that was previewed."""

    def __init__(self) -> None:
        super().__init__(
            _("Dataene er endret siden du så over importen. Ingenting er importert. Se over på nytt.")
        )


class AnotherImport(Refused):
    """Another import holds the lock and did not let go in time."""

    def __init__(self) -> None:
        super().__init__(_("En annen import pågår. Ingenting er endret. Prøv igjen når den er ferdig."))


class Unreadable(Exception):  # noqa: N818 - what a cell is, not an error of ours
    """A cell is not what its column holds. `reason` says what is wrong, `remedy` what to do."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


BLANK = gettext_lazy("(tomt)")
# Of a longer value the beginning is shown: enough to find it, and what is wrong stays in sight beside it.
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class RowError:
    """A cell, or a whole row (`column` ""), that cannot be imported. `line` is the file's own number.

    None when it is about something that the file does not hold.
    """

    line: int | None
    column: str
    value: str
    reason: str
    remedy: str = ""
    # Names the file where an import reads two.
    file: str = ""

    @property
    def found(self) -> str:
        """The value as shown: blank is said in words, and a long one is cut."""
        if len(self.value) > LONGEST_SHOWN:
            return f"{self.value[:LONGEST_SHOWN]}…"
        return self.value or str(BLANK)

    def __str__(self) -> str:
        parts = {"file": self.file, "line": self.line, "column": self.column, "value": self.found}
        if self.line is None:
            text = "%(reason)s"
        elif not self.column:
            text = _("Rad %(line)s: %(reason)s")
        else:
            text = _("Rad %(line)s, kolonne «%(column)s»: fant «%(value)s». %(reason)s")
        sentence = f"{text % {**parts, 'reason': self.reason}} {self.remedy}".strip()
        return f"{self.file}: {sentence}" if self.file else sentence
