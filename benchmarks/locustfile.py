"""Twenty people at work: each signs in once, then opens pages with a pause of one to three seconds."""

import json
import os
import random
import re
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task

CASES: dict[str, Any] = json.loads(Path(os.environ["KYNDIG_BENCH_CASES"]).read_text())
_free = list(CASES["users"])


class Reader(HttpUser):
    """Somebody from HR or a leader, looking around."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        self.name = _free.pop() if _free else CASES["users"][0]
        page = self.client.get("/konto/login/", name="sign-in page").text
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        form = {"csrfmiddlewaretoken": found.group(1) if found else "", "login": self.name}
        form["password"] = CASES["password"]
        with self.client.post(
            "/konto/login/", form, name="sign-in", headers={"Referer": self.host}, catch_response=True
        ) as answer:
            if "sessionid" not in self.client.cookies:
                answer.failure("not signed in")

    @task(2)
    def unit(self) -> None:
        self.client.get(f"/enhet/{random.choice(CASES['units'])}/", name="unit")

    @task(2)
    def matrix(self) -> None:
        self.client.get(f"/enhet/{random.choice(CASES['units'])}/matrise/", name="matrix")

    @task(2)
    def person(self) -> None:
        unit, person = random.choice(CASES["people"])
        self.client.get(f"/enhet/{unit}/ansatt/{person}/", name="person")

    @task(1)
    def municipality(self) -> None:
        self.client.get("/kommune/", name="municipality")

    @task(1)
    def sign_in_page(self) -> None:
        self.client.get("/personvern/", name="open page")
