from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.architecture.stage import Stage, built


@pytest.fixture(scope="module")
def stage(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Where the permission matrix is played: built once for all its rows, and taken back at the end."""
    with django_db_blocker.unblock(), built(tmp_path_factory.mktemp("files")) as made:
        yield made
