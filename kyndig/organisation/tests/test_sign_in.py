"""Local sign-in: invitation, password, and the end of access."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from kyndig.accounts.actions import InvitationUnusableError, accept_invitation, invite
from kyndig.accounts.models import AuditEvent, Invitation, User
from kyndig.organisation.models import Deputy, Employment, Person, RoleGrant
from kyndig.organisation.reach import reach_of
from tests.cast import Cast, client_for

PASSWORD = "fire gode norske ord"


def signed_in(client: Client) -> bool:
    return get_user(client).is_authenticated


def sign_in(username: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/konto/login/", {"login": username, "password": password})
    return client


def test_an_invitation_lets_somebody_choose_a_password_and_sign_in(cast: Cast) -> None:
    address = f"/konto/invitasjon/{invite(user=cast.user('amina'), by=cast.user('hr'))}/"

    Client().post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})

    assert signed_in(sign_in("amina"))


def test_an_invitation_works_once(cast: Cast) -> None:
    token = invite(user=cast.user("amina"), by=None)
    accept_invitation(token=token, password=PASSWORD)

    with pytest.raises(InvitationUnusableError):
        accept_invitation(token=token, password="noe helt annet her")


def test_opening_an_invitation_does_not_use_it(cast: Cast) -> None:
    address = f"/konto/invitasjon/{invite(user=cast.user('amina'), by=None)}/"

    assert [Client().get(address).status_code for _ in range(2)] == [200, 200]


def test_an_invitation_that_is_too_old_is_refused(cast: Cast) -> None:
    token = invite(user=cast.user("amina"), by=None)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    response = Client().get(f"/konto/invitasjon/{token}/")

    assert response.status_code == 404
    assert "Lenken virker ikke lenger" in response.content.decode()


def test_a_new_invitation_ends_the_earlier_one(cast: Cast) -> None:
    first = invite(user=cast.user("amina"), by=None)
    invite(user=cast.user("amina"), by=None)

    with pytest.raises(InvitationUnusableError):
        accept_invitation(token=first, password=PASSWORD)


def test_only_a_hash_of_the_link_is_kept(cast: Cast) -> None:
    token = invite(user=cast.user("amina"), by=None)

    stored = Invitation.objects.values_list("token_hash", flat=True).get()
    assert token not in stored
    assert len(stored) == 64


def test_a_weak_password_uses_up_no_invitation(cast: Cast) -> None:
    token = invite(user=cast.user("amina"), by=None)

    response = Client().post(
        f"/konto/invitasjon/{token}/", {"new_password1": "kort", "new_password2": "kort"}
    )

    assert response.status_code == 200
    assert Invitation.objects.get().used_at is None


def test_somebody_whose_employment_has_ended_is_told_so_at_sign_in(cast: Cast) -> None:
    user = cast.user("leaver")
    user.set_password(PASSWORD)
    user.save()

    response = Client().post("/konto/login/", {"login": "leif", "password": PASSWORD})

    assert response.status_code == 403
    assert "Tilgangen din er avsluttet" in response.content.decode()


def test_an_open_sign_in_ends_with_the_last_employment(cast: Cast) -> None:
    client = client_for(cast.user("unit_leader"))
    assert client.get("/").status_code == 200

    Employment.objects.filter(person=cast.person("unit_leader")).update(
        end_date=cast.today - timedelta(days=1)
    )

    assert client.get("/").status_code == 302
    assert not signed_in(client)


def test_an_open_sign_in_goes_on_while_one_of_two_employments_does(cast: Cast) -> None:
    Employment.objects.filter(person=cast.person("marte"), end_date=None).update(
        end_date=cast.today - timedelta(days=1)
    )
    Employment.objects.filter(person=cast.person("marte"), position_key="before").update(end_date=None)

    assert reach_of(User.objects.create(username="marte", employee_number="nr-merkemarte")).has_access


def test_a_deputys_open_sign_in_loses_the_leaders_people_after_the_period(cast: Cast) -> None:
    client = client_for(cast.user("deputy"))
    Deputy.objects.update(valid_from=cast.today - timedelta(days=9), valid_to=cast.today - timedelta(days=1))

    assert client.get("/").status_code == 200
    assert not Person.objects.visible_to(cast.user("deputy")).filter(pk=cast.person("amina").pk).exists()


def test_nobody_signs_themselves_up(cast: Cast) -> None:
    Client().post("/konto/signup/", {"username": "ny", "password1": PASSWORD, "password2": PASSWORD})

    assert not User.objects.filter(username="ny").exists()


def test_wrong_passwords_are_limited(cast: Cast) -> None:
    user = cast.user("amina")
    user.set_password(PASSWORD)
    user.save()
    client = Client(REMOTE_ADDR="192.0.2.77")

    for _ in range(12):
        client.post("/konto/login/", {"login": "amina", "password": "feil passord her"})
    client.post("/konto/login/", {"login": "amina", "password": PASSWORD})

    assert not signed_in(client)


@pytest.mark.django_db
def test_the_first_administrator_is_made_before_there_are_units(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYNDIG_ADMIN_PASSWORD", PASSWORD)

    call_command("create_admin", "drift", stdout=StringIO())

    assert signed_in(sign_in("drift"))
    assert reach_of(User.objects.get(username="drift")).is_administrator


@pytest.mark.django_db
def test_without_a_password_the_first_administrator_gets_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KYNDIG_ADMIN_PASSWORD", raising=False)
    printed = StringIO()

    call_command("create_admin", "drift", "--email", "drift@example.no", stdout=printed)

    found = re.search(r"/konto/invitasjon/(\S+)/", printed.getvalue())
    assert found
    assert accept_invitation(token=found[1], password=PASSWORD).username == "drift"


@pytest.mark.django_db
def test_a_weak_administrator_password_makes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYNDIG_ADMIN_PASSWORD", "kort")

    with pytest.raises(CommandError, match="KYNDIG_ADMIN_PASSWORD"):
        call_command("create_admin", "drift", stdout=StringIO())

    assert not User.objects.exists()
    assert not RoleGrant.objects.exists()


@pytest.mark.django_db
def test_a_taken_user_name_is_refused_in_any_case() -> None:
    call_command("create_admin", "drift", stdout=StringIO())

    with pytest.raises(CommandError, match="taken"):
        call_command("create_admin", "Drift", stdout=StringIO())


def test_inviting_by_command_makes_the_user_of_somebody_employed(cast: Cast) -> None:
    printed = StringIO()

    call_command("invite", "nr-merkegreta", stdout=printed)

    assert "/konto/invitasjon/" in printed.getvalue()
    assert User.objects.filter(employee_number="nr-merkegreta").exists()


def test_nobody_is_invited_whose_employment_has_ended(cast: Cast) -> None:
    with pytest.raises(CommandError, match="Nobody employed"):
        call_command("invite", "nr-merkeleif", stdout=StringIO())


def test_an_invitation_is_audited_with_who_sent_it(cast: Cast) -> None:
    invite(user=cast.user("amina"), by=cast.user("hr"))

    event = AuditEvent.objects.get(act="accounts.user.invited")
    assert event.actor == cast.user("hr")


def test_without_mail_nobody_is_promised_a_letter(cast: Cast) -> None:
    page = Client().get("/konto/login/").content.decode()

    assert "HR sende deg en ny lenke" in page
    assert "/konto/password/reset/" not in page
