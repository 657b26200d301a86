"""Every model says what it holds about people, why, for how long and how it goes."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from kyndig.accounts import privacy
from kyndig.accounts.retention import Period

ALL = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
PEOPLES = privacy.personal()


def test_every_model_has_a_declaration() -> None:
    assert sorted(ALL - privacy.declared()) == []


def test_every_declaration_has_a_model() -> None:
    assert sorted(privacy.declared() - ALL) == []


def test_a_model_with_a_link_to_a_person_or_an_employee_number_is_declared_personal() -> None:
    linked = {
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.name in {"person", "employee_number", "first_name", "last_name", "birth_date", "email"}
    }

    assert sorted(linked - {each.model for each in PEOPLES}) == []


@pytest.mark.parametrize("declaration", PEOPLES, ids=lambda each: each.model)
def test_what_is_personal_says_what_why_how_long_and_how_it_goes(declaration: privacy.Personal) -> None:
    assert str(declaration.holds)
    assert str(declaration.purpose)
    assert str(declaration.erasure)
    assert isinstance(declaration.kept, Period)
    assert declaration.about or declaration.older


@pytest.mark.parametrize("declaration", PEOPLES, ids=lambda each: each.model)
@pytest.mark.django_db
def test_the_rows_about_somebody_can_be_asked_for(declaration: privacy.Personal) -> None:
    nobody = privacy.Subjects(("nobody",), (0,))

    for rows in [declaration.about, *(each.rows for each in declaration.blank)]:
        assert rows is None or not rows(nobody).exists()


@pytest.mark.django_db
def test_the_page_about_privacy_holds_every_declaration_and_is_open_to_all() -> None:
    answer = Client().get(reverse("privacy")).content.decode()

    missing = [each.model for each in PEOPLES if str(each.holds) not in answer]
    assert missing == []
    assert [place.name for place in privacy.places() if str(place.title) not in answer] == []


def test_files_and_logs_are_declared() -> None:
    assert {"logs", "backups", "downloads"} <= {place.name for place in privacy.places()}
