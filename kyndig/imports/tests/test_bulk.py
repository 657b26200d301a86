"""Rows written without model objects."""

from datetime import date

import pytest
from django.utils import timezone

from kyndig.imports import bulk
from kyndig.organisation.models import Role, UnitTree

pytestmark = pytest.mark.django_db


def test_rows_are_written_in_their_order_with_what_is_equal_in_all() -> None:
    moment = timezone.now()
    days = [date(2026, 2, 1), date(2026, 1, 1)]
    bulk.insert(UnitTree, ["valid_from"], [[day] for day in days], {"registered_at": moment})
    assert list(UnitTree.objects.order_by("id").values_list("valid_from", "registered_at")) == [
        (day, moment) for day in days
    ]


def test_a_model_that_keeps_its_history_gets_it() -> None:
    Role.objects.create(code="A", title="Før")
    rows = [("B", "Sykepleier", "2223"), ("C", "=1+1\t\\N\nLærer", "")]
    bulk.insert_with_history(Role, ("code", "title", "styrk"), rows, by=None)
    new = Role.objects.exclude(code="A").order_by("id")
    assert list(new.values_list("code", "title", "styrk")) == rows
    assert [role.history.get().history_type for role in new] == ["+", "+"]
    assert [role.history.get().title for role in new] == [title for _code, title, _styrk in rows]
