"""Fixtures for every test: an own data directory, tasks that run at once, Norwegian bokmål."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from kyndig.catalogue import search
from kyndig.gaps import kept
from tests.cast import Cast, build_cast

# Nothing is timed: how long an example takes says how busy the machine is.
hypothesis.settings.register_profile("kyndig", deadline=None)
hypothesis.settings.load_profile("kyndig")

END_OTHER_SESSIONS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: now and then one waits, for a browser or a process."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True, scope="session")
def rows_are_deleted_not_truncated() -> Iterator[None]:
    """After a test that commits: PostgreSQL's TRUNCATE makes every table's files anew, for a few rows."""

    def deletes(self: DatabaseOperations, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        delete = style.SQL_KEYWORD("DELETE FROM")
        return [f"{delete} {self.quote_name(table)};" for table in tables]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", deletes)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, dropped at the end even if a server's thread or a killed process still holds it."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(END_OTHER_SESSIONS)


@pytest.fixture(autouse=True)
def own_data_directory(tmp_path: Path, settings: Settings) -> Path:
    """Uploads and exports of a test go to a directory of its own."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STATIC_ROOT = tmp_path  # there, so that nobody warns of its absence
    return tmp_path


@pytest.fixture(autouse=True)
def tasks_run_at_once(settings: Settings) -> None:
    """Background work happens in the request, in the test's own transaction."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def in_bokmal() -> Iterator[None]:
    """A request in another language leaves the process in it: the next test begins in bokmål again."""
    with translation.override("nb"):
        yield


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Tests share version numbers, so what one kept would answer for the next."""
    search.forget()
    kept.forget()


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast of `tests/cast.py`: a small municipality with one user per role."""
    return build_cast()


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Slow hashing protects passwords; there are none to protect here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def no_scan_of_static_files(request: pytest.FixtureRequest, settings: Settings) -> None:
    """Each test client starts the middleware anew; only a live server needs it to find every file."""
    if "live_server" not in request.fixturenames:
        settings.WHITENOISE_USE_FINDERS = False
