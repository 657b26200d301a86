"""Sign-in with the municipality's provider: by employee number alone."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user
from django.test import Client
from pytest_django.fixtures import Settings

from kyndig.accounts.models import AuditEvent, User
from kyndig.accounts.tests import provider
from tests.cast import Cast, client_for


@pytest.fixture(autouse=True)
def configured(settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = provider.SETTINGS


def test_the_claimed_employee_number_signs_its_user_in(cast: Cast) -> None:
    client = Client()

    provider.sign_in(client, employee_number="nr-merkeamina")

    assert get_user(client) == cast.user("amina")


def test_a_first_sign_in_makes_the_user_of_somebody_employed(cast: Cast) -> None:
    client = Client()

    provider.sign_in(client, employee_number="nr-merkegreta", name="Somebody Else")

    user = get_user(client)
    assert isinstance(user, User)
    assert user.employee_number == "nr-merkegreta"
    assert user.get_full_name() == "Greta Merkegreta"
    assert not user.has_usable_password()


def test_a_second_sign_in_is_the_same_user(cast: Cast) -> None:
    provider.sign_in(Client(), employee_number="nr-merkegreta")
    client = Client()

    provider.sign_in(client, employee_number="nr-merkegreta")

    assert get_user(client).is_authenticated
    assert User.objects.filter(employee_number="nr-merkegreta").count() == 1
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"employee_number": ""},
        {"employee_number": ["nr-merkeamina"]},
        {"email": "merkeamina@example.no", "email_verified": True, "name": "Amina Merkeamina"},
        {"preferred_username": "amina"},
    ],
)
def test_without_the_claim_nobody_is_let_in_whatever_the_name_or_address(
    cast: Cast, claims: dict[str, object]
) -> None:
    client = Client()

    response = provider.sign_in(client, **claims)

    assert response.status_code == 403
    assert "Innloggingen sa ikke hvilket ansattnummer du har" in response.content.decode()
    assert not get_user(client).is_authenticated
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("number", ["nr-unknown", "nr-merkeleif", "NR-MERKEAMINA"])
def test_a_number_that_nobody_employed_has_is_refused(cast: Cast, number: str) -> None:
    client = Client()

    response = provider.sign_in(client, employee_number=number, email="merkeamina@example.no")

    assert response.status_code == 403
    assert "Ingen som er ansatt i dag" in response.content.decode()
    assert not get_user(client).is_authenticated


def test_a_login_that_is_tied_to_one_number_cannot_become_another(cast: Cast) -> None:
    provider.sign_in(Client(), employee_number="nr-merkeamina")
    client = Client()

    response = provider.sign_in(client, employee_number="nr-merkehelga")

    assert response.status_code == 403
    assert not get_user(client).is_authenticated


def test_somebody_signed_in_cannot_take_over_another_number(cast: Cast) -> None:
    client = client_for(cast.user("amina"))

    response = provider.sign_in(client, employee_number="nr-merkehelga")

    assert response.status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_inactive_user_is_not_let_in(cast: Cast) -> None:
    User.objects.filter(username="amina").update(is_active=False)
    client = Client()

    provider.sign_in(client, employee_number="nr-merkeamina")

    assert not get_user(client).is_authenticated


def test_the_claims_are_not_kept(cast: Cast) -> None:
    provider.sign_in(Client(), employee_number="nr-merkeamina", phone_number="00000000")
    provider.sign_in(Client(), employee_number="nr-merkeamina", phone_number="00000000")

    assert SocialAccount.objects.get().extra_data == {}


def test_a_refused_sign_in_is_audited_without_naming_anybody(cast: Cast) -> None:
    provider.sign_in(Client(), employee_number="nr-unknown")

    event = AuditEvent.objects.get(act="accounts.sign_in.refused")
    assert event.detail == {"why": "unknown"}
