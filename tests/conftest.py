"""What the run as a whole says of the browser tests."""

import pytest

from tests import browser


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say last of all, below the summary, that the browser tests were skipped and why."""
    is_worker = hasattr(config, "workerinput")
    if not is_worker and not config.option.collectonly and not browser.executable():
        print(browser.MISSING)  # noqa: T201 - pytest's own reporter has finished by now
