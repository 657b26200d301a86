"""Error pages: their status, their way out, and that they stand on their own feet."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from kyndig.web import views


@pytest.mark.parametrize(
    ("view", "error", "status"),
    [
        (views.bad_request, SuspiciousOperation(), 400),
        (views.forbidden, PermissionDenied(), 403),
        (views.not_found, Http404(), 404),
    ],
)
def test_a_request_refused_before_anybody_was_recognised_gets_a_page(
    view: views.ErrorView, error: Exception, status: int, rf: RequestFactory
) -> None:
    response = view(rf.get("/"), error)
    assert response.status_code == status
    assert 'href="/"' in response.content.decode()


def test_a_server_error_needs_no_database(rf: RequestFactory) -> None:
    response = views.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Feil-ID: " in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_host_is_refused_with_a_page(client: Client) -> None:
    response = client.get("/", headers={"host": "noen-andre.example"})
    assert response.status_code == 400
    assert "Vi forstår ikke adressen" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_changes_nothing(settings: Settings) -> None:
    response = Client(enforce_csrf_checks=True).post("/sprak/", {"language": "nn"})
    assert response.status_code == 403
    assert "Ingenting er endret" in response.content.decode()


@pytest.mark.django_db
def test_health_is_answered_to_anybody(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (200, "ok")
