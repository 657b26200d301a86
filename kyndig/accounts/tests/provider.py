"""A provider of sign-ins that lives in the test: answers what an OIDC server would, without a network."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock
from urllib.parse import parse_qs, urlparse

import jwt
from django.http import HttpResponse
from django.test import Client

SERVER = "https://login.example.no"
SETTINGS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": "Kommunens innlogging",
                "client_id": "kyndig",
                "secret": "a-secret-for-tests",
                "settings": {"server_url": SERVER},
            }
        ]
    }
}
_CONFIGURATION = {
    "issuer": SERVER,
    "authorization_endpoint": f"{SERVER}/authorize",
    "token_endpoint": f"{SERVER}/token",
    "userinfo_endpoint": f"{SERVER}/userinfo",
    "jwks_uri": f"{SERVER}/keys",
    "token_endpoint_auth_methods_supported": ["client_secret_post"],
}


class _Answer:
    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.text = json.dumps(content)

    def json(self) -> dict[str, Any]:
        return self.content

    def raise_for_status(self) -> None:
        pass


class _Session:
    def __init__(self, claims: dict[str, Any]) -> None:
        self.claims = claims

    def __enter__(self) -> "_Session":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def get(self, url: str, **options: Any) -> _Answer:
        return _Answer(self.claims if url.endswith("/userinfo") else _CONFIGURATION)

    def request(self, method: str, url: str, **options: Any) -> _Answer:
        now = int(time.time())
        body = {"iss": SERVER, "aud": "kyndig", "sub": self.claims["sub"], "iat": now, "exp": now + 60}
        token = jwt.encode(body, "a-key-of-at-least-thirty-two-bytes", algorithm="HS256")
        return _Answer({"access_token": "token", "token_type": "Bearer", "id_token": token})

    post = request


@contextmanager
def answering(claims: dict[str, Any]) -> Iterator[None]:
    """Within the block the provider says these claims of whoever signs in."""
    adapter = "allauth.socialaccount.adapter.DefaultSocialAccountAdapter.get_requests_session"
    with mock.patch(adapter, return_value=_Session(claims)):
        yield


def sign_in(client: Client, **claims: Any) -> HttpResponse:
    """Go through the whole flow: to the provider and back with its code. Returns the last answer."""
    with answering({"sub": "subject-1", **claims}):
        begun = client.post("/konto/oidc/oidc/login/")
        state = parse_qs(urlparse(begun["Location"]).query)["state"][0]
        return client.get("/konto/oidc/oidc/login/callback/", {"code": "code", "state": state})  # type: ignore[return-value] # the client's own class of answer
