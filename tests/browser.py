"""Which browser the browser tests drive: the system's, never one that is downloaded."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MISSING = (
    "Browser tests were skipped: no Chromium or Chrome on PATH. Install one, e.g. apt-get install chromium."
)


def executable() -> str | None:
    """The path of the system's Chromium or Chrome, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def is_required() -> bool:
    """True when a missing browser is a failure, as it is where changes are checked."""
    return os.environ.get("KYNDIG_REQUIRE_BROWSER") == "1"
