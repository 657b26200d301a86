"""People at work: each signs in once, then opens pages with a pause of one to three seconds."""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task

CASES: dict[str, Any] = json.loads(Path(os.environ["KYNDIG_BENCH_CASES"]).read_text())
_free: list[str] = list(CASES["users"])


class Reader(HttpUser):
    """Somebody from HR, looking around."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        """Sign in; what a wrong answer would be is a page without a session."""
        address = CASES["sign_in"]
        page = self.client.get(address, name="sign-in: the form").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        form = {
            "csrfmiddlewaretoken": token.group(1) if token else "",
            "login": _free.pop(),
            "password": CASES["password"],
        }
        with self.client.post(
            address,
            form,
            name="sign-in: checked",
            headers={"Referer": str(self.host)},
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            if "sessionid" not in self.client.cookies:
                answer.failure("not signed in")

    @task(3)
    def unit(self) -> None:
        self._open("unit")

    @task(3)
    def matrix(self) -> None:
        self._open("matrix")

    @task(3)
    def person(self) -> None:
        self._open("person")

    @task(2)
    def municipality(self) -> None:
        self._open("municipality")

    def _open(self, kind: str) -> None:
        """A page of the kind; one that leads elsewhere is a failure."""
        address = random.choice(CASES["pages"][kind])
        with self.client.get(address, name=kind, allow_redirects=False, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
