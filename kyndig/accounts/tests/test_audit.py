"""The data's version: another one after every change, also those that commit later than their number says."""

import pytest

from kyndig.accounts import audit
from kyndig.accounts.models import AuditEvent

pytestmark = pytest.mark.django_db


def write(*numbers: int) -> None:
    for number in numbers:
        AuditEvent.objects.create(pk=number, act="test.thing.change")


def test_no_changes_are_a_version_too() -> None:
    assert audit.data_version() == (0, 0)


def test_the_same_changes_are_the_same_version() -> None:
    write(1, 2)
    assert audit.data_version() == audit.data_version()


def test_a_new_change_is_another_version() -> None:
    write(1)
    before = audit.data_version()
    write(2)
    assert audit.data_version() != before


@pytest.mark.parametrize("others", [[5], [1, 5], [1, 5, 6], [1, 2, 5, 6]])
def test_a_change_with_a_lower_number_is_another_version(
    others: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "_WATCHED", 3)
    write(*others)
    before = audit.data_version()
    write(3)
    assert audit.data_version() != before


def test_only_the_newest_changes_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_WATCHED", 3)
    write(1, 2, 3, 4)
    assert audit.data_version() == (4, 2 + 3 + 4)
