import pytest

from kyndig.gaps import kept


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Tests share version numbers, so what one kept would answer for the next."""
    kept.forget()
