"""The operator's own look for viruses: a command that is given the file's path.

Exit code 0: clean. 1: infected. Anything else, or no answer in a minute: not known, so not accepted now.
"""

import subprocess
from pathlib import Path

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from kyndig.holdings.document_checks import RefusedFileError

SECONDS = 60
CLEAN, INFECTED = 0, 1
log = structlog.get_logger("kyndig.holdings")


def check(path: Path) -> None:
    """Raises RefusedFileError unless the command says that the file is clean, or there is no command."""
    command: list[str] = settings.DOCUMENT_SCAN_COMMAND
    if not command:
        return
    code = _run([*command, str(path)])
    if code == INFECTED:
        raise RefusedFileError(_("Virussjekken fant noe farlig i filen. Den er ikke lagret."))
    if code != CLEAN:
        log.error("document_scan_failed", code=code)
        raise RefusedFileError(
            _("Vi får ikke sjekket filen for virus nå, så den er ikke lagret. Prøv igjen om litt.")
        )


def _run(command: list[str]) -> int | None:
    """The exit code; None when the command cannot be run or does not answer."""
    try:
        done = subprocess.run(command, check=False, timeout=SECONDS, capture_output=True)  # noqa: S603 - the operator's own command
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.returncode
